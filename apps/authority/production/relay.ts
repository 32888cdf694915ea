import { requireProducible } from '@kaika/registry/application';
import { type Officer, requireRole } from '@kaika/registry/officer';
import { confirmTask, requireOpen } from '@kaika/registry/task';
import { cardNumber, type RelayAnswer, type RelayOrder, type TaskIssued } from '@kaika/wire/task';
import type { Context } from '../context.ts';
import { Failure } from '../failure.ts';
import { requireApplication } from '../store/application.ts';
import { act, keep } from '../store/save.ts';
import { requireTask } from '../store/task.ts';
import { makeTask, recordOf } from '../task/issue.ts';
import { produceCard } from './produce.ts';
import { openTurns, type Turned, type Turns } from './turns.ts';

/** Productions under way, by task. They live in this process: a card in a reader is not carried over a restart. */
export type Relays = {
  /** A production task for an approved application. */
  issue(application: string, by: Officer): Promise<TaskIssued>;
  /** One turn of the relay; the first, and any with sequence 0, begins the card anew. */
  relay(said: RelayAnswer, by: Officer): Promise<RelayOrder>;
  /** Leaves what is under way as a crash would: the record says half-done, and the next attempt begins anew. */
  [Symbol.dispose](): void;
};

export function openRelays(context: Context): Relays {
  const turns = openTurns<string>();
  return {
    issue: (application, by) => issueProduction(context, application, by),
    [Symbol.dispose]: () => turns[Symbol.dispose](),
    relay: async (said, by) => {
      requireRole(by, 'card-operator');
      const { task } = said;
      if (said.sequence > 0 && !turns.isRunning(task)) return finishedOrder(context, task);
      const turned = said.sequence > 0 ? await turns.goOn(said) : await begin(context, turns, { task, by });
      if (turned.state === 'go-on') return turned;
      await finish(context, task, by);
      return doneWith(context, turned.result);
    },
  };
}

/** Begins the card anew; what was under way for the task is cut off, and the record says so. */
async function begin(
  context: Context,
  turns: Turns<string>,
  { task: id, by }: { readonly task: string; readonly by: Officer },
): Promise<Turned<string>> {
  const task = await requireTask(context.db, id);
  const { application } = task;
  if (task.operation !== 'produce' || application === null) throw new Failure('task.unknown');
  if (!turns.isRunning(id)) requireOpen(task, context.now());
  return turns.begin(id, (card, progress) => produceCard(context, card, { application, by, progress }));
}

async function issueProduction(context: Context, number: string, by: Officer): Promise<TaskIssued> {
  requireRole(by, 'card-operator');
  const application = await requireApplication(context.db, number);
  requireProducible(application);
  const holder = application.person === null ? application.name : `${application.name} ${application.person}`;
  const made = await makeTask(context, { operation: 'produce', cardNumber: null, holder, label: number });
  await keep(
    context.db,
    recordOf(made, { operation: 'produce', application: number, by, now: context.now() }),
  );
  return { id: made.id, task: made.jws };
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
