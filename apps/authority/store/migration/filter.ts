import type { Kysely } from 'kysely';
import { withColumns } from './column.ts';

/** The newest revocation filter of each CA key. */
export async function createFilters(db: Kysely<unknown>): Promise<void> {
  const table = db.schema
    .createTable('filter')
    .addColumn('generation', 'text', (column) => column.primaryKey());
  await withColumns(table, {
    number: 'integer',
    der: 'bytea',
    thisUpdate: 'timestamptz',
    nextUpdate: 'timestamptz',
  }).execute();
}
