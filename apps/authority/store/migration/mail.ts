import type { Kysely } from 'kysely';
import { createIndex, withColumns } from './column.ts';

/** The outbox: what is to be mailed, was mailed, or could not be. */
export async function createMails(db: Kysely<unknown>): Promise<void> {
  const table = db.schema.createTable('mail').addColumn('id', 'text', (column) => column.primaryKey());
  await withColumns(table, {
    to: 'text',
    about: 'text',
    values: 'jsonb',
    calendar: 'text?',
    state: 'text',
    attempts: 'integer',
    problem: 'text?',
    madeAt: 'timestamptz',
    lapsesAt: 'timestamptz?',
    settledAt: 'timestamptz?',
  }).execute();
  await createIndex(db, 'mail', ['state', 'madeAt']);
}
