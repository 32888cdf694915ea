import type { Receipt } from '@kaika/registry/receipt';
import { Refusal } from '@kaika/registry/refusal';
import type { Task } from '@kaika/registry/task';
import type { Selectable } from 'kysely';
import type { Reader, Tables } from './table.ts';

/** The task with this id. Throws `task.unknown`. */
export async function requireTask(db: Reader, id: string): Promise<Task> {
  const task = await findTask(db, id);
  if (task === null) throw new Refusal('task.unknown');
  return task;
}

export async function findTask(db: Reader, id: string): Promise<Task | null> {
  const row = await db.selectFrom('task').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toTask(row);
}

/** Tasks of a card that are neither done nor given up. */
export async function unfinishedTasks(db: Reader, cardNumber: string): Promise<Task[]> {
  const rows = await db
    .selectFrom('task')
    .selectAll()
    .where('cardNumber', '=', cardNumber)
    .where('state', 'in', ['open', 'offered'])
    .execute();
  return rows.map(toTask);
}

/** Open tasks that are over, and offers made longer ago than `offeredMs`. */
export async function pastTasks(db: Reader, now: Date, offeredMs: number): Promise<Task[]> {
  const rows = await db
    .selectFrom('task')
    .selectAll()
    .where((where) =>
      where.or([
        where.and([where('state', '=', 'open'), where('expiresAt', '<', now)]),
        where.and([
          where('state', '=', 'offered'),
          where('expiresAt', '<', new Date(now.getTime() - offeredMs)),
        ]),
      ]),
    )
    .limit(500)
    .execute();
  return rows.map(toTask);
}

export async function findReceipt(db: Reader, number: string): Promise<Receipt | null> {
  const row = await db.selectFrom('receipt').selectAll().where('number', '=', number).executeTakeFirst();
  return row === undefined ? null : { noun: 'receipt', ...row };
}

function toTask(row: Selectable<Tables['task']>): Task {
  return { noun: 'task', ...row, offer: readOffer(row.offer) };
}

/** jsonb keeps the offer's time as text. */
function readOffer(offer: object | null): Task['offer'] {
  if (offer === null) return null;
  // written by `save` from this very type
  const kept = offer as Omit<NonNullable<Task['offer']>, 'at'> & { readonly at: string };
  return { ...kept, at: new Date(kept.at) };
}
