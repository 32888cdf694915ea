import { type Certificate, parseCertificate } from '@kaika/pki/certificate';
import type { Reader, Tables, Trx } from './table.ts';

/** A certificate of one of the authority's own keys. */
export type OwnCertificate = {
  /** `root/1`, `issuing-cards/1`, `task-signer`, … */
  readonly name: string;
  readonly profile: string;
  /** Name of what issued it. */
  readonly issuer: string;
  /** Name of its key in the vault. */
  readonly key: string;
  readonly certificate: Certificate;
};

/** The newest certificate of that name. */
export async function findOwn(db: Reader, name: string): Promise<OwnCertificate | null> {
  const row = await db
    .selectFrom('authority')
    .selectAll()
    .where('name', '=', name)
    .orderBy('madeAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : toOwn(row);
}

/** The certificate with this serial number (lower-case hex) that this name issued. */
export async function findOwnBySerial(
  db: Reader,
  issuer: string,
  serial: string,
): Promise<OwnCertificate | null> {
  const row = await db
    .selectFrom('authority')
    .selectAll()
    .where('serial', '=', serial)
    .where('issuer', '=', issuer)
    .executeTakeFirst();
  return row === undefined ? null : toOwn(row);
}

/** Keeps one that was just signed. */
export async function keepOwn(trx: Trx, own: OwnCertificate, now: Date): Promise<void> {
  const { certificate, ...names } = own;
  await trx
    .insertInto('authority')
    .values({
      ...names,
      serial: certificate.serialNumber,
      der: certificate.der,
      notAfter: certificate.notAfter,
      madeAt: now,
    })
    .execute();
}

function toOwn(row: Tables['authority']): OwnCertificate {
  const { name, profile, issuer, key, der } = row;
  return { name, profile, issuer, key, certificate: parseCertificate(new Uint8Array(der)) };
}

/** All of them, in the order they were made: issuers first. */
export async function allOwn(db: Reader): Promise<readonly OwnCertificate[]> {
  const rows = await db.selectFrom('authority').selectAll().execute();
  const rank = ({ name, issuer, profile }: OwnCertificate) =>
    name === issuer ? (profile === 'root' ? 0 : 1) : profile.startsWith('issuing-') ? 2 : 3;
  return rows
    .map(toOwn)
    .toSorted((left, right) => rank(left) - rank(right) || (left.name < right.name ? -1 : 1));
}
