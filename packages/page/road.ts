import type { Browser, ExtensionDoor, Heard, OpenedWindow } from './browser.ts';

/** A way to the agent for one request: its window, or the browser extension. */
export type Road = {
  /** Whether the other end has gone. */
  readonly closed: boolean;
  /** What it means when it goes before it said `ready`. */
  readonly early: 'agent.cancelled' | 'agent.absent';
  post(message: unknown): void;
  close(): void;
  /** Answers the function that stops it. */
  listen(hear: (data: unknown) => void): () => void;
};

/** Opens the agent's window; null where the browser blocked it. Heard is that very window alone, from the agent's own origin. */
export function windowRoad(browser: Browser, agent: string): Road | null {
  const opened = openWindow(browser, agent);
  if (opened === null) return null;
  return {
    get closed() {
      return opened.closed;
    },
    early: 'agent.cancelled',
    post: (message) => opened.postMessage(message, agent),
    close: () => opened.close(),
    listen: (hear) =>
      browser.listen(({ origin, source, data }: Heard) => {
        if (origin === agent && source === opened) hear(data);
      }),
  };
}

/** Connects to the extension, which opens a window where the person has something to see. */
export function extensionRoad(door: ExtensionDoor): Road {
  const port = door.connect();
  let closed = false;
  port.onDisconnect.addListener(() => {
    closed = true;
  });
  return {
    get closed() {
      return closed;
    },
    early: 'agent.absent',
    post: (message) => port.postMessage(message),
    close: () => port.disconnect(),
    listen(hear) {
      let stopped = false;
      port.onMessage.addListener((data) => stopped || hear(data));
      return () => {
        stopped = true;
      };
    },
  };
}

function openWindow(browser: Browser, agent: string): OpenedWindow | null {
  const features = 'popup,width=420,height=720';
  const opened = browser.open(`${agent}/window#${browser.origin}`, `kaika-${crypto.randomUUID()}`, features);
  if (opened === null || opened.closed) return null;
  opened.focus();
  return opened;
}
