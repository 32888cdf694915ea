import { createHash } from 'node:crypto';
import { octetString, sequence } from '@kaika/bytes/der';
import { hashIdentifier, hashLength } from '@kaika/pki/algorithm';

export type Hash = 'sha256' | 'sha384' | 'sha512';

/** EMSA-PKCS1-v1_5, RFC 8017 §9.2, from a digest: `00 01 FF… 00 DigestInfo`, `length` bytes (that of the modulus). */
export function pkcs1(digest: Uint8Array, hash: Hash, length: number): Uint8Array {
  expectDigest(digest, hash);
  const info = sequence(hashIdentifier(hash, true), octetString(digest));
  if (length < info.length + 11) throw new RangeError('the modulus is too short for this hash');
  const block = new Uint8Array(length).fill(0xff);
  block.set([0x00, 0x01], 0);
  block[length - info.length - 1] = 0x00;
  block.set(info, length - info.length);
  return block;
}

/**
 * EMSA-PSS, RFC 8017 §9.1.1, from a digest: MGF1 with the same hash. `salt` has the digest's length by custom (RFC 7518 §3.5).
 * `length` is the modulus in bytes; the modulus has all its bits, so the first bit is cleared.
 */
export function pss(digest: Uint8Array, hash: Hash, length: number, salt: Uint8Array): Uint8Array {
  expectDigest(digest, hash);
  const size = hashLength(hash);
  if (length < size + salt.length + 2) throw new RangeError('the modulus is too short for this hash');
  const digested = createHash(hash).update(new Uint8Array(8)).update(digest).update(salt).digest();
  const block = new Uint8Array(length - size - 1);
  block[block.length - salt.length - 1] = 0x01;
  block.set(salt, block.length - salt.length);
  const mask = mgf1(digested, hash, block.length);
  for (const [index, octet] of mask.entries()) block[index] = (block[index] ?? 0) ^ octet;
  block[0] = (block[0] ?? 0) & 0x7f;
  return Uint8Array.from([...block, ...digested, 0xbc]);
}

/** MGF1, RFC 8017 appendix B.2.1. */
function mgf1(seed: Uint8Array, hash: Hash, length: number): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let counter = 0; counter * hashLength(hash) < length; counter += 1) {
    const octets = new Uint8Array(4);
    new DataView(octets.buffer).setUint32(0, counter);
    parts.push(createHash(hash).update(seed).update(octets).digest());
  }
  return Uint8Array.from(Buffer.concat(parts).subarray(0, length));
}

function expectDigest(digest: Uint8Array, hash: Hash): void {
  if (digest.length !== hashLength(hash)) throw new RangeError('the digest does not have its hash’s length');
}
