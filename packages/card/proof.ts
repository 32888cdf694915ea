import {
  constants,
  createHash,
  diffieHellman,
  generateKeyPairSync,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';
import { equal } from '@kaika/bytes/bytes';
import { type SignatureAlgorithm, signatureAlgorithm } from '@kaika/pki/algorithm';
import { keyOctets, publicKey } from '@kaika/pki/key';
import { assembleRequest, encodeRequestInfo } from '@kaika/pki/request';
import { type KeyAlgorithm, keyAlgorithms } from './algorithm.ts';
import { CardError } from './error.ts';
import type { Hash } from './padding.ts';
import { agreeSecret, decryptBlock, signDigest } from './sign.ts';
import type { Slot } from './slot.ts';
import type { Transport } from './transport.ts';

/** A key on a card: where, which kind, and its public half (SPKI DER). */
export type CardKey = { readonly slot: Slot; readonly algorithm: KeyAlgorithm; readonly spki: Uint8Array };

/** The hash a key signs with by custom, and the name certificates have for the two. */
export function signatureOf(algorithm: KeyAlgorithm): {
  readonly hash: Hash;
  readonly name: SignatureAlgorithm;
} {
  if (algorithm === 'p384') return { hash: 'sha384', name: signatureAlgorithm('ecdsa-sha384') };
  return { hash: 'sha256', name: signatureAlgorithm(algorithm === 'p256' ? 'ecdsa-sha256' : 'rsa-sha256') };
}

/**
 * Proof of possession by signature: a PKCS#10 request (RFC 2986, DER) for `subject` (Name DER), signed on the card. The slot's PIN is
 * verified by the caller. Throws `pin.required`, `card.mismatch` where the card signed with another key.
 */
export async function requestFor(card: Transport, key: CardKey, subject: Uint8Array): Promise<Uint8Array> {
  const { hash, name } = signatureOf(key.algorithm);
  const info = encodeRequestInfo({ subject, spki: key.spki });
  const digest = createHash(hash).update(info).digest();
  const signature = await signDigest(card, { slot: key.slot, algorithm: key.algorithm, hash }, digest);
  return assembleRequest(info, name, signature);
}

/**
 * Proof of possession without a signature, for a key that only decrypts or agrees: an ECDH or RSA challenge to its public half comes
 * back right. The PIN is verified by the caller. Throws `card.mismatch`.
 */
export async function proveKey(card: Transport, key: CardKey): Promise<void> {
  const holds =
    keyAlgorithms[key.algorithm].kind === 'ec' ? await agrees(card, key) : await decrypts(card, key);
  if (!holds) throw new CardError('card.mismatch');
}

async function agrees(card: Transport, key: CardKey): Promise<boolean> {
  const namedCurve = key.algorithm === 'p256' ? 'prime256v1' : 'secp384r1';
  const { privateKey, publicKey: ours } = generateKeyPairSync('ec', { namedCurve });
  const point = keyOctets(Uint8Array.from(ours.export({ format: 'der', type: 'spki' })));
  const expected = diffieHellman({ privateKey, publicKey: publicKey(key.spki) });
  return equal(await agreeSecret(card, key, point), expected);
}

async function decrypts(card: Transport, key: CardKey): Promise<boolean> {
  const plain = randomBytes(keyAlgorithms[key.algorithm].bytes);
  // Smaller than any modulus of that length.
  plain[0] = 0;
  const cipher = publicEncrypt({ key: publicKey(key.spki), padding: constants.RSA_NO_PADDING }, plain);
  return equal(await decryptBlock(card, key, cipher), plain);
}
