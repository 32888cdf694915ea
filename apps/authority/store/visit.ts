import type { Database, Reader, Tables } from './table.ts';

/** A holder who proved card and PIN may look at the lists of the organisation for a while. */
export type Visit = Tables['visit'];

export async function openVisit(trx: Reader, visit: Visit): Promise<void> {
  await trx.insertInto('visit').values(visit).execute();
}

export async function findVisit(db: Reader, id: string, now: Date): Promise<Visit | null> {
  const row = await db
    .selectFrom('visit')
    .selectAll()
    .where('id', '=', id)
    .where('expiresAt', '>', now)
    .executeTakeFirst();
  return row ?? null;
}

export async function dropVisit(db: Reader, id: string): Promise<void> {
  await db.deleteFrom('visit').where('id', '=', id).execute();
}

/** What was opened by a card is over: its user code was reset, or the card is no good any more. */
export async function dropVisitsOf(db: Reader, cardNumber: string): Promise<void> {
  await db.deleteFrom('visit').where('cardNumber', '=', cardNumber).execute();
}

export async function dropOldVisits(db: Database, now: Date): Promise<void> {
  await db.deleteFrom('visit').where('expiresAt', '<', now).execute();
}
