import type { Writing } from '@kaika/registry/writing';
import type { Selectable } from 'kysely';
import { Failure } from '../failure.ts';
import type { Reader, Tables } from './table.ts';

/** The writing whose mailed link has this hash (hex). Throws `link.unknown`. */
export async function requireWriting(db: Reader, id: string): Promise<Writing> {
  const row = await db.selectFrom('writing').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new Failure('link.unknown');
  return toWriting(row);
}

/** All that were ever asked for a card. */
export async function writingsOfCard(db: Reader, cardNumber: string): Promise<Writing[]> {
  const rows = await db
    .selectFrom('writing')
    .selectAll()
    .where('cardNumber', '=', cardNumber)
    .orderBy('askedAt')
    .execute();
  return rows.map(toWriting);
}

/** The writing that this task carries to its card, or null. */
export async function writingOfTask(db: Reader, task: string): Promise<Writing | null> {
  const row = await db.selectFrom('writing').selectAll().where('task', '=', task).executeTakeFirst();
  return row === undefined ? null : toWriting(row);
}

function toWriting(row: Selectable<Tables['writing']>): Writing {
  return { noun: 'writing', ...row };
}
