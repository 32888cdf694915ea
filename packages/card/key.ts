import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { toBase64url } from '@kaika/bytes/base64url';
import { getTlv, tlv } from '@kaika/bytes/tlv';
import { describeKey } from '@kaika/pki/key';
import { type KeyAlgorithm, keyAlgorithms } from './algorithm.ts';
import { send } from './apdu.ts';
import { CardError, readable } from './error.ts';
import { refused } from './management.ts';
import { referenceOf, type Slot } from './slot.ts';
import { status } from './status.ts';
import type { Transport } from './transport.ts';

/**
 * GENERATE ASYMMETRIC KEY PAIR, SP 800-73-5 part 2 §3.3.2: a new key in the slot; the old one is gone. Answers the public key
 * as SubjectPublicKeyInfo DER. Needs 9B. Throws `management.required`, `key.unsupported`, `card.unreadable` (a point off its curve,
 * a modulus of another length).
 */
export async function generateKey(card: Transport, slot: Slot, algorithm: KeyAlgorithm): Promise<Uint8Array> {
  const data = tlv(0xac, tlv(0x80, Uint8Array.of(keyAlgorithms[algorithm].id)));
  const command = { ins: 0x47, p1: 0, p2: referenceOf(slot), data };
  const answer = await send(card, command).catch(unsupported).catch(refused);
  return parsePublicKey(answer, algorithm);
}

/** The public key template 7F49 (part 2 table 20) as SubjectPublicKeyInfo DER. Throws `card.unreadable`. */
export function parsePublicKey(template: Uint8Array, algorithm: KeyAlgorithm): Uint8Array {
  return readable(() => {
    const { kind } = keyAlgorithms[algorithm];
    const content = getTlv(template, 0x7f49);
    const jwk = kind === 'ec' ? pointJwk(content, algorithm) : modulusJwk(content, algorithm);
    const spki = createPublicKey({ key: jwk, format: 'jwk' }).export({ format: 'der', type: 'spki' });
    return Uint8Array.from(spki);
  });
}

/** Which of the algorithms a public key (SPKI DER) has. Throws `key.unsupported` for any other, `card.unreadable` for no key. */
export function algorithmOf(spki: Uint8Array): KeyAlgorithm {
  const key = readable(() => describeKey(spki));
  if (key.type === 'ec' && key.curve === 'P-256') return 'p256';
  if (key.type === 'ec' && key.curve === 'P-384') return 'p384';
  if (key.type === 'rsa' && key.bits === 2048) return 'rsa2048';
  if (key.type === 'rsa' && key.bits === 3072) return 'rsa3072';
  if (key.type === 'rsa' && key.bits === 4096) return 'rsa4096';
  throw new CardError('key.unsupported');
}

function pointJwk(content: Uint8Array, algorithm: KeyAlgorithm): JsonWebKey {
  const { bytes } = keyAlgorithms[algorithm];
  const point = getTlv(content, 0x86);
  if (point.length !== 1 + 2 * bytes || point[0] !== 0x04) throw new CardError('card.unreadable');
  const crv = algorithm === 'p256' ? 'P-256' : 'P-384';
  const x = toBase64url(point.subarray(1, 1 + bytes));
  const y = toBase64url(point.subarray(1 + bytes));
  return { kty: 'EC', crv, x, y };
}

function modulusJwk(content: Uint8Array, algorithm: KeyAlgorithm): JsonWebKey {
  const modulus = getTlv(content, 0x81);
  const full = modulus.length === keyAlgorithms[algorithm].bytes && (modulus[0] ?? 0) >= 0x80;
  if (!full) throw new CardError('card.unreadable');
  return { kty: 'RSA', n: toBase64url(modulus), e: toBase64url(getTlv(content, 0x82)) };
}

function unsupported(error: unknown): never {
  if (error instanceof CardError && error.status === status.dataWrong) {
    throw new CardError('key.unsupported', { status: error.status, cause: error });
  }
  throw error;
}
