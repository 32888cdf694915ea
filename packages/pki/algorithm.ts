import { constants, type KeyObject, verify } from 'node:crypto';
import {
  cursorAt,
  enter,
  enterOptional,
  enterSequence,
  finish,
  readNumber,
  readOid,
  skipOptional,
} from '@kaika/bytes/cursor';
import { explicit, integer, nullValue, oid, sequence, TAG } from '@kaika/bytes/der';
import { coded, PkiError } from './error.ts';
import { publicKey } from './key.ts';

export type Hash = 'sha1' | 'sha256' | 'sha384' | 'sha512';

export type SignatureAlgorithmName =
  | `ecdsa-${Hash}`
  | `rsa-${Hash}`
  | `rsa-pss-${'sha256' | 'sha384' | 'sha512'}`
  | 'ed25519'
  | 'ml-dsa-65';

/**
 * `identifier`: the AlgorithmIdentifier in DER. `hash`: what the signer hashes with; undefined where the algorithm
 * takes the message itself. `saltLength`: octets, for PSS. `legacy`: SHA-1, for the verification of old data only.
 */
export type SignatureAlgorithm = {
  readonly name: SignatureAlgorithmName;
  readonly identifier: Uint8Array;
  readonly keyType: 'ec' | 'rsa' | 'ed25519' | 'ml-dsa-65';
  readonly hash: Hash | undefined;
  readonly saltLength: number | undefined;
  readonly legacy: boolean;
};

const HASH_OID = {
  sha1: '1.3.14.3.2.26',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
} as const satisfies Record<Hash, string>;
const HASH_LENGTH = { sha1: 20, sha256: 32, sha384: 48, sha512: 64 } as const satisfies Record<Hash, number>;
const PSS = '1.2.840.113549.1.1.10';
const MGF1 = '1.2.840.113549.1.1.8';
const PSS_DEFAULT_SALT = 20;

const TABLE: readonly SignatureAlgorithm[] = [
  ecdsa('sha1', '1.2.840.10045.4.1'),
  ecdsa('sha256', '1.2.840.10045.4.3.2'),
  ecdsa('sha384', '1.2.840.10045.4.3.3'),
  ecdsa('sha512', '1.2.840.10045.4.3.4'),
  rsa('sha1', '1.2.840.113549.1.1.5'),
  rsa('sha256', '1.2.840.113549.1.1.11'),
  rsa('sha384', '1.2.840.113549.1.1.12'),
  rsa('sha512', '1.2.840.113549.1.1.13'),
  pss('sha256'),
  pss('sha384'),
  pss('sha512'),
  whole('ed25519', '1.3.101.112'),
  whole('ml-dsa-65', '2.16.840.1.101.3.4.3.18'),
];
const BY_NAME: ReadonlyMap<string, SignatureAlgorithm> = new Map(TABLE.map((entry) => [entry.name, entry]));
const BY_IDENTIFIER: ReadonlyMap<string, SignatureAlgorithm> = new Map([
  ...TABLE.map((entry) => [bytesKey(entry.identifier), entry] as const),
  // RFC 4055 §5: the NULL may be missing in what is read; it is always written.
  ...TABLE.filter((entry) => entry.name.startsWith('rsa-sha')).map(
    (entry) => [bytesKey(sequence(entry.identifier.subarray(2, -2))), entry] as const,
  ),
]);

/** The algorithm of a name. */
export function signatureAlgorithm(name: SignatureAlgorithmName): SignatureAlgorithm {
  const found = BY_NAME.get(name);
  if (!found) throw new PkiError('algorithm.unsupported', { about: name });
  return found;
}

/** Reads an AlgorithmIdentifier (DER) of a signature. Throws `algorithm.malformed`, `algorithm.unsupported`. */
export function parseSignatureAlgorithm(identifier: Uint8Array): SignatureAlgorithm {
  return BY_IDENTIFIER.get(bytesKey(identifier)) ?? parseUncommon(identifier);
}

/** AlgorithmIdentifier of a digest; without parameters (RFC 5754 §2) unless `withNull`. */
export function hashIdentifier(hash: Hash, withNull = false): Uint8Array {
  return withNull ? sequence(oid(HASH_OID[hash]), nullValue()) : sequence(oid(HASH_OID[hash]));
}

/** Reads the AlgorithmIdentifier of a digest; parameters absent or NULL. Throws as `parseSignatureAlgorithm`. */
export function parseHashIdentifier(identifier: Uint8Array): Hash {
  return coded('algorithm.malformed', () => {
    const outer = cursorAt(identifier);
    const found = readHash(enterSequence(outer));
    finish(outer);
    return found;
  });
}

/** Octets of a digest. */
export function hashLength(hash: Hash): number {
  return HASH_LENGTH[hash];
}

/**
 * Verifies a signature. `key`: SubjectPublicKeyInfo in DER (cached) or a KeyObject. ECDSA signatures in strict DER.
 * False where the signature or the type of key does not fit. Throws `key.*` where the key itself cannot be used.
 */
