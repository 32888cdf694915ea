import { hash as digest } from 'node:crypto';
import { concat, equal } from '@kaika/bytes/bytes';
import {
  type Cursor,
  cursorAt,
  enterSequence,
  finish,
  readContent,
  readElement,
  readOctets,
} from '@kaika/bytes/cursor';
import { element, octetString, sequence, TAG } from '@kaika/bytes/der';
import { BytesError } from '@kaika/bytes/error';
import { type Hash, hashIdentifier, parseHashIdentifier } from './algorithm.ts';
import { PkiError } from './error.ts';
import { keyOctets } from './key.ts';
import { recent } from './recent.ts';

/**
 * Which certificate is asked about, RFC 6960 §4.1.1. `der`: the CertID as it came, to be echoed. `hash`: undefined where
 * it is one nobody here knows. `serial`: content octets of the INTEGER.
 */
export type CertId = {
  readonly der: Uint8Array;
  readonly hash: Hash | undefined;
  readonly issuerNameHash: Uint8Array;
  readonly issuerKeyHash: Uint8Array;
  readonly serial: Uint8Array;
};

/** Name (DER) and SubjectPublicKeyInfo (DER) of an issuer. */
export type OcspIssuer = { readonly name: Uint8Array; readonly spki: Uint8Array };

export const OCSP = {
  basic: '1.3.6.1.5.5.7.48.1.1',
  nonce: '1.3.6.1.5.5.7.48.1.2',
  crlReference: '1.3.6.1.5.5.7.48.1.3',
  archiveCutoff: '1.3.6.1.5.5.7.48.1.6',
  serviceLocator: '1.3.6.1.5.5.7.48.1.7',
  preferredAlgorithms: '1.3.6.1.5.5.7.48.1.8',
  extendedRevoke: '1.3.6.1.5.5.7.48.1.9',
  signedTimestamps: '1.3.6.1.4.1.11129.2.4.5',
} as const;

/** The CertID of a certificate; `serial` as content octets of its INTEGER, written as they are. */
export function certIdFor(issuer: OcspIssuer, serial: Uint8Array, hash: Hash = 'sha1'): CertId {
  const { nameHash: issuerNameHash, keyHash: issuerKeyHash } = hashesOf(issuer, hash);
  const der = sequence(
    hashIdentifier(hash, true),
    octetString(issuerNameHash),
    octetString(issuerKeyHash),
    element(TAG.integer, serial),
  );
  return { der, hash, issuerNameHash, issuerKeyHash, serial };
}

/** Whether a CertID means this certificate of this issuer. */
export function isCertIdOf(id: CertId, issuer: OcspIssuer, serial: Uint8Array): boolean {
  return equal(id.serial, serial) && isIssuerOf(id, issuer);
}

/** Whether a CertID's hashes are those of this issuer. */
export function isIssuerOf(id: CertId, issuer: OcspIssuer): boolean {
  if (id.hash === undefined) return false;
  const { nameHash, keyHash } = hashesOf(issuer, id.hash);
  return equal(id.issuerNameHash, nameHash) && equal(id.issuerKeyHash, keyHash);
}

type IssuerHashes = { readonly nameHash: Uint8Array; readonly keyHash: Uint8Array };

/** Few issuers are asked about, and those all the time. */
const hashed = recent<IssuerHashes>(64);

function hashesOf({ name, spki }: OcspIssuer, hash: Hash): IssuerHashes {
  const octets = `${hash} ${Buffer.from(concat(name, spki)).toString('latin1')}`;
  const known = hashed.get(octets);
  if (known) return known;
  const hashes = { nameHash: issuerHash(hash, name), keyHash: issuerHash(hash, keyOctets(spki)) };
  hashed.set(octets, hashes);
  return hashes;
}

/** A digest as CertID carries it. */
export function issuerHash(hash: Hash, bytes: Uint8Array): Uint8Array {
  return new Uint8Array(digest(hash, bytes, 'buffer'));
}

/** Reads a CertID (RFC 6960 §4.1.1) with its DER, which answers echo. An unknown hash is no error. */
export function readCertId(cursor: Cursor): CertId {
  const der = readElement(cursor, TAG.sequence);
  const fields = enterSequence(cursorAt(der));
  const hash = readHash(readElement(fields, TAG.sequence));
  const issuerNameHash = readOctets(fields);
  const issuerKeyHash = readOctets(fields);
  const serial = readContent(fields, TAG.integer);
  finish(fields);
  if (serial.length === 0) throw new BytesError('der.value');
  return { der, hash, issuerNameHash, issuerKeyHash, serial };
}

/** The two forms everybody sends are compared octet by octet. */
function readHash(identifier: Uint8Array): Hash | undefined {
  for (const [hash, known] of COMMON) if (equal(identifier, known)) return hash;
  try {
    return parseHashIdentifier(identifier);
  } catch (cause) {
    if (cause instanceof PkiError && cause.code === 'algorithm.unsupported') return undefined;
    throw cause;
  }
}

const COMMON: readonly (readonly [Hash, Uint8Array])[] = (['sha1', 'sha256'] as const).flatMap((hash) =>
  [true, false].map((withNull) => [hash, hashIdentifier(hash, withNull)] as const),
);
