import type { Browser, Heard, OpenedWindow } from '@kaika/page/browser';

/** What the person types when the agent's window shows a screen: the fields by name; null leaves the screen alone. */
export type Typist = (screen: string) => Readonly<Record<string, string>> | null;

type Line = {
  readonly screen?: string;
  readonly post?: unknown;
  readonly to?: string;
  readonly close?: true;
};

/**
 * The browser that `@kaika/page` drives, without a screen: it opens the agent's real window over HTTP, shows its screens to the
 * typist and carries messages both ways, with the origins a browser would give.
 */
export function openBrowser(page: {
  readonly origin: string;
  readonly fetch: typeof fetch;
  readonly type: Typist;
}): Browser {
  const hearers = new Set<(heard: Heard) => void>();
  return {
    origin: page.origin,
    hostname: new URL(page.origin).hostname,
    fetch: (input, init) => page.fetch(input, { ...init, headers: { origin: page.origin } }),
    open: (url) =>
      openWindow(url, page, (heard) => {
        for (const hear of hearers) hear(heard);
      }),
    listen(hear) {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
    after(milliseconds, run) {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
    loopbackGranted: async () => true,
  };
}

function openWindow(
  url: string,
  page: { readonly origin: string; readonly fetch: typeof fetch; readonly type: Typist },
  tell: (heard: Heard) => void,
): OpenedWindow {
  const agent = new URL(url).origin;
  const state = { closed: false };
  let say: (what: string, body: string, type?: string) => void = () => undefined;
  const opened: OpenedWindow = {
    get closed() {
      return state.closed;
    },
    postMessage: (message, target) => {
      if (target !== agent || typeof message !== 'object' || message === null || !('type' in message)) return;
      say(String(message.type), JSON.stringify({ origin: page.origin, message }));
    },
    close: () => {
      state.closed = true;
    },
    focus: () => undefined,
  };
  const obey = (line: Line) => {
    if (line.post !== undefined && line.to === page.origin)
      tell({ origin: agent, source: opened, data: line.post });
    if (line.close) state.closed = true;
    const typed = line.screen === undefined ? null : page.type(line.screen);
    if (typed === null) return;
    const screen = /name="screen" value="(\d+)"/.exec(line.screen ?? '')?.[1] ?? '';
    say('form', new URLSearchParams({ screen, ...typed }).toString(), 'application/x-www-form-urlencoded');
  };
  void connect(
    agent,
    page.fetch,
    (speak) => {
      say = speak;
    },
    obey,
  ).then((version) => tell({ origin: agent, source: opened, data: { kaika: 1, type: 'ready', version } }));
  return opened;
}

/** Loads the window, takes its secrets, listens to its lines. Resolves when it listens, with the agent's version. */
async function connect(
  agent: string,
  fetch: typeof globalThis.fetch,
  take: (say: (what: string, body: string, type?: string) => void) => void,
  obey: (line: Line) => void,
): Promise<string> {
  const html = await (await fetch(`${agent}/window`)).text();
  const datum = (name: string) => new RegExp(`data-${name}="([^"]+)"`).exec(html)?.[1] ?? '';
  const url = `${agent}/window/${datum('window')}`;
  let secret = datum('say');
  let last: Promise<void> = Promise.resolve();
  take((what, body, type = 'application/json') => {
    last = last.then(async () => {
      const headers = { origin: agent, 'content-type': type, 'kaika-secret': secret };
      const response = await fetch(`${url}/${what}`, { method: 'POST', headers, body });
      const answer: unknown = await response.json();
      if (response.ok) secret = String(Object(answer).secret);
    });
  });
  const headers = { origin: agent, 'kaika-secret': datum('hear') };
  const stream = await fetch(`${url}/hear`, { method: 'POST', headers });
  // a window that goes away cuts its stream; nobody is left to be told
  if (stream.body !== null) readLines(stream.body, obey).catch(() => undefined);
  return datum('version');
}

async function readLines(body: ReadableStream<Uint8Array>, obey: (line: Line) => void): Promise<void> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) obey(JSON.parse(line));
  }
}
