import type { Kysely } from 'kysely';

/** The signed request of an application for a certificate that is on no card. */
export async function addRequests(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('application').addColumn('request', 'text').execute();
}
