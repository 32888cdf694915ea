import { datum } from './element.ts';
import type { Line, Verdict, Verdicts } from './judge.ts';
import { problemContent } from './message.ts';

/** One line as it stands, in the page's words. */
export type Finding = {
  readonly name: string;
  readonly is: Verdict['is'] | 'running' | 'waiting';
  readonly said: string;
};

/** The lines of the page: each a list item that bears its wordings, with places for what is said and for the remedy. */
export type Lines = {
  begin(keys?: readonly Line[]): void;
  put(verdicts: Verdicts): void;
  findings(): readonly Finding[];
  /** Calls `run` when the person asks for one line again. */
  onAgain(run: (key: Line) => void): void;
};

export function linesOf(root: HTMLElement): Lines {
  const items = [...root.querySelectorAll<HTMLElement>('[data-line]')];
  return {
    begin(keys) {
      for (const item of items) if (keys === undefined || keys.includes(keyOf(item))) clear(item);
    },
    put(verdicts) {
      for (const item of items) {
        const verdict = verdicts[keyOf(item)];
        if (verdict !== undefined) show(root, item, verdict);
      }
    },
    findings: () => items.map(findingOf),
    onAgain(run) {
      for (const item of items) part(item, '[data-again]').addEventListener('click', () => run(keyOf(item)));
    },
  };
}

function keyOf(item: HTMLElement): Line {
  // The server made the items from the keys of the same type.
  return datum(item, 'line') as Line;
}

function clear(item: HTMLElement): void {
  item.className = 'is-running';
  part(item, '[data-said]').textContent = datum(item, 'running');
  part(item, '[data-remedy]').replaceChildren();
}

function show(root: HTMLElement, item: HTMLElement, verdict: Verdict): void {
  const remedy = part(item, '[data-remedy]');
  remedy.replaceChildren();
  item.className = { good: 'is-done', bad: 'is-failed', unknown: 'is-waiting' }[verdict.is];
  const said = part(item, '[data-said]');
  if (verdict.is === 'unknown') said.textContent = datum(root, 'unknown');
  if (verdict.is === 'good') said.textContent = fill(goodText(item, verdict.how), verdict.values);
  if (verdict.is === 'bad') {
    said.textContent = verdict.code;
    remedy.append(problemContent(verdict.code, verdict.detail ?? {}));
  }
  part(item, '[data-again]').hidden = false;
}

function goodText(item: HTMLElement, how: string | undefined): string {
  const wordings: Readonly<Record<string, string>> = JSON.parse(datum(item, 'good')); // the server's own table
  return wordings[how ?? 'plain'] ?? '';
}

function findingOf(item: HTMLElement): Finding {
  const states = { 'is-done': 'good', 'is-failed': 'bad', 'is-running': 'running' } as const;
  const is = Object.entries(states).find(([name]) => name === item.className)?.[1] ?? 'unknown';
  return { name: text(item, '[data-name]'), is, said: text(item, '[data-said]') };
}

function text(item: HTMLElement, selector: string): string {
  return part(item, selector).textContent?.trim() ?? '';
}

function part(item: HTMLElement, selector: string): HTMLElement {
  const found = item.querySelector<HTMLElement>(selector);
  if (found === null) throw new Error(`a line has no ${selector}`);
  return found;
}

function fill(sentence: string, values: Readonly<Record<string, string>> = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
