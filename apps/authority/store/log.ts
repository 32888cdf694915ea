import { type Selectable, sql } from 'kysely';
import type { EventRow, Reader, Tables, Trx } from './table.ts';

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

/** Gives rows their numbers, from `first` on, by one statement. */
export async function numberEvents(trx: Trx, rows: readonly Unnumbered[], first: number): Promise<void> {
  const numbered = rows.map(({ id }, at) => ({ id, index: first + at }));
  await sql`
    update authority.event as kept set index = said.index
    from json_to_recordset(${JSON.stringify(numbered)}::text::json) as said (id text, index integer)
    where kept.id = said.id`.execute(trx);
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

/** Numbered events from a place on, in order. */
export async function eventsFrom(db: Reader, index: number, limit: number): Promise<Selectable<EventRow>[]> {
  return db
    .selectFrom('event')
    .selectAll()
    .where('index', '>=', index)
    .orderBy('index')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** Heads of more than `size` events, the smallest first. */
export async function headsAfter(
  db: Reader,
  size: number,
  limit: number,
): Promise<Selectable<Tables['treehead']>[]> {
  return db
    .selectFrom('treehead')
    .selectAll()
    .where('size', '>', size)
    .orderBy('size')
    .limit(limit)
    .execute();
}

/** Events without number, after the one with this id. */
export async function pendingAfter(db: Reader, id: string, limit: number): Promise<Selectable<EventRow>[]> {
  return db
    .selectFrom('event')
    .selectAll()
    .where('index', 'is', null)
    .where('id', '>', id)
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** One event of the log by its id. */
export async function findEvent(db: Reader, id: string): Promise<Selectable<EventRow> | null> {
  return (await db.selectFrom('event').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

/** The leaves (hex) of the first `size` events, in order. */
export async function leavesOf(db: Reader, size: number): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('event')
    .select('leaf')
    .where('index', '<', size)
    .orderBy('index')
    .execute();
  return rows.map(({ leaf }) => leaf);
}

/** The certificates of the roots there ever were, DER, the newest first. */
export async function rootCertificates(db: Reader): Promise<readonly Uint8Array[]> {
  const rows = await db
    .selectFrom('authority')
    .select('der')
    .where('profile', '=', 'root')
    .orderBy('madeAt', 'desc')
    .execute();
  return rows.map(({ der }) => new Uint8Array(der));
}

/** The id of the event with that number. */
export async function findNumbered(db: Reader, index: number): Promise<string | null> {
  const row = await db.selectFrom('event').select('id').where('index', '=', index).executeTakeFirst();
  return row?.id ?? null;
}

/** The root of the signed head of exactly `size` events. */
export async function headAt(db: Reader, size: number): Promise<{ readonly root: string } | null> {
  return (await db.selectFrom('treehead').select('root').where('size', '=', size).executeTakeFirst()) ?? null;
}