export function verifySignature(
  algorithm: SignatureAlgorithm,
  key: Uint8Array | KeyObject,
  data: Uint8Array,
  signature: Uint8Array,
): boolean {
  const object = key instanceof Uint8Array ? publicKey(key) : key;
  if (!takesKey(algorithm, object)) return false;
  try {
    return verify(algorithm.hash, data, verifyKey(algorithm, object), signature);
  } catch {
    return false;
  }
}

/** As `verifySignature`, on another thread, so that this one can go on. */
export function verifySignatureAside(
  algorithm: SignatureAlgorithm,
  key: KeyObject,
  { data, signature }: { readonly data: Uint8Array; readonly signature: Uint8Array },
): Promise<boolean> {
  if (!takesKey(algorithm, key)) return Promise.resolve(false);
  return new Promise((resolve) => {
    verify(algorithm.hash, data, verifyKey(algorithm, key), signature, (error, right) =>
      resolve(!error && right),
    );
  });
}

/** A key bound to PSS does for PSS only. */
function takesKey(algorithm: SignatureAlgorithm, { asymmetricKeyType }: KeyObject): boolean {
  if (asymmetricKeyType === 'rsa-pss')
    return algorithm.keyType === 'rsa' && algorithm.saltLength !== undefined;
  return asymmetricKeyType === algorithm.keyType;
}

function verifyKey(algorithm: SignatureAlgorithm, key: KeyObject): Parameters<typeof verify>[2] {
  if (algorithm.keyType !== 'rsa') return key;
  if (algorithm.saltLength === undefined) return { key, padding: constants.RSA_PKCS1_PADDING };
  return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: algorithm.saltLength };
}

function ecdsa(hash: Hash, dotted: string): SignatureAlgorithm {
  const identifier = sequence(oid(dotted));
  return {
    name: `ecdsa-${hash}`,
    identifier,
    keyType: 'ec',
    hash,
    saltLength: undefined,
    legacy: hash === 'sha1',
  };
}

function rsa(hash: Hash, dotted: string): SignatureAlgorithm {
  const identifier = sequence(oid(dotted), nullValue());
  return {
    name: `rsa-${hash}`,
    identifier,
    keyType: 'rsa',
    hash,
    saltLength: undefined,
    legacy: hash === 'sha1',
  };
}

/** RFC 4055 §3.1; the same hash in MGF1, the salt as long as the hash. */
function pss(hash: 'sha256' | 'sha384' | 'sha512'): SignatureAlgorithm {
  const digest = hashIdentifier(hash, true);
  const saltLength = HASH_LENGTH[hash];
  const parameters = sequence(
    explicit(0, digest),
    explicit(1, sequence(oid(MGF1), digest)),
    explicit(2, integer(saltLength)),
  );
  const identifier = sequence(oid(PSS), parameters);
  return { name: `rsa-pss-${hash}`, identifier, keyType: 'rsa', hash, saltLength, legacy: false };
}

function whole(name: 'ed25519' | 'ml-dsa-65', dotted: string): SignatureAlgorithm {
  const identifier = sequence(oid(dotted));
  return { name, identifier, keyType: name, hash: undefined, saltLength: undefined, legacy: false };
}

function parseUncommon(identifier: Uint8Array): SignatureAlgorithm {
  return coded('algorithm.malformed', () => {
    const outer = cursorAt(identifier);
    const inner = enterSequence(outer);
    finish(outer);
    const dotted = readOid(inner);
    if (dotted !== PSS) throw new PkiError('algorithm.unsupported', { about: dotted });
    const parameters = enterSequence(inner);
    finish(inner);
    return { ...readPss(parameters), identifier };
  });
}

/** node:crypto cannot be told a mask hash of its own, so MGF1 must use the digest's. */
function readPss(parameters: ReturnType<typeof enterSequence>): SignatureAlgorithm {
  const digestField = enterOptional(parameters, 0xa0);
  const digest = digestField ? readHash(enterSequence(digestField)) : 'sha1';
  const maskField = enterOptional(parameters, 0xa1);
  const mask = maskField ? readMask(enterSequence(maskField)) : 'sha1';
  const saltField = enterOptional(parameters, 0xa2);
  const saltLength = saltField ? readNumber(saltField) : PSS_DEFAULT_SALT;
  const trailerField = enterOptional(parameters, 0xa3);
  if (trailerField && readNumber(trailerField) !== 1)
    throw new PkiError('algorithm.unsupported', { about: PSS });
  for (const field of [digestField, maskField, saltField, trailerField, parameters]) if (field) finish(field);
  if (digest === 'sha1' || mask !== digest) throw new PkiError('algorithm.unsupported', { about: PSS });
  return { ...pss(digest), saltLength };
}

function readMask(inner: ReturnType<typeof enterSequence>): Hash {
  const dotted = readOid(inner);
  if (dotted !== MGF1) throw new PkiError('algorithm.unsupported', { about: dotted });
  const mask = readHash(enter(inner, TAG.sequence));
  finish(inner);
  return mask;
}

function readHash(inner: ReturnType<typeof enterSequence>): Hash {
  const dotted = readOid(inner);
  skipOptional(inner, TAG.null);
  finish(inner);
  for (const hash of ['sha256', 'sha384', 'sha512', 'sha1'] as const)
    if (HASH_OID[hash] === dotted) return hash;
  throw new PkiError('algorithm.unsupported', { about: dotted });
}

function bytesKey(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}
