import type { Selectable } from 'kysely';
import type { Database, Reader, Tables } from './table.ts';

export type KeptCrl = Selectable<Tables['crl']>;

/** The newest list of a scope (`complete` or a shard's number). */
export async function findCrl(db: Reader, generation: string, scope: string): Promise<KeptCrl | null> {
  const row = await db
    .selectFrom('crl')
    .selectAll()
    .where('generation', '=', generation)
    .where('scope', '=', scope)
    .executeTakeFirst();
  return row === undefined ? null : { ...row, der: new Uint8Array(row.der) };
}

/** Keeps a list, unless another process was faster with the same or a later number. */
export async function keepCrl(db: Database, crl: KeptCrl): Promise<void> {
  const { generation, scope, ...rest } = crl;
  await db
    .insertInto('crl')
    .values(crl)
    .onConflict((conflict) =>
      conflict.columns(['generation', 'scope']).doUpdateSet(rest).where('crl.number', '<', crl.number),
    )
    .execute();
}

/** Shards in which something changed since their list was made. */
export async function staleShards(db: Reader, generation: string): Promise<Tables['staleshard'][]> {
  return db.selectFrom('staleshard').selectAll().where('generation', '=', generation).execute();
}

/** The shard's list is made; a change since then keeps its mark. */
export async function clearStale(
  db: Database,
  { generation, shard, since }: Tables['staleshard'],
): Promise<void> {
  await db
    .deleteFrom('staleshard')
    .where('generation', '=', generation)
    .where('shard', '=', shard)
    .where('since', '=', since)
    .execute();
}
