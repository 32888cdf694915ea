import { fromHex } from '@kaika/bytes/hex';
import type { FilterRecord } from '@kaika/ca/filter';
import type { Selectable } from 'kysely';
import type { Database, Reader, Tables } from './table.ts';

export type KeptFilter = Selectable<Tables['filter']>;

/** Rows of one piece. */
const atOnce = 10_000;

/** The newest filter of a CA key. */
export async function findFilter(db: Reader, generation: string): Promise<KeptFilter | null> {
  const row = await db
    .selectFrom('filter')
    .selectAll()
    .where('generation', '=', generation)
    .executeTakeFirst();
  return row === undefined ? null : { ...row, der: new Uint8Array(row.der) };
}

/** Number and time of the newest filter, without itself. */
export async function findFilterAge(
  db: Reader,
  generation: string,
): Promise<Pick<KeptFilter, 'number' | 'thisUpdate'> | null> {
  const row = await db
    .selectFrom('filter')
    .select(['number', 'thisUpdate'])
    .where('generation', '=', generation)
    .executeTakeFirst();
  return row ?? null;
}

/** Keeps a filter, unless another process was faster with the same or a later number. */
export async function keepFilter(db: Database, filter: KeptFilter): Promise<void> {
  const { generation, ...rest } = filter;
  await db
    .insertInto('filter')
    .values(filter)
    .onConflict((conflict) =>
      conflict.column('generation').doUpdateSet(rest).where('filter.number', '<', filter.number),
    )
    .execute();
}

/**
 * What a filter of a CA key must know of, piece by piece: every number recorded for it that is not over, drafts that were never
 * signed among them, and the authority's own certificates. Only what is good is not listed.
 */
export async function* filterRecords(
  db: Reader,
  generation: string,
  now: Date,
): AsyncGenerator<readonly FilterRecord[], void, undefined> {
  for (let after = ''; ; ) {
    const rows = await db
      .selectFrom('certificate')
      .select(['serial', 'state', 'notAfter'])
      .where('generation', '=', generation)
      .where('serial', '>', after)
      .orderBy('serial')
      .limit(atOnce)
      .execute();
    const last = rows.at(-1);
    if (last === undefined) break;
    yield rows
      .filter(({ notAfter }) => notAfter >= now)
      .map(({ serial, state }) => ({ serial: fromHex(serial), listed: state !== 'good' }));
    after = last.serial;
  }
  const own = await db.selectFrom('authority').select('serial').where('issuer', '=', generation).execute();
  yield own.map(({ serial }) => ({ serial: fromHex(serial), listed: false }));
}
