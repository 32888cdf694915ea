import { AgentProblem } from '@kaika/page/problem';
import type { Progress } from '@kaika/wire/task';
import type { HeldCard } from '@kaika/wire/window';
import { datum } from './element.ts';
import { problemContent } from './message.ts';

/** One reader at work: what lies in it, whose card is being made, how far it is. */
export type Station = {
  readonly name: string;
  readonly item: HTMLElement;
  busy(): boolean;
  /** Whether the card was touched: something was written, or may have been. */
  begun(): boolean;
  onNext(run: () => Promise<void>): void;
  hold(card: HeldCard | null): void;
  begin(): void;
  take(holder: string): void;
  step(progress: Progress): void;
  pulled(): void;
  goesOn(): void;
  end(cardNumber: string): void;
  fail(cause: unknown): void;
};

type State = 'idle' | 'running' | 'done' | 'failed';

/** Makes a station from the page's template; nothing is in the page until its `item` is put there. */
export function openStation(root: HTMLElement, name: string): Station {
  const item = cloneItem();
  const parts = partsOf(item);
  let state: State = 'idle';
  let begun = false;
  const set = (next: State, sentence: string) => {
    state = next;
    item.className = next === 'idle' ? 'station' : `station is-${next}`;
    parts.says.textContent = sentence;
    parts.next.disabled = next === 'running';
    // What lies in a reader is not looked at while it works.
    parts.holds.hidden = next === 'running';
  };
  const stop = () => {
    parts.progress.hidden = true;
    parts.step.textContent = '';
    if (document.activeElement === document.body) parts.next.focus();
  };
  parts.name.textContent = name;
  set('idle', datum(root, 'idle'));
  return {
    name,
    item,
    busy: () => state === 'running',
    begun: () => begun,
    onNext: (run) => parts.next.addEventListener('click', () => void run()),
    hold: (card) => {
      if (state === 'running') return;
      parts.holds.textContent = datum(root, holdName(card));
    },
    begin: () => {
      begun = false;
      parts.problem.replaceChildren();
      parts.whose.hidden = true;
      set('running', datum(root, 'taking'));
    },
    take: (holder) => {
      parts.whose.textContent = holder;
      parts.whose.hidden = false;
    },
    step: (progress) => {
      begun = true;
      parts.says.textContent = datum(root, 'working');
      showStep(item, parts, progress);
    },
    pulled: () => {
      parts.says.textContent = datum(root, 'pulled');
    },
    goesOn: () => {
      parts.says.textContent = datum(root, 'working');
    },
    end: (cardNumber) => {
      set('done', datum(root, 'ended').replace('{number}', cardNumber));
      stop();
    },
    fail: (cause) => {
      set('failed', datum(root, 'broken'));
      showProblem(parts, cause);
      stop();
    },
  };
}

type Parts = ReturnType<typeof partsOf>;

function showStep(item: HTMLElement, parts: Parts, { step, of, label }: Progress): void {
  parts.progress.hidden = false;
  parts.progress.max = of;
  parts.progress.value = step;
  parts.step.textContent = stepName(item, label);
}

function showProblem({ problem }: Parts, cause: unknown): void {
  const { code, detail } = cause instanceof AgentProblem ? cause : { code: 'request.failed' };
  problem.replaceChildren(problemContent(code, { ...detail }));
}

function cloneItem(): HTMLElement {
  const template = document.getElementById('station');
  if (!(template instanceof HTMLTemplateElement)) throw new Error('the page has no station');
  const item = document.importNode(template.content, true).firstElementChild;
  if (!(item instanceof HTMLElement)) throw new Error('the station is empty');
  return item;
}

function partsOf(item: HTMLElement) {
  return {
    name: part(item, 'name', HTMLElement),
    holds: part(item, 'holds', HTMLElement),
    whose: part(item, 'whose', HTMLElement),
    progress: part(item, 'progress', HTMLProgressElement),
    says: part(item, 'says', HTMLElement),
    step: part(item, 'step', HTMLElement),
    problem: part(item, 'problem', HTMLElement),
    next: buttonOf(item),
  };
}

function part<T extends HTMLElement>(item: HTMLElement, name: string, type: new () => T): T {
  const found = item.querySelector(`[data-part="${name}"]`);
  if (!(found instanceof type)) throw new Error(`the station has no ${name}`);
  return found;
}

function buttonOf(item: HTMLElement): HTMLButtonElement {
  const found = item.querySelector('button[data-action="next"]');
  if (!(found instanceof HTMLButtonElement)) throw new Error('the station has no button');
  return found;
}

function holdName(card: HeldCard | null): string {
  if (card === null) return 'holdNone';
  return { blank: 'holdBlank', ours: 'holdOurs', foreign: 'holdForeign' }[card.kind];
}

/** The words of a step by its label, such as `generate-9a`. */
function stepName(item: HTMLElement, label: string): string {
  const key = label.split('-')[0]?.replace('prove', 'request') ?? '';
  return item.querySelector(`[data-step-name="${CSS.escape(key)}"]`)?.textContent ?? '';
}
