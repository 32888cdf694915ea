import { requireStateIn } from '@kaika/registry/card';
import { holder } from '@kaika/registry/change';
import { confirmTask, requireOpen, supersedeTask, type Task } from '@kaika/registry/task';
import { carryWriting, requireWritable, type Writing } from '@kaika/registry/writing';
import { cardNumber, type RelayAnswer, type RelayOrder, type TaskIssued } from '@kaika/wire/task';
import type { Context } from '../context.ts';
import { Failure } from '../failure.ts';
import { writeMail } from '../operation/writemail.ts';
import { writingId } from '../operation/writing.ts';
import { receiptPath } from '../page/path.ts';
import { openTurns, type Turned, type Turns } from '../production/turns.ts';
import { requireCard } from '../store/card.ts';
import { act } from '../store/save.ts';
import { findTask, requireTask, unfinishedTasks } from '../store/task.ts';
import { requireWriting, writingOfTask } from '../store/writing.ts';
import { makeTask, recordOf } from './issue.ts';

/** Cards in use that the authority is writing to. */
export type Writers = {
  /** A task `write` for the writing of this mailed link, for one browser. An older task of the card is over. */
  issue(secret: string, session: string): Promise<TaskIssued>;
  /** One turn of the relay; the first, and any with sequence 0, begins the card anew. Null where the task writes nothing. */
  relay(said: RelayAnswer, session: string): Promise<RelayOrder | null>;
  /** Leaves what is under way as a crash would: the next run goes on from what the card holds. */
  [Symbol.dispose](): void;
};

export function openWriters(context: Context): Writers {
  const turns = openTurns<string>();
  return {
    [Symbol.dispose]: () => turns[Symbol.dispose](),
    issue: (secret, session) => issueWriteTask(context, secret, session),
    relay: async (said, session) => {
      const task = await findTask(context.db, said.task);
      if (task?.operation !== 'write') return null;
      const writing = await writingOfTask(context.db, task.id);
      // The task's id alone moves no card: it is for the browser that asked for it.
      if (writing === null || writing.session !== session) throw new Failure('task.superseded');
      if (writing.receipt !== null) return doneWith(writing, writing.receipt);
      const turned = await turn(context, turns, { said, task, writing });
      if (turned.state === 'go-on') return turned;
      await finish(context, said.task, turned.result);
      return doneWith(writing, turned.result);
    },
  };
}

async function issueWriteTask(context: Context, secret: string, session: string): Promise<TaskIssued> {
  const { db } = context;
  const found = await requireWriting(db, writingId(secret));
  requireWritable(found, context.now());
  const { number, holder: name } = await requireCard(db, found.cardNumber);
  const made = await makeTask(context, {
    operation: 'write',
    cardNumber: number,
    holder: name,
    label: number,
  });
  await act(db, async (trx) => {
    const now = context.now();
    requireStateIn(await requireCard(trx, number), ['active'], now);
    const older = (await unfinishedTasks(trx, number)).map((task) => supersedeTask(task, now));
    const writing = await requireWriting(trx, found.id);
    const record = recordOf(made, { operation: 'write', cardNumber: number, by: holder, now });
    const carried = carryWriting(writing, { task: made.id, session }, now);
    return { changes: [...older, record, carried], answer: undefined };
  });
  return { id: made.id, task: made.jws };
}

type Asked = { readonly said: RelayAnswer; readonly task: Task; readonly writing: Writing };

async function turn(
  context: Context,
  turns: Turns<string>,
  { said, task, writing }: Asked,
): Promise<Turned<string>> {
  if (task.state !== 'open') {
    await turns.end(task.id);
    requireOpen(task, context.now());
  }
  const running = turns.isRunning(task.id);
  if (said.sequence > 0 && running) return turns.goOn(said);
  // It was under way in a process that is gone: the card is begun anew by whoever has it.
  if (said.sequence > 0) throw new Failure('task.half-way');
  if (!running) requireOpen(task, context.now());
  return turns.begin(task.id, (card, progress) => writeMail(context, card, { id: writing.id, progress }));
}

function doneWith(writing: Writing, receipt: string): RelayOrder {
  return { state: 'done', cardNumber: cardNumber.parse(writing.cardNumber), href: receiptPath(receipt) };
}

async function finish(context: Context, id: string, receipt: string): Promise<void> {
  await act(context.db, async (trx) => {
    const task = await requireTask(trx, id);
    const by = { by: holder, now: context.now() };
    return { changes: task.state === 'open' ? [confirmTask(task, receipt, by)] : [], answer: undefined };
  });
}
