import { randomBytes } from 'node:crypto';
import { getTlv, tlv } from '@kaika/bytes/tlv';
import { hashLength } from '@kaika/pki/algorithm';
import { type KeyAlgorithm, keyAlgorithms } from './algorithm.ts';
import { send } from './apdu.ts';
import { CardError, readable } from './error.ts';
import { type Hash, pkcs1, pss } from './padding.ts';
import { referenceOf, type Slot } from './slot.ts';
import type { Transport } from './transport.ts';

/** What makes a signature: which key, of which algorithm, over a digest of which hash. `padding` is for RSA. */
export type Signing = {
  readonly slot: Slot;
  readonly algorithm: KeyAlgorithm;
  readonly hash: Hash;
  readonly padding?: 'pkcs1' | 'pss';
};

/**
 * GENERAL AUTHENTICATE as a signature of a digest, SP 800-73-5 part 2 §3.2.4 and appendix A.4. ECDSA: DER of r and s; of a digest longer
 * than the curve's order the leftmost bytes count (FIPS 186-5 §6.4.1). RSA: PKCS#1 v1.5 unless `padding` is `pss` (salt as long
 * as the digest). Throws `pin.required`, `key.absent`, `card.unreadable`.
 */
export async function signDigest(card: Transport, signing: Signing, digest: Uint8Array): Promise<Uint8Array> {
  if (digest.length !== hashLength(signing.hash)) throw new RangeError('the digest is not of that hash');
  const { kind, bytes } = keyAlgorithms[signing.algorithm];
  const input = kind === 'ec' ? fitCurve(digest, bytes) : padded(signing, digest, bytes);
  const signature = await authenticate(card, signing, [tlv(0x82), tlv(0x81, input)]);
  if (kind === 'rsa' && signature.length !== bytes) throw new CardError('card.unreadable');
  return signature;
}

/**
 * ECDH with the slot's key, appendix A.5: `point` is the other side's, uncompressed (04 ‖ x ‖ y). Answers the x coordinate.
 * Throws `pin.required`, `key.absent`.
 */
export async function agreeSecret(
  card: Transport,
  key: { readonly slot: Slot; readonly algorithm: KeyAlgorithm },
  point: Uint8Array,
): Promise<Uint8Array> {
  const { kind, bytes } = keyAlgorithms[key.algorithm];
  if (kind !== 'ec' || point.length !== 1 + 2 * bytes) throw new CardError('key.unsupported');
  const secret = await authenticate(card, key, [tlv(0x82), tlv(0x85, point)]);
  if (secret.length !== bytes) throw new CardError('card.unreadable');
  return secret;
}

/**
 * The bare RSA operation, appendix A.3: `block` is as long as the modulus, and so is the answer, with its padding still on
 * (RSA key transport: who knows the padding takes it off). Throws `pin.required`, `key.absent`.
 */
export async function decryptBlock(
  card: Transport,
  key: { readonly slot: Slot; readonly algorithm: KeyAlgorithm },
  block: Uint8Array,
): Promise<Uint8Array> {
  const { kind, bytes } = keyAlgorithms[key.algorithm];
  if (kind !== 'rsa' || block.length !== bytes) throw new CardError('key.unsupported');
  const plain = await authenticate(card, key, [tlv(0x82), tlv(0x81, block)]);
  if (plain.length !== bytes) throw new CardError('card.unreadable');
  return plain;
}

async function authenticate(
  card: Transport,
  key: { readonly slot: Slot; readonly algorithm: KeyAlgorithm },
  fields: readonly Uint8Array[],
): Promise<Uint8Array> {
  const p1 = keyAlgorithms[key.algorithm].id;
  const command = { ins: 0x87, p1, p2: referenceOf(key.slot), data: tlv(0x7c, ...fields) };
  const answer = await send(card, command);
  return readable(() => getTlv(answer, 0x7c, 0x82));
}

/** As many bytes as the curve's order has: some cards take no others. Zeros in front do not change the number. */
function fitCurve(digest: Uint8Array, bytes: number): Uint8Array {
  if (digest.length >= bytes) return digest.subarray(0, bytes);
  const block = new Uint8Array(bytes);
  block.set(digest, bytes - digest.length);
  return block;
}

function padded(signing: Signing, digest: Uint8Array, bytes: number): Uint8Array {
  if (signing.padding !== 'pss') return pkcs1(digest, signing.hash, bytes);
  return pss(digest, signing.hash, bytes, randomBytes(digest.length));
}
