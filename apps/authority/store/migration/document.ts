import type { Kysely } from 'kysely';
import { createIndex, withColumns } from './column.ts';

/** What applicants upload, content and all: no file on any disk bears a stranger's name or content. */
export async function createDocuments(db: Kysely<unknown>): Promise<void> {
  const table = db.schema.createTable('document').addColumn('id', 'text', (column) => column.primaryKey());
  await withColumns(table, {
    owner: 'text',
    name: 'text',
    type: 'text',
    size: 'integer',
    sha256: 'text',
    content: 'bytea',
    at: 'timestamptz',
  }).execute();
  await createIndex(db, 'document', ['owner']);
}
