import { createPublicKey, hash, type KeyObject } from 'node:crypto';
import {
  atEnd,
  type Cursor,
  cursorAt,
  enterSequence,
  finish,
  peekTag,
  readBitOctets,
  readNull,
  readOid,
  readUnsigned,
  skip,
} from '@kaika/bytes/cursor';
import { TAG } from '@kaika/bytes/der';
import { coded, PkiError } from './error.ts';
import { recent } from './recent.ts';
import { hasRocaFingerprint } from './roca.ts';

export type Curve = keyof typeof COORDINATE_LENGTH;

/** `rsa-pss`: id-RSASSA-PSS, a key bound to that padding (RFC 4055 §1.2). */
export type RsaKey = {
  readonly type: 'rsa' | 'rsa-pss';
  readonly bits: number;
  readonly exponent: bigint;
  readonly modulus: Uint8Array;
};

export type KeyDescription =
  | { readonly type: 'ec'; readonly curve: Curve; readonly point: Uint8Array }
  | RsaKey
  | { readonly type: 'ed25519' | 'ml-dsa-65'; readonly octets: Uint8Array };

/** Octets of one coordinate of a point, and of each half of r‖s. */
export const COORDINATE_LENGTH = {
  'P-256': 32,
  'P-384': 48,
  'P-521': 66,
  secp256k1: 32,
  brainpoolP256r1: 32,
  brainpoolP384r1: 48,
  brainpoolP512r1: 64,
} as const;

const CURVES: ReadonlyMap<string, Curve> = new Map([
  ['1.2.840.10045.3.1.7', 'P-256'],
  ['1.3.132.0.34', 'P-384'],
  ['1.3.132.0.35', 'P-521'],
  ['1.3.132.0.10', 'secp256k1'],
  ['1.3.36.3.3.2.8.1.1.7', 'brainpoolP256r1'],
  ['1.3.36.3.3.2.8.1.1.11', 'brainpoolP384r1'],
  ['1.3.36.3.3.2.8.1.1.13', 'brainpoolP512r1'],
]);
const ISSUED_CURVES: readonly Curve[] = ['P-256', 'P-384', 'P-521'];
const OCTET_KEYS = new Map([
  ['1.3.101.112', { type: 'ed25519', length: 32 }],
  ['2.16.840.1.101.3.4.3.18', { type: 'ml-dsa-65', length: 1952 }],
] as const);
const RSA = '1.2.840.113549.1.1.1';

/** RSA moduli that may be certified, in bits, and the least public exponent. */
export const SHORTEST_RSA_BITS = 2048;
export const LONGEST_RSA_BITS = 4096;
export const LEAST_RSA_EXPONENT = 65537;

const LONGEST_KEPT = 2048;
const imported = recent<KeyObject>(512);
const identified = recent<Uint8Array>(256);

/**
 * What a SubjectPublicKeyInfo (DER) says. EC curves must be named (RFC 5480 §2.1.1), never given by parameters.
 * Throws `key.malformed`, `key.unsupported`.
 */
export function describeKey(spki: Uint8Array): KeyDescription {
  return coded('key.malformed', () => {
    const outer = cursorAt(spki);
    const info = enterSequence(outer);
    const algorithm = enterSequence(info);
    const oid = readOid(algorithm);
    const description = describe(oid, algorithm, info);
    finish(algorithm);
    finish(info);
    finish(outer);
    return description;
  });
}

/** Whether a SubjectPublicKeyInfo (DER) is of an RSA key, by its algorithm alone. Throws `key.malformed`. */
export function isRsaKey(spki: Uint8Array): boolean {
  return coded('key.malformed', () => readOid(enterSequence(enterSequence(cursorAt(spki)))) === RSA);
}

/** The content of the key's BIT STRING, which key identifiers are hashes of. Throws `key.malformed`. */
export function keyOctets(spki: Uint8Array): Uint8Array {
  return coded('key.malformed', () => {
    const info = enterSequence(cursorAt(spki));
    enterSequence(info);
    return readBitOctets(info);
  });
}

/**
 * Key identifier, RFC 5280 §4.2.1.2 method 1: SHA-1 of the key's BIT STRING; 20 octets, kept and given again, so they must
 * not be written to.
 */
