/** The window of the agent, as far as a page of another origin may touch it. */
export type OpenedWindow = {
  readonly closed: boolean;
  postMessage(message: unknown, targetOrigin: string): void;
  close(): void;
  focus(): void;
};

/** A message event, as far as it is believed: who sent it, from which origin, what. */
export type Heard = { readonly origin: string; readonly source: unknown; readonly data: unknown };

/** What this module needs of the browser; a test hands in a small object of its own. */
export type Browser = {
  /** The page's own origin and host name. */
  readonly origin: string;
  readonly hostname: string;
  readonly fetch: typeof fetch;
  /** Null where the pop-up was blocked. */
  open(url: string, name: string, features: string): OpenedWindow | null;
  /** Both answer the function that stops it. */
  listen(hear: (heard: Heard) => void): () => void;
  after(milliseconds: number, run: () => void): () => void;
  /** Whether a page of this origin may fetch from this computer without a prompt. */
  loopbackGranted(): Promise<boolean>;
};

/** The browser this runs in. */
export function thisBrowser(): Browser {
  return {
    origin: location.origin,
    hostname: location.hostname,
    fetch: (input, init) => fetch(input, init),
    open: (url, name, features) => window.open(url, name, features),
    listen(hear) {
      addEventListener('message', hear);
      return () => removeEventListener('message', hear);
    },
    after(milliseconds, run) {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
    loopbackGranted,
  };
}

/** Chromium's permission had two names; a browser without it either needs none or blocks, so the answer is "no". */
async function loopbackGranted(): Promise<boolean> {
  for (const name of ['loopback-network', 'local-network-access']) {
    try {
      // The permission's name is newer than the type library.
      const { state } = await navigator.permissions.query({ name: name as PermissionName });
      if (state === 'granted') return true;
    } catch {
      // TypeError: this browser does not know the name.
    }
  }
  return false;
}
