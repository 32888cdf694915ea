import { sql } from 'kysely';
import type { Reader, Tables, Trx } from './table.ts';

export type Unnumbered = { readonly id: string; readonly leaf: string };

/** Rows of the log without number, in the order they are to get one. */
export async function unnumbered(db: Reader, limit: number): Promise<Unnumbered[]> {
  return db
    .selectFrom('event')
    .select(['id', 'leaf'])
    .where('index', 'is', null)
    .orderBy('at')
    .orderBy('id')
    .limit(limit)
    .execute();
}

export async function numberEvent(trx: Trx, { id }: Unnumbered, index: number): Promise<void> {
  await trx.updateTable('event').set({ index }).where('id', '=', id).execute();
}

/** The newest signed head of the log; null before the first. */
export async function newestHead(
  db: Reader,
): Promise<(Omit<Tables['treehead'], 'frontier'> & { readonly frontier: readonly string[] }) | null> {
  const row = await db.selectFrom('treehead').selectAll().orderBy('size', 'desc').limit(1).executeTakeFirst();
  return row ?? null;
}

/** One sequencer at a time, until its transaction ends. */
export async function takeLogLock(trx: Trx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('authority.log'))`.execute(trx);
}
