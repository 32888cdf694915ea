import type { Kysely } from 'kysely';

/** Where applicants are kept, and the tries to prove to be one. */
export async function createApplicants(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('applicant')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('number', 'text', (column) => column.notNull())
    .addColumn('proved', 'boolean', (column) => column.notNull())
    .addColumn('expiresAt', 'timestamptz', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('applicanttry')
    .addColumn('number', 'text', (column) => column.primaryKey())
    .addColumn('taken', 'integer', (column) => column.notNull())
    .addColumn('since', 'timestamptz', (column) => column.notNull())
    .execute();
}
