import { enhance } from '@kaika/look/enhance';
import { checkRules } from './rules.ts';

/** A line of the agent to the terminal in its window. */
export type Line =
  | { readonly screen: string; readonly title: string; readonly language: string; readonly quiet: boolean }
  | { readonly post: unknown; readonly to: string }
  | { readonly close: true };

/**
 * The terminal's end of the two roads to the agent: what is said goes one by one, what is heard comes as lines. `what` is said to the
 * window's own address, or to a path of the old wire.
 */
export type Terminal = {
  say(what: string, body: string | URLSearchParams, type?: string): void;
  /** Resolves when the stream has ended; `opened` runs before the first line. */
  listen(opened: () => void): Promise<void>;
};

/** Starts a terminal in `place`, whose data attributes name the window and its secrets. It shows screens and sends what is typed. */
export function startTerminal(place: HTMLElement, opener: Window): Terminal {
  const { window: id = '', say: first = '', hear = '' } = place.dataset;
  const url = `/window/${id}`;
  let secret = first;
  let last: Promise<void> = Promise.resolve();
  const say: Terminal['say'] = (what, body, type = 'application/json') => {
    last = last.then(async () => {
      const headers = { 'content-type': type, 'kaika-secret': secret };
      const road = what.startsWith('/') ? what : `${url}/${what}`;
      const response = await fetch(road, { method: 'POST', headers, body });
      if (response.ok) secret = (await response.json()).secret;
    });
  };
  sendForms(say);
  const obey = (line: Line) => {
    if ('post' in line) opener.postMessage(line.post, line.to);
    else if ('screen' in line) show(place, line);
    else window.close();
  };
  const listen: Terminal['listen'] = async (opened) => {
    const response = await fetch(`${url}/hear`, { method: 'POST', headers: { 'kaika-secret': hear } });
    if (!response.ok || response.body === null) return;
    opened();
    let rest = '';
    for await (const text of texts(response.body)) {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) obey(JSON.parse(line));
    }
  };
  return { say, listen };
}

function sendForms(say: Terminal['say']): void {
  document.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!(event.target instanceof HTMLFormElement)) return;
    const typed = new FormData(event.target, event.submitter);
    // All fields are single lines of text, so the pairs are texts.
    const pairs = [...typed].map(([name, value]) => [name, String(value)]);
    say('form', new URLSearchParams(pairs), 'application/x-www-form-urlencoded');
    event.target.reset();
    for (const button of event.target.querySelectorAll('button')) button.disabled = true;
  });
  document.addEventListener('input', (event) => {
    if (event.target instanceof HTMLInputElement && event.target.form) checkRules(event.target.form);
  });
  document.addEventListener('click', ({ target }) => {
    if (target instanceof HTMLElement && target.dataset.action === 'close') window.close();
  });
}

async function* texts(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield decoder.decode(value, { stream: true });
  }
}

function show(place: HTMLElement, line: Extract<Line, { screen: string }>): void {
  place.innerHTML = line.screen;
  document.documentElement.lang = line.language;
  document.title = line.title;
  enhance(document);
  if (line.quiet) return;
  const field = place.querySelector<HTMLElement>('input:not([type="hidden"])');
  (field ?? place.querySelector<HTMLElement>('h1'))?.focus();
}
