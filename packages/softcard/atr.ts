import { fromHex } from '@kaika/bytes/hex';
import type { ModelId } from '@kaika/card/model';

/**
 * Answers to reset, ISO 7816-3 §8. All are T=1 and tell of chaining and extended length (historical bytes 73 C0 21 C0): OpenSC offers ECDSA
 * and long commands only then.
 */
export function atrOf(model: ModelId): Uint8Array {
  if (model === 'yubikey-5' || model === 'yubikey-5.7') return yubico;
  return model === 'softcard' ? ours : plain;
}

/** What every YubiKey 5 says over USB. OpenSC knows it and applies its ways with YubiKeys. */
const yubico = fromHex('3bfd1300008131fe158073c021c057597562694b657940');
/** The same without a maker's name. */
const plain = checked('3bf51300008131fe158073c021c0');
/** Card issuer's data (tag 5): `kaika`. */
const ours = checked('3bfb1300008131fe158073c021c0556b61696b61');

/** With TCK, the exclusive or of all bytes after TS (§8.2.5). */
function checked(hex: string): Uint8Array {
  const bytes = fromHex(hex);
  const check = bytes.subarray(1).reduce((sum, octet) => sum ^ octet, 0);
  return Uint8Array.of(...bytes, check);
}
