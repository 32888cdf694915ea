import { type HalfWay, halfWayAfter, isMark } from '@kaika/wire/halfway';
import type { AgentRequest, AgentResult, ToPage, ToWindow } from '@kaika/wire/window';
import type { Answer } from './answer.ts';
import type { Browser } from './browser.ts';
import { AgentProblem, type Problem, problemIn } from './problem.ts';
import { extensionRoad, type Road, windowRoad } from './road.ts';

/**
 * How long the window may take to say `ready`, and how long a person may take, in milliseconds. A busy machine needs seconds to
 * open a window; whoever has no agent sees the browser say so in that window meanwhile.
 */
export const readyWithin = 7000;
export const doneWithin = 15 * 60_000;
const closedCheckEvery = 300;

export type Progress = Extract<ToPage, { type: 'progress' }>['progress'];

/** One request in one window. `request` may still be under way: the window is opened first, while the click counts. */
export type Order = {
  readonly agent: string;
  readonly language: 'zh-TW' | 'en';
  /** The oldest version of the agent this page can use. */
  readonly oldest?: string | undefined;
  readonly request: AgentRequest | Promise<AgentRequest>;
  readonly answer: Answer;
  /** Goes by the browser extension instead of a window. */
  readonly byExtension?: boolean | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
};

/**
 * Opens the agent's window (call it from a click), or goes by the extension; hands it the request and resolves with its result.
 * Rejects with `AgentProblem`: `agent.popup-blocked`, `agent.absent`, `agent.cancelled`, `agent.timed-out` or what the window says;
 * `task.half-way`, `pin.half-way` where it was closed while the card was being changed.
 */
export function converse(browser: Browser, order: Order): Promise<AgentResult> {
  // Awaited only when the window is ready; until then a rejection must not count as unhandled.
  if (order.request instanceof Promise) order.request.catch(() => {});
  const door = order.byExtension === true ? browser.extension : undefined;
  const road = door === undefined ? windowRoad(browser, order.agent) : extensionRoad(door);
  if (road === null) return Promise.reject(new AgentProblem({ code: 'agent.popup-blocked' }));
  const id = crypto.randomUUID();
  return new Promise((resolve, reject) => {
    const stops: (() => void)[] = [];
    const finish = (settle: () => void) => {
      for (const stop of stops.splice(0)) stop();
      settle();
    };
    const fail = (problem: Problem, close: boolean) =>
      finish(() => {
        if (close) road.close();
        reject(new AgentProblem(problem));
      });
    const send = (message: Message) => road.post({ kaika: 1, id, ...message });
    let ready = false;
    let halfWay: HalfWay | null = null;
    const begin = async () => {
      if (ready) return;
      ready = true;
      try {
        send({ type: 'request', request: await order.request, language: order.language });
      } catch (cause) {
        fail(problemIn(cause, 'request.failed'), true);
      }
    };
    const hear = (message: ToPage) => {
      if (message.type === 'ready') {
        if (isOlder(message.version, order.oldest)) return fail({ code: 'agent.too-old' }, true);
        return void begin();
      }
      if (message.id !== id) return;
      if (message.type === 'ask') return void reply(order.answer, message, send);
      if (message.type === 'progress') {
        halfWay = halfWayAfter(message.progress.label, halfWay);
        if (!isMark(message.progress.label)) order.onProgress?.(message.progress);
        return;
      }
      if (message.type === 'problem') return fail(message.problem, false);
      finish(() => resolve(message.result));
    };
    stops.push(road.listen((data) => isOurs(data) && hear(data)));
    stops.push(browser.after(readyWithin, () => ready || fail({ code: 'agent.absent' }, true)));
    stops.push(browser.after(doneWithin, () => fail({ code: 'agent.timed-out' }, true)));
    const left = () => fail({ code: halfWay ?? (ready ? 'agent.cancelled' : road.early) }, false);
    stops.push(whenClosed(browser, road, left));
  });
}

/** Compares `1.10.2` with `1.9` by number; what is missing is 0. */
export function isOlder(version: string, oldest: string | undefined): boolean {
  const wanted = (oldest ?? '').split('.').map(Number);
  const parts = version.split('.').map((part) => Number.parseInt(part, 10) || 0);
  const at = wanted.findIndex((part, index) => part !== (parts[index] ?? 0));
  return at >= 0 && (parts[at] ?? 0) < (wanted[at] ?? 0);
}

type Message =
  | Omit<Extract<ToWindow, { type: 'request' }>, 'kaika' | 'id'>
  | Omit<Extract<ToWindow, { type: 'answer' }>, 'kaika' | 'id'>;

async function reply(answer: Answer, asked: Extract<ToPage, { type: 'ask' }>, send: (m: Message) => void) {
  try {
    send({ type: 'answer', body: await answer(asked.ask, asked.body) });
  } catch (cause) {
    send({ type: 'answer', problem: problemIn(cause, 'request.failed') });
  }
}

/** A closed window tells nobody, so it is looked at; the last words it posted are heard before. */
function whenClosed(browser: Browser, road: Road, run: () => void): () => void {
  let stop = () => {};
  const look = () => {
    if (road.closed) stop = browser.after(closedCheckEvery, run);
    else stop = browser.after(closedCheckEvery, look);
  };
  look();
  return () => stop();
}

/** Only what is said in our words; everything else is somebody else's mail. */
function isOurs(data: unknown): data is ToPage {
  if (typeof data !== 'object' || data === null) return false;
  if (!('kaika' in data) || data.kaika !== 1 || !('type' in data)) return false;
  return data.type === 'ready' || ('id' in data && typeof data.id === 'string');
}
