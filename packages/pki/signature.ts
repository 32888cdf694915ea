import { cursorAt, enterSequence, finish, readUnsigned } from '@kaika/bytes/cursor';
import { sequence, unsigned } from '@kaika/bytes/der';
import { coded, PkiError } from './error.ts';

/**
 * Signs bytes: for ECDSA the result is the DER form of RFC 3279 §2.2.3, for all others the octets as they are.
 * Keys never enter this package; whoever holds one hands in such a function or signs between two calls.
 */
export type Sign = (tbs: Uint8Array) => Uint8Array | Promise<Uint8Array>;

/** ECDSA r‖s (two halves of the same length, as JOSE and cards have it) to DER. Throws `signature.malformed`. */
export function ecdsaToDer(raw: Uint8Array, coordinateLength: number): Uint8Array {
  if (raw.length !== 2 * coordinateLength) throw new PkiError('signature.malformed');
  return sequence(unsigned(raw.subarray(0, coordinateLength)), unsigned(raw.subarray(coordinateLength)));
}

/** ECDSA DER to r‖s, each half padded to `coordinateLength` octets (32, 48, 66). Throws `signature.malformed`. */
export function ecdsaFromDer(der: Uint8Array, coordinateLength: number): Uint8Array {
  return coded('signature.malformed', () => {
    const outer = cursorAt(der);
    const pair = enterSequence(outer);
    const halves = [readUnsigned(pair), readUnsigned(pair)];
    finish(pair);
    finish(outer);
    const raw = new Uint8Array(2 * coordinateLength);
    halves.forEach((half, index) => {
      if (half.length > coordinateLength) throw new PkiError('signature.malformed');
      raw.set(half, (index + 1) * coordinateLength - half.length);
    });
    return raw;
  });
}
