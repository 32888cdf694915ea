import { constants, createPublicKey, diffieHellman, type KeyObject, privateDecrypt } from 'node:crypto';
import { fromBase64url, toBase64url } from '@kaika/bytes/base64url';
import { tlv } from '@kaika/bytes/tlv';
import { type KeyAlgorithm, keyAlgorithms } from '@kaika/card/algorithm';
import { status } from '@kaika/card/status';
import { p256, p384 } from '@noble/curves/nist.js';
import { quietly } from './content.ts';
import type { Incoming } from './incoming.ts';
import type { Card } from './instruction.ts';
import type { SoftKey } from './memory.ts';
import { done, type Reply, say } from './reply.ts';

type Fields = ReadonlyMap<number, Uint8Array>;

/** A signature, a decryption or a key agreement with the key of slot P2, as far as its PIN policy allows. */
export function useKey({ memory, session }: Card, { p1, p2 }: Incoming, fields: Fields): Reply {
  const key = memory.keys.get(p2);
  if (key === undefined) return say(status.referenceAbsent);
  if (p1 !== keyAlgorithms[key.algorithm].id) return say(status.parametersWrong);
  if (key.pinPolicy === 'once' && !session.pinVerified) return say(status.securityNotSatisfied);
  if (key.pinPolicy === 'always' && !session.pinFresh) return say(status.securityNotSatisfied);
  session.pinFresh = false;
  const output = compute(key, fields);
  return output === undefined ? say(status.dataWrong) : done(tlv(0x7c, tlv(0x82, output)));
}

function compute(key: SoftKey, fields: Fields): Uint8Array | undefined {
  const challenge = fields.get(0x81);
  const point = fields.get(0x85);
  const { kind, bytes } = keyAlgorithms[key.algorithm];
  if (kind === 'rsa') return challenge?.length === bytes ? rawRsa(key.key, challenge) : undefined;
  if (point) return agree(key, point);
  return challenge && challenge.length > 0 ? signEc(key, challenge) : undefined;
}

/** RSADP and RSASP1 are one operation (RFC 8017 §5): the card neither adds padding nor takes it off. */
function rawRsa(key: KeyObject, block: Uint8Array): Uint8Array | undefined {
  return quietly(() =>
    Uint8Array.from(privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, Buffer.from(block))),
  );
}

/**
 * ECDSA of a digest made elsewhere: the one thing node:crypto cannot do, hence @noble/curves. A digest longer than the order is cut
 * by the signer (FIPS 186-5 §6.4.1), a shorter one is a smaller number.
 */
function signEc({ algorithm, key }: SoftKey, digest: Uint8Array): Uint8Array {
  const curve = algorithm === 'p256' ? p256 : p384;
  const secret = fromBase64url(key.export({ format: 'jwk' }).d ?? '');
  const padded = new Uint8Array(Math.max(digest.length, keyAlgorithms[algorithm].bytes));
  padded.set(digest, padded.length - digest.length);
  const signature = curve.sign(padded, secret, { prehash: false, lowS: false, format: 'der' });
  secret.fill(0);
  return signature;
}

function agree({ algorithm, key }: SoftKey, point: Uint8Array): Uint8Array | undefined {
  return quietly(() => {
    const privateKey = key;
    return Uint8Array.from(diffieHellman({ privateKey, publicKey: importPoint(algorithm, point) }));
  });
}

function importPoint(algorithm: KeyAlgorithm, point: Uint8Array): KeyObject {
  const { bytes } = keyAlgorithms[algorithm];
  if (point.length !== 1 + 2 * bytes || point[0] !== 4) throw new RangeError('not an uncompressed point');
  const crv = algorithm === 'p256' ? 'P-256' : 'P-384';
  const x = toBase64url(point.subarray(1, 1 + bytes));
  const y = toBase64url(point.subarray(1 + bytes));
  return createPublicKey({ key: { kty: 'EC', crv, x, y }, format: 'jwk' });
}
