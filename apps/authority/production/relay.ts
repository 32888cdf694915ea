import { fromBase64, toBase64 } from '@kaika/bytes/base64';
import { CardError, type CardErrorCode } from '@kaika/card/error';
import { requireState } from '@kaika/registry/application';
import { type Officer, requireRole } from '@kaika/registry/officer';
import { confirmTask, requireOpen } from '@kaika/registry/task';
import {
  cardNumber,
  type Progress,
  type RelayAnswer,
  type RelayOrder,
  type TaskIssued,
} from '@kaika/wire/task';
import type { Context } from '../context.ts';
import { Failure } from '../failure.ts';
import { requireApplication } from '../store/application.ts';
import { act, keep } from '../store/save.ts';
import { requireTask } from '../store/task.ts';
import { makeTask, recordOf } from '../task/issue.ts';
import { produceCard } from './produce.ts';
import { type Remote, remoteCard } from './remote.ts';

/** Productions under way, by task. They live in this process: a card in a reader is not carried over a restart. */
export type Relays = {
  /** A production task for an approved application. */
  issue(application: string, by: Officer): Promise<TaskIssued>;
  /** One turn of the relay; the first, and any with sequence 0, begins the card anew. */
  relay(said: RelayAnswer, by: Officer): Promise<RelayOrder>;
  /** Leaves what is under way as a crash would: the record says half-done, and the next attempt begins anew. */
  [Symbol.dispose](): void;
};

type Running = {
  readonly remote: Remote<string>;
  sequence: number;
  /** The turn under way: a page that sends its answer twice waits for the same one. */
  turn: { readonly sequence: number; readonly order: Promise<RelayOrder> } | null;
  progress: Progress | null;
};

/** A person reads the window's question in between; a card answers in milliseconds. */
const patienceMs = 120_000;

export function openRelays(context: Context): Relays {
  const running = new Map<string, Running>();
  return {
    issue: (application, by) => issueProduction(context, application, by),
    [Symbol.dispose]: () => {
      for (const { remote } of running.values()) remote.drop();
    },
    relay: async (said, by) => {
      requireRole(by, 'card-operator');
      const known = running.get(said.task);
      if (said.sequence === 0) {
        const application = await restart(context, said.task, known);
        const run = start(context, application, by);
        running.set(said.task, run);
        return step(context, running, { id: said.task, run, answer: null, by });
      }
      if (known === undefined) return finishedOrder(context, said.task);
      // The page sent it twice: the card has answered, and the same order stands.
      if (said.sequence === known.turn?.sequence) return known.turn.order;
      if (said.problem !== undefined) {
        running.delete(said.task);
        await stop(known, cardCode(said.problem));
        throw new Failure(told(said.problem));
      }
      const [answer] = said.answers;
      if (said.sequence !== known.sequence || answer === undefined) throw new Failure('request.malformed');
      const order = step(context, running, { id: said.task, run: known, answer: fromBase64(answer), by });
      known.turn = { sequence: said.sequence, order };
      return order;
    },
  };
}

/** Ends what is under way for the task and answers which application to begin with. */
async function restart(context: Context, id: string, known: Running | undefined): Promise<string> {
  const task = await requireTask(context.db, id);
  if (task.operation !== 'produce' || task.application === null) throw new Failure('task.unknown');
  if (known === undefined) requireOpen(task, context.now());
  else await stop(known, 'card.reset');
  return task.application;
}

/** Cuts the card off and waits until the record says so. */
async function stop({ remote }: Running, code: CardErrorCode): Promise<void> {
  remote.cut(new CardError(code));
  await remote.turn(null).catch(() => {});
}

async function issueProduction(context: Context, number: string, by: Officer): Promise<TaskIssued> {
  requireRole(by, 'card-operator');
  const application = await requireApplication(context.db, number);
  requireState(application, 'approved');
  const holder = application.person === null ? application.name : `${application.name} ${application.person}`;
  const made = await makeTask(context, { operation: 'produce', cardNumber: null, holder, label: number });
  await keep(
    context.db,
    recordOf(made, { operation: 'produce', application: number, by, now: context.now() }),
  );
  return { id: made.id, task: made.jws };
}

function start(context: Context, application: string, by: Officer): Running {
  const run: Running = {
    sequence: 0,
    turn: null,
    progress: null,
    remote: remoteCard(
      (card) =>
        produceCard(context, card, {
          application,
          by,
          progress: (progress) => {
            run.progress = progress;
          },
        }),
      patienceMs,
    ),
  };
  return run;
}

type Step = {
  readonly id: string;
  readonly run: Running;
  readonly answer: Uint8Array | null;
  readonly by: Officer;
};

async function step(
  context: Context,
  running: Map<string, Running>,
  { id, run, answer, by }: Step,
): Promise<RelayOrder> {
  const turn = await run.remote.turn(answer).catch((error: unknown) => {
    running.delete(id);
    throw failureOf(error);
  });
  if (turn.state === 'done') {
    running.delete(id);
    await finish(context, id, by);
    return doneWith(context, turn.result);
  }
  run.sequence += 1;
  const commands = [toBase64(turn.command)];
  const base = { state: 'go-on', sequence: run.sequence, commands } as const;
  return run.progress === null ? base : { ...base, progress: run.progress };
}

function doneWith({ config }: Context, number: string): RelayOrder {
  const href = `${config.origins.authority}/officer/cards/${number}`;
  return { state: 'done', cardNumber: cardNumber.parse(number), href };
}

/** The last answer was lost on its way: it is the same one again. */
async function finishedOrder(context: Context, id: string): Promise<RelayOrder> {
  const task = await requireTask(context.db, id);
  if (task.state !== 'confirmed' || task.application === null) throw new Failure('task.used');
  const { cardNumber: number } = await requireApplication(context.db, task.application);
  if (number === null) throw new Failure('task.used');
  return doneWith(context, number);
}

async function finish(context: Context, id: string, by: Officer): Promise<void> {
  await act(context.db, async (trx) => {
    const task = await requireTask(trx, id);
    const changes = task.state === 'open' ? [confirmTask(task, null, { by, now: context.now() })] : [];
    return { changes, answer: undefined };
  });
}

/** What a person is told of a failed card; what is missing here is a card nobody can read. */
function failureOf(error: unknown): unknown {
  if (!(error instanceof CardError)) return error;
  return new Failure(told(error.code), {}, { cause: error });
}

function told(code: string) {
  switch (code) {
    case 'card.not-blank':
    case 'card.attestation-failed':
    case 'card.removed':
    case 'card.none':
      return code;
    case 'card.reset':
      return 'card.removed';
    default:
      return 'card.unreadable';
  }
}

function cardCode(problem: string): CardErrorCode {
  return problem === 'card.unreadable' ? 'card.unreadable' : 'card.removed';
}
