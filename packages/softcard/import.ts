import { createPrivateKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { toBase64url } from '@kaika/bytes/base64url';
import { tlv } from '@kaika/bytes/tlv';
import { type KeyAlgorithm, keyAlgorithms } from '@kaika/card/algorithm';
import { status } from '@kaika/card/status';
import { p256, p384 } from '@noble/curves/nist.js';
import { fieldsOf, quietly } from './content.ts';
import { allowed, isKeySlot, policyOf } from './generate.ts';
import type { Instruction } from './instruction.ts';
import { done, say } from './reply.ts';

/** IMPORT ASYMMETRIC KEY (FE, Yubico): RSA by its primes (01, 02), EC by its scalar (06). Needs 9B. */
export const importKey: Instruction = ({ memory, session }, { p1, p2, data }) => {
  if (!session.managed) return say(status.securityNotSatisfied);
  const algorithm = allowed(memory, p1);
  const fields = fieldsOf(tlv(0xac, data), 0xac);
  if (!isKeySlot(p2) || algorithm === null || fields === null) return say(status.dataWrong);
  const pinPolicy = policyOf(p2, fields.get(0xaa)?.[0]);
  const key = quietly(() => privateKeyOf(algorithm, fields));
  if (key === undefined || pinPolicy === null) return say(status.dataWrong);
  memory.keys.set(p2, { algorithm, key, origin: 'imported', pinPolicy });
  return done();
};

type Fields = ReadonlyMap<number, Uint8Array>;

function privateKeyOf(algorithm: KeyAlgorithm, fields: Fields): KeyObject {
  if (algorithm === 'p256' || algorithm === 'p384') return ecKeyOf(algorithm, required(fields, 0x06));
  const { bytes } = keyAlgorithms[algorithm];
  const jwk = rsaJwk(required(fields, 0x01), required(fields, 0x02));
  const key = createPrivateKey({ key: jwk, format: 'jwk' });
  if (key.asymmetricKeyDetails?.modulusLength !== bytes * 8) throw new RangeError('not that algorithm');
  return key;
}

function ecKeyOf(algorithm: 'p256' | 'p384', scalar: Uint8Array): KeyObject {
  const { bytes } = keyAlgorithms[algorithm];
  const point = (algorithm === 'p256' ? p256 : p384).getPublicKey(scalar, false);
  const crv = algorithm === 'p256' ? 'P-256' : 'P-384';
  const x = toBase64url(point.subarray(1, 1 + bytes));
  const y = toBase64url(point.subarray(1 + bytes));
  return createPrivateKey({ key: { kty: 'EC', crv, x, y, d: toBase64url(scalar) }, format: 'jwk' });
}

/** The rest of a key from its primes, e = 65537 (RFC 8017 §3.2). */
function rsaJwk(first: Uint8Array, second: Uint8Array): JsonWebKey {
  const [p, q] = [number(first), number(second)];
  const e = 65537n;
  const d = inverse(e, (p - 1n) * (q - 1n));
  const fields = { n: p * q, d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: inverse(q, p) };
  const texts = Object.entries(fields).map(([name, value]) => [name, toBase64url(octets(value))]);
  return { kty: 'RSA', e: 'AQAB', ...Object.fromEntries(texts) };
}

function inverse(value: bigint, modulus: bigint): bigint {
  let [r0, r1, s0, s1] = [modulus, value % modulus, 0n, 1n];
  while (r1 !== 0n) {
    const quotient = r0 / r1;
    [r0, r1, s0, s1] = [r1, r0 - quotient * r1, s1, s0 - quotient * s1];
  }
  if (r0 !== 1n) throw new RangeError('no inverse');
  return ((s0 % modulus) + modulus) % modulus;
}

function number(bytes: Uint8Array): bigint {
  return BigInt(`0x0${Buffer.from(bytes).toString('hex')}`);
}

function octets(value: bigint): Uint8Array {
  const hex = value.toString(16);
  return Uint8Array.from(Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex'));
}

function required(fields: Fields, tag: number): Uint8Array {
  const value = fields.get(tag);
  if (value === undefined) throw new RangeError('a part of the key is missing');
  return value;
}
