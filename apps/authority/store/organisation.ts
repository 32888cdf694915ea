import { type Organisation, organisationOid } from '@kaika/registry/organisation';
import { Refusal } from '@kaika/registry/refusal';
import { sql } from 'kysely';
import type { Reader } from './table.ts';

/** Draws the next organisation OID below the arc of organisations. */
export async function nextOrganisationOid(db: Reader, arc: string): Promise<string> {
  const { rows } = await sql<{ next: number | string }>`
    select nextval('authority.organisation_sequence') as next`.execute(db);
  return organisationOid(arc, Number(rows[0]?.next));
}

export async function findOrganisationByUbn(db: Reader, ubn: string): Promise<Organisation | null> {
  const row = await db.selectFrom('organisation').selectAll().where('ubn', '=', ubn).executeTakeFirst();
  return row === undefined ? null : { noun: 'organisation', ...row };
}

/** The organisation of a card or certificate; a card without one is a defect, answered as an unknown card. */
export async function requireOrganisation(db: Reader, oid: string): Promise<Organisation> {
  const row = await db.selectFrom('organisation').selectAll().where('oid', '=', oid).executeTakeFirst();
  if (row === undefined) throw new Refusal('card.unknown');
  return { noun: 'organisation', ...row };
}
