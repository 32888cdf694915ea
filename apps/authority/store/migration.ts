import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { createApplicants } from './migration/applicant.ts';
import { createBatches } from './migration/batch.ts';
import { createListIndexes, createProposals, createSweeps } from './migration/console.ts';
import { createDocuments } from './migration/document.ts';
import { createFilters } from './migration/filter.ts';
import { createGuesses } from './migration/guess.ts';
import { createMails } from './migration/mail.ts';
import { createProofs, createRevocations } from './migration/proof.ts';
import { createRegistry } from './migration/registry.ts';
import { linkApplications } from './migration/renewal.ts';
import { createSelfService } from './migration/self-service.ts';
import { createShipments } from './migration/shipment.ts';
import { addRequests } from './migration/software.ts';
import { createWritings } from './migration/writing.ts';
import type { Database, Tables } from './table.ts';

/** Brings the schema `authority` up to date and gives the way into it. */
export async function openStore(database: Kysely<unknown>): Promise<Database> {
  await sql`create schema if not exists authority`.execute(database);
  const own = database.withSchema('authority');
  const migrator = new Migrator({
    db: own,
    provider: { getMigrations: async () => migrations },
    migrationTableSchema: 'authority',
    // Numbers say who belongs together, not who came first: a later release may add one in between.
    allowUnorderedMigrations: true,
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
  return own.withTables<Tables>();
}

/** Each step is a file in `migration/`, and is never changed once it was released. */
const migrations: Record<string, Migration> = {
  '0001_init': { up: createRegistry },
  '0010_proof': { up: createProofs },
  '0011_revocation': { up: createRevocations },
  '0020_self_service': { up: createSelfService },
  '0030_applicant': { up: createApplicants },
  '0040_software': { up: addRequests },
  '0041_document': { up: createDocuments },
  '0041_guess': { up: createGuesses },
  '0035_filter': { up: createFilters },
  '0050_writing': { up: createWritings },
  '0051_renewal': { up: linkApplications },
  '0060_proposal': { up: createProposals },
  '0061_sweep': { up: createSweeps },
  '0062_list': { up: createListIndexes },
  '0070_batch': { up: createBatches },
  '0071_shipment': { up: createShipments },
  '0072_mail': { up: createMails },
};
