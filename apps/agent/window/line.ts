import { enhance } from '@kaika/look/enhance';
import { hearLines, type Line } from './hear.ts';
import { checkRules } from './rules.ts';

/**
 * The terminal's end of the two roads to the agent: what is said goes one by one, what is heard comes as lines. `what` is said to the
 * window's own address, or to a path of the old wire.
 */
export type Terminal = {
  say(what: string, body: string | URLSearchParams, type?: string): void;
  /** Resolves when the stream has ended: false where the agent stopped, which is shown then. `opened` runs before the first line. */
  listen(opened: () => void): Promise<boolean>;
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
    else if ('screen' in line) showScreen(place, line);
    else if ('close' in line) window.close();
  };
  const listen: Terminal['listen'] = async (opened) => {
    const response = await fetch(`${url}/hear`, { method: 'POST', headers: { 'kaika-secret': hear } });
    if (!response.ok || response.body === null) return true;
    opened();
    const ended = await hearLines(response.body, obey);
    if (!ended) showStopped(place);
    return ended;
  };
  return { say, listen };
}

/** Sends every form of the window as pairs of texts, and empties it; «close» closes the window. */
export function sendForms(say: Terminal['say']): void {
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

/** Puts a screen of the agent in its place. */
export function showScreen(place: HTMLElement, line: Extract<Line, { screen: string }>): void {
  place.innerHTML = line.screen;
  document.documentElement.lang = line.language;
  document.title = line.title;
  enhance(document);
  if (line.quiet) return;
  const field = place.querySelector<HTMLElement>('input:not([type="hidden"])');
  (field ?? place.querySelector<HTMLElement>('h1'))?.focus();
}

/** The agent has gone: its last screen would wait for ever. */
export function showStopped(place: HTMLElement): void {
  const { lang } = document.documentElement;
  const screen = document.querySelector<HTMLTemplateElement>(`template[data-stopped="${lang}"]`);
  if (screen === null) return;
  place.replaceChildren(screen.content.cloneNode(true));
  place.querySelector<HTMLElement>('h1')?.focus();
}
