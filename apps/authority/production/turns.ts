import { fromBase64, toBase64 } from '@kaika/bytes/base64';
import { CardError, type CardErrorCode } from '@kaika/card/error';
import type { Transport } from '@kaika/card/transport';
import type { ProblemCode } from '@kaika/wire/problem';
import type { Progress, RelayAnswer, RelayOrder } from '@kaika/wire/task';
import { Failure } from '../failure.ts';
import { type Remote, remoteCard } from './remote.ts';

/** What comes of one turn: the next command for the card, or the routine's end. */
export type Turned<T> =
  | Extract<RelayOrder, { state: 'go-on' }>
  | { readonly state: 'done'; readonly result: T };

/** Drives a card; `tell` is called when a step begins. */
export type Routine<T> = (card: Transport, tell: (progress: Progress) => void) => Promise<T>;

/** Routines under way, by task. They live in this process: a card in a reader is not carried over a restart. */
export type Turns<T> = {
  isRunning(task: string): boolean;
  /** Begins; what was under way for the task is cut off first. */
  begin(task: string, routine: Routine<T>): Promise<Turned<T>>;
  /** Takes the answers to the last commands. Throws `request.malformed` where nothing is under way. */
  goOn(said: RelayAnswer): Promise<Turned<T>>;
  /** Cuts off what is under way for the task. */
  end(task: string): Promise<void>;
  /** Leaves what is under way as a crash would: the record says half-done, and the next attempt begins anew. */
  [Symbol.dispose](): void;
};

type Running<T> = {
  readonly remote: Remote<T>;
  sequence: number;
  /** The turn under way: a page that sends its answer twice waits for the same one. */
  turn: { readonly sequence: number; readonly order: Promise<Turned<T>> } | null;
  progress: Progress | null;
};

/** A person reads the window's question in between; a card answers in milliseconds. */
const patienceMs = 120_000;

export function openTurns<T>(): Turns<T> {
  const running: Runs<T> = new Map();
  return {
    isRunning: (task) => running.has(task),
    begin: async (task, routine) => {
      await end(running, task, 'card.reset');
      running.set(task, start(routine));
      return step(running, task, null);
    },
    goOn: (said) => goOn(running, said),
    end: (task) => end(running, task, 'card.reset'),
    [Symbol.dispose]: () => {
      for (const { remote } of running.values()) remote.drop();
    },
  };
}

type Runs<T> = Map<string, Running<T>>;

function start<T>(routine: Routine<T>): Running<T> {
  const run: Running<T> = {
    sequence: 0,
    turn: null,
    progress: null,
    remote: remoteCard((card) => {
      const tell = (progress: Progress) => {
        run.progress = progress;
      };
      return routine(card, tell);
    }, patienceMs),
  };
  return run;
}

async function goOn<T>(running: Runs<T>, said: RelayAnswer): Promise<Turned<T>> {
  const run = running.get(said.task);
  if (run === undefined) throw new Failure('request.malformed');
  // The page sent it twice: the card has answered, and the same order stands.
  if (said.sequence === run.turn?.sequence) return run.turn.order;
  if (said.problem !== undefined) {
    const code = said.problem === 'card.unreadable' ? 'card.unreadable' : 'card.removed';
    await end(running, said.task, code);
    throw new Failure(told(said.problem));
  }
  const [answer] = said.answers;
  if (said.sequence !== run.sequence || answer === undefined) throw new Failure('request.malformed');
  const order = step(running, said.task, fromBase64(answer));
  run.turn = { sequence: said.sequence, order };
  return order;
}

async function step<T>(running: Runs<T>, task: string, answer: Uint8Array | null): Promise<Turned<T>> {
  const run = running.get(task);
  if (run === undefined) throw new Failure('request.malformed');
  const turn = await run.remote.turn(answer).catch((error: unknown) => {
    running.delete(task);
    throw failureOf(error);
  });
  if (turn.state === 'done') {
    running.delete(task);
    return turn;
  }
  run.sequence += 1;
  const commands = [toBase64(turn.command)];
  const base = { state: 'go-on', sequence: run.sequence, commands } as const;
  return run.progress === null ? base : { ...base, progress: run.progress };
}

/** Cuts the card off and waits until the routine knows. */
async function end<T>(running: Runs<T>, task: string, code: CardErrorCode): Promise<void> {
  const known = running.get(task);
  running.delete(task);
  known?.remote.cut(new CardError(code));
  await known?.remote.turn(null).catch(() => {});
}

/** What a person is told of a failed card; what is missing here is a card nobody can read. */
function failureOf(error: unknown): unknown {
  if (!(error instanceof CardError)) return error;
  return new Failure(told(error.code), {}, { cause: error });
}

function told(code: string): ProblemCode {
  switch (code) {
    case 'card.not-blank':
    case 'card.attestation-failed':
    case 'card.removed':
    case 'card.none':
      return code;
    case 'card.reset':
    case 'management.required':
      return 'card.removed';
    default:
      return 'card.unreadable';
  }
}