export function keyIdentifier(spki: Uint8Array): Uint8Array {
  const octets = latin1(spki);
  const known = identified.get(octets);
  if (known) return known;
  const identifier = new Uint8Array(hash('sha1', keyOctets(spki), 'buffer'));
  if (spki.length <= LONGEST_KEPT) identified.set(octets, identifier);
  return identifier;
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}

/**
 * The key as node:crypto uses it, from a bounded cache (making one costs more than a signature).
 * The point of an EC key is checked to lie on its curve. Throws `key.malformed`, `key.unsupported`, `key.off-curve`.
 */
export function publicKey(spki: Uint8Array): KeyObject {
  const octets = latin1(spki);
  const found = imported.get(octets);
  if (found) return found;
  const key = importKey(spki);
  imported.set(octets, key);
  return key;
}

/**
 * Refuses keys nobody should certify: curves other than P-256, P-384, P-521, points off the curve, RSA outside
 * 2048-4096 bits or with an exponent below 65537 or even, moduli with the ROCA fingerprint (CVE-2017-15361).
 * Throws `key.malformed`, `key.unsupported`, `key.off-curve`, `key.weak`, `key.roca`.
 */
export function checkKey(spki: Uint8Array): KeyDescription {
  const description = describeKey(spki);
  if (description.type === 'rsa-pss') throw new PkiError('key.unsupported', { about: 'rsa-pss' });
  if (description.type === 'rsa') checkRsa(description);
  if (description.type === 'ec' && !ISSUED_CURVES.includes(description.curve)) {
    throw new PkiError('key.unsupported', { about: description.curve });
  }
  publicKey(spki);
  return description;
}

function describe(oid: string, algorithm: Cursor, info: Cursor): KeyDescription {
  if (oid === '1.2.840.10045.2.1') return describeEc(algorithm, info);
  if (oid === RSA) {
    readNull(algorithm);
    return describeRsa('rsa', readBitOctets(info));
  }
  if (oid === '1.2.840.113549.1.1.10') {
    if (!atEnd(algorithm)) skip(algorithm);
    return describeRsa('rsa-pss', readBitOctets(info));
  }
  const kind = OCTET_KEYS.get(oid as '1.3.101.112');
  if (!kind) throw new PkiError('key.unsupported', { about: oid });
  const octets = readBitOctets(info);
  if (octets.length !== kind.length) throw new PkiError('key.malformed');
  return { type: kind.type, octets };
}

function describeEc(algorithm: Cursor, info: Cursor): KeyDescription {
  if (peekTag(algorithm) !== TAG.oid) throw new PkiError('key.unsupported', { about: 'curve parameters' });
  const oid = readOid(algorithm);
  const curve = CURVES.get(oid);
  if (!curve) throw new PkiError('key.unsupported', { about: oid });
  const point = readBitOctets(info);
  if (point[0] !== 4 || point.length !== 1 + 2 * COORDINATE_LENGTH[curve])
    throw new PkiError('key.malformed');
  return { type: 'ec', curve, point };
}

function describeRsa(type: 'rsa' | 'rsa-pss', octets: Uint8Array): KeyDescription {
  const outer = cursorAt(octets);
  const pair = enterSequence(outer);
  const modulus = readUnsigned(pair);
  const exponent = readUnsigned(pair);
  finish(pair);
  finish(outer);
  const bits = modulus.length * 8 - Math.clz32(modulus[0] as number) + 24;
  if (exponent.length > 32 || modulus.length > 2048) throw new PkiError('key.unsupported', { about: 'rsa' });
  return { type, bits, exponent: BigInt(`0x${Buffer.from(exponent).toString('hex')}`), modulus };
}

function checkRsa({ bits, exponent, modulus }: RsaKey): void {
  if (bits < SHORTEST_RSA_BITS || exponent < BigInt(LEAST_RSA_EXPONENT)) throw new PkiError('key.weak');
  if (bits > LONGEST_RSA_BITS) throw new PkiError('key.unsupported', { about: 'rsa' });
  if (exponent % 2n === 0n || (modulus[modulus.length - 1] as number) % 2 === 0)
    throw new PkiError('key.weak');
  if (hasRocaFingerprint(modulus)) throw new PkiError('key.roca');
}

function importKey(spki: Uint8Array): KeyObject {
  const { type } = describeKey(spki);
  try {
    return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  } catch (cause) {
    throw new PkiError(type === 'ec' ? 'key.off-curve' : 'key.malformed', { cause });
  }
}
