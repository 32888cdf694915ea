import type { Kysely } from 'kysely';
import { withColumns } from './column.ts';

/** Wrong codes by where they came from, whatever card or form they were tried on. */
export async function createGuesses(db: Kysely<unknown>): Promise<void> {
  const table = db.schema.createTable('guess').addColumn('source', 'text', (column) => column.primaryKey());
  await withColumns(table, { taken: 'integer', since: 'timestamptz' }).execute();
}
