import type { Certificate } from '@kaika/registry/certificate';
import type { Selectable } from 'kysely';
import type { Reader, Tables } from './table.ts';

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

/** Whether a key was certified before, for another card or use. */
export async function isKeyTaken(
  db: Reader,
  keyId: string,
  except: { readonly cardNumber: string; readonly use: string },
): Promise<boolean> {
  const rows = await db
    .selectFrom('certificate')
    .select(['cardNumber', 'use'])
    .where('keyId', '=', keyId)
    .execute();
  return rows.some((row) => row.cardNumber !== except.cardNumber || row.use !== except.use);
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
