import { extensionId } from '@kaika/wire/extension';

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
  /** The browser extension, where this page may see one. */
  readonly extension?: ExtensionDoor | undefined;
};

/** The agent's browser extension, as a page meets it. */
export type ExtensionDoor = {
  /** Whether it is installed and finds the agent. */
  isThere(): Promise<boolean>;
  connect(): ExtensionPort;
};

export type ExtensionPort = {
  postMessage(message: unknown): void;
  disconnect(): void;
  readonly onMessage: { addListener(hear: (message: unknown) => void): void };
  readonly onDisconnect: { addListener(run: () => void): void };
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
    loopbackGranted: async () => (await loopbackPermission()) === 'granted',
    extension: extensionDoor(),
  };
}

/** Chromium shows `chrome.runtime` to pages that an extension names as those that may connect to it, and to no other. */
function extensionDoor(): ExtensionDoor | undefined {
  const { chrome } = globalThis as { readonly chrome?: { readonly runtime?: Runtime } };
  const runtime = chrome?.runtime;
  if (runtime === undefined) return undefined;
  return {
    isThere: () =>
      new Promise((resolve) => {
        runtime.sendMessage(extensionId, { kaika: 1 }, (answer) => {
          // Reading it says that an extension which is not there is no error of this page.
          void runtime.lastError;
          resolve(
            typeof answer === 'object' && answer !== null && 'there' in answer && answer.there === true,
          );
        });
      }),
    connect: () => runtime.connect(extensionId),
  };
}

type Runtime = {
  readonly lastError?: unknown;
  sendMessage(extension: string, message: unknown, reply: (answer: unknown) => void): void;
  connect(extension: string): ExtensionPort;
};

/**
 * Whether the browser lets this site fetch from this computer. Chromium's permission had two names; null where a browser knows neither: it either
 * needs none or blocks.
 */
export async function loopbackPermission(): Promise<PermissionState | null> {
  let known: PermissionState | null = null;
  for (const name of ['loopback-network', 'local-network-access']) {
    try {
      // The permission's name is newer than the type library.
      const { state } = await navigator.permissions.query({ name: name as PermissionName });
      if (state === 'granted') return state;
      known ??= state;
    } catch {
      // TypeError: this browser does not know the name.
    }
  }
  return known;
}
