import type { Certificate } from '@kaika/registry/certificate';
import { type Selectable, sql } from 'kysely';
import { inBatches } from './gather.ts';
import type { Database, Reader, Tables } from './table.ts';

/** The certificate with this serial number (lower-case hex). */
export async function findCertificate(db: Reader, serial: string): Promise<Certificate | null> {
  const row = await db.selectFrom('certificate').selectAll().where('serial', '=', serial).executeTakeFirst();
  return row === undefined ? null : toCertificate(row);
}

/** The certificates of a card, those ever issued to it. */
export async function certificatesOfCard(db: Reader, cardNumber: string): Promise<Certificate[]> {
  const rows = await db
    .selectFrom('certificate')
    .selectAll()
    .where('cardNumber', '=', cardNumber)
    .orderBy('use')
    .execute();
  return rows.map(toCertificate);
}

/** All certificates of an organisation that were ever issued. */
export async function certificatesOfOrganisation(
  db: Reader,
  oid: string,
  limit = 200,
): Promise<Certificate[]> {
  const rows = await db
    .selectFrom('certificate')
    .selectAll()
    .where('organisation', '=', oid)
    .where('der', 'is not', null)
    .orderBy('notBefore', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toCertificate);
}

/** Certificates of organisations of exactly this name. */
export async function certificatesOfName(db: Reader, name: string, limit = 100): Promise<Certificate[]> {
  const rows = await db
    .selectFrom('certificate')
    .selectAll('certificate')
    .innerJoin('organisation', 'organisation.oid', 'certificate.organisation')
    .where('organisation.name', '=', name)
    // Its subject holds the card number, which a query by name must not tell.
    .where('use', '!=', 'presence')
    .where('der', 'is not', null)
    .orderBy('notBefore', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toCertificate);
}

/** For which card and use a key was certified. */
export type KeyHolder = Pick<Certificate, 'keyId' | 'cardNumber' | 'use'>;

/** Whom keys were certified for, by their id; those asked for in one turn of the event loop together. */
export function findKeyHolders(db: Database, keyId: string): Promise<readonly KeyHolder[] | undefined> {
  const find = holderFinders.get(db) ?? inBatches((keyIds) => loadKeyHolders(db, keyIds));
  holderFinders.set(db, find);
  return find(keyId);
}

const holderFinders = new WeakMap<Database, (keyId: string) => Promise<readonly KeyHolder[] | undefined>>();

async function loadKeyHolders(
  db: Database,
  keyIds: readonly string[],
): Promise<ReadonlyMap<string, readonly KeyHolder[]>> {
  const { rows } = await sql<KeyHolder>`
    select "keyId", "cardNumber", use from authority.certificate where "keyId" = any(${keyIds})`.execute(db);
  return Map.groupBy(rows, ({ keyId }) => keyId);
}

/** Drafts recorded and never signed. */
export async function unsignedDrafts(db: Reader): Promise<Certificate[]> {
  const rows = await db.selectFrom('certificate').selectAll().where('state', '=', 'drafted').execute();
  return rows.map(toCertificate);
}

function toCertificate(row: Selectable<Tables['certificate']>): Certificate {
  // The two databases hand out different classes of bytes; inside there is one.
  const tbs = new Uint8Array(row.tbs);
  return { noun: 'certificate', ...row, tbs, der: row.der === null ? null : new Uint8Array(row.der) };
}
