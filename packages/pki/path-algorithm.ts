import { parseSignatureAlgorithm } from './algorithm.ts';
import type { Certificate } from './certificate.ts';
import { PkiError } from './error.ts';
import { describeKey, SHORTEST_RSA_BITS } from './key.ts';

/** Whether a signature algorithm (AlgorithmIdentifier in DER) is one that can be forged today, or is unknown. */
export function isLegacy(identifier: Uint8Array): boolean {
  try {
    return parseSignatureAlgorithm(identifier).legacy;
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    return true;
  }
}

/** Whether a certificate's key is one that nobody may rely on: RSA below 2048 bits. Kinds unknown here are not judged. */
export function isWeakKey({ spki }: Certificate): boolean {
  try {
    const key = describeKey(spki);
    return (key.type === 'rsa' || key.type === 'rsa-pss') && key.bits < SHORTEST_RSA_BITS;
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    return false;
  }
}
