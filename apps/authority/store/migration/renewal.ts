import type { Kysely } from 'kysely';
import { createIndex } from './column.ts';

/** What an application is for, and the card that came before the one it asks for. */
export async function linkApplications(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('application')
    .addColumn('purpose', 'text', (column) => column.notNull().defaultTo('first'))
    .execute();
  await db.schema.alterTable('application').addColumn('previousCard', 'text').execute();
  await createIndex(db, 'application', ['previousCard']);
}
