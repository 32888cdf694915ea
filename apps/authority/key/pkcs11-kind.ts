import { hash } from 'node:crypto';
import { concat } from '@kaika/bytes/bytes';
import { cursorAt, finish, readOctets } from '@kaika/bytes/cursor';
import { bitString, nullValue, octetString, oid, sequence, unsigned } from '@kaika/bytes/der';
import type { KeyKind } from '@kaika/ca/profile';
import { hashIdentifier, type SignatureAlgorithmName } from '@kaika/pki/algorithm';
import { ecdsaToDer } from '@kaika/pki/signature';
import type { Template } from 'pkcs11js';

/** Numbers of PKCS#11 v3.0 (OASIS) that are used here; a token may know more. */
export const CK = {
  CKO_PUBLIC_KEY: 2,
  CKO_PRIVATE_KEY: 3,
  CKK_RSA: 0,
  CKK_EC: 3,
  CKA_CLASS: 0x0,
  CKA_TOKEN: 0x1,
  CKA_PRIVATE: 0x2,
  CKA_LABEL: 0x3,
  CKA_KEY_TYPE: 0x100,
  CKA_ID: 0x102,
  CKA_SENSITIVE: 0x103,
  CKA_SIGN: 0x108,
  CKA_VERIFY: 0x10a,
  CKA_MODULUS: 0x120,
  CKA_MODULUS_BITS: 0x121,
  CKA_PUBLIC_EXPONENT: 0x122,
  CKA_EXTRACTABLE: 0x162,
  CKA_EC_PARAMS: 0x180,
  CKA_EC_POINT: 0x181,
  CKM_RSA_PKCS_KEY_PAIR_GEN: 0x0,
  CKM_RSA_PKCS: 0x1,
  CKM_EC_KEY_PAIR_GEN: 0x1040,
  CKM_ECDSA: 0x1041,
} as const;

/** Bytes of a signature operation: what the token is given, and what is made of its answer. */
export type TokenKind = {
  readonly algorithm: SignatureAlgorithmName;
  readonly generate: number;
  readonly sign: number;
  /** Octets of the longest signature the token answers with. */
  readonly longest: number;
  readonly template: Template;
  /** The attributes that SubjectPublicKeyInfo is made of. */
  readonly attributes: readonly number[];
  spki(values: readonly Uint8Array[]): Uint8Array;
  input(tbs: Uint8Array): Buffer;
  output(signature: Uint8Array): Uint8Array;
};

const curves = {
  p256: { dotted: '1.2.840.10045.3.1.7', hash: 'sha256', octets: 32 },
  p384: { dotted: '1.3.132.0.34', hash: 'sha384', octets: 48 },
  p521: { dotted: '1.3.132.0.35', hash: 'sha512', octets: 66 },
} as const;

/** How a token makes and uses keys of a kind. Throws TypeError for kinds that PKCS#11 v3.0 has no mechanism for. */
export function tokenKindOf(kind: KeyKind): TokenKind {
  switch (kind) {
    case 'p256':
    case 'p384':
    case 'p521':
      return curveKind(curves[kind]);
    case 'rsa2048':
    case 'rsa3072':
    case 'rsa4096':
      return rsaKind(Number(kind.slice(3)));
    default:
      throw new TypeError(`a token cannot hold ${kind} keys`);
  }
}

/** The token signs a digest and answers r‖s. */
function curveKind({ dotted, hash: name, octets }: (typeof curves)['p256' | 'p384' | 'p521']): TokenKind {
  return {
    algorithm: `ecdsa-${name}`,
    generate: CK.CKM_EC_KEY_PAIR_GEN,
    sign: CK.CKM_ECDSA,
    longest: 2 * octets,
    template: [
      { type: CK.CKA_KEY_TYPE, value: CK.CKK_EC },
      { type: CK.CKA_EC_PARAMS, value: Buffer.from(oid(dotted)) },
    ],
    attributes: [CK.CKA_EC_POINT],
    spki: ([point = new Uint8Array()]) =>
      sequence(sequence(oid('1.2.840.10045.2.1'), oid(dotted)), bitString(plainPoint(point, octets))),
    input: (tbs) => hash(name, tbs, 'buffer'),
    output: (signature) => ecdsaToDer(signature, octets),
  };
}

/** CKA_EC_POINT is an OCTET STRING in DER; some tokens leave the wrapping out. */
function plainPoint(value: Uint8Array, octets: number): Uint8Array {
  if (value.length === 1 + 2 * octets) return value;
  const outer = cursorAt(value);
  const point = readOctets(outer);
  finish(outer);
  return point;
}

/** PKCS#1 v1.5 over a DigestInfo that is made here, so that a list of 50 MB need not go to the token. */
function rsaKind(bits: number): TokenKind {
  const algorithm = hashIdentifier('sha256', true);
  return {
    algorithm: 'rsa-sha256',
    generate: CK.CKM_RSA_PKCS_KEY_PAIR_GEN,
    sign: CK.CKM_RSA_PKCS,
    longest: bits / 8,
    template: [
      { type: CK.CKA_KEY_TYPE, value: CK.CKK_RSA },
      { type: CK.CKA_MODULUS_BITS, value: bits },
      { type: CK.CKA_PUBLIC_EXPONENT, value: Buffer.of(1, 0, 1) },
    ],
    attributes: [CK.CKA_MODULUS, CK.CKA_PUBLIC_EXPONENT],
    spki: ([modulus = new Uint8Array(), exponent = new Uint8Array()]) =>
      sequence(
        sequence(oid('1.2.840.113549.1.1.1'), nullValue()),
        bitString(sequence(unsigned(modulus), unsigned(exponent))),
      ),
    input: (tbs) => Buffer.from(sequence(algorithm, octetString(hash('sha256', tbs, 'buffer')))),
    output: (signature) => concat(signature),
  };
}
