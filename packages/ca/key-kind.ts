import { describeKey, isRsaKey, type KeyDescription } from '@kaika/pki/key';
import type { KeyKind } from './profile.ts';

/** The kind of a key as profiles name it, or undefined where no profile may ever name it. */
export function keyKindOf(key: KeyDescription): KeyKind | undefined {
  if (key.type === 'rsa') return rsaKinds.get(key.bits);
  if (key.type === 'ec') return curveKinds.get(key.curve);
  return key.type === 'rsa-pss' ? undefined : key.type;
}

/** The family of a key, which decides what an encryption key is used for. */
export function keyFamilyOf(spki: Uint8Array): 'rsa' | 'other' {
  return isRsaKey(spki) ? 'rsa' : 'other';
}

/** Octets of the longest signature a key makes (RFC 3279 §2.2.3: ECDSA in DER varies by a few). */
export function longestSignature(spki: Uint8Array): number {
  const key = describeKey(spki);
  if (key.type === 'rsa' || key.type === 'rsa-pss') return Math.ceil(key.bits / 8);
  if (key.type === 'ec') return longestEcdsa((key.point.length - 1) / 2);
  return key.type === 'ed25519' ? 64 : 3309;
}

function longestEcdsa(coordinate: number): number {
  const content = 2 * (2 + 1 + coordinate);
  return content + (content < 0x80 ? 2 : 3);
}

const rsaKinds: ReadonlyMap<number, KeyKind> = new Map([
  [2048, 'rsa2048'],
  [3072, 'rsa3072'],
  [4096, 'rsa4096'],
]);

const curveKinds: ReadonlyMap<string, KeyKind> = new Map([
  ['P-256', 'p256'],
  ['P-384', 'p384'],
  ['P-521', 'p521'],
]);
