import type { KeyAlgorithm } from '@kaika/card/algorithm';
import { algorithmOf } from '@kaika/card/key';
import type { Hash } from '@kaika/card/padding';
import { signDigest } from '@kaika/card/sign';
import type { Slot } from '@kaika/card/slot';
import type { Transport } from '@kaika/card/transport';
import type { Certificate } from '@kaika/pki/certificate';
import { ecdsaFromDer } from '@kaika/pki/signature';
import type { Signed } from '@kaika/wire/window';

/** A JWA signature algorithm (RFC 7518 §3.1), with the hash it fixes. */
export type Jwa = { readonly name: Signed['algorithm']; readonly hash: Hash; readonly key: KeyAlgorithm };

/** The algorithm a certificate's key signs with: ES256, ES384 or RS256. Throws `CardError` `key.unsupported`. */
export function jwaOf(certificate: Certificate): Jwa {
  const key = algorithmOf(certificate.spki);
  if (key === 'p256') return { name: 'ES256', hash: 'sha256', key };
  if (key === 'p384') return { name: 'ES384', hash: 'sha384', key };
  return { name: 'RS256', hash: 'sha256', key };
}

/** Signs a digest of the algorithm's hash. ECDSA as r ‖ s (RFC 7518 §3.4), RSA as PKCS#1 v1.5. */
export async function signAs(
  card: Transport,
  { slot, jwa }: { readonly slot: Slot; readonly jwa: Jwa },
  digest: Uint8Array,
): Promise<Uint8Array> {
  const signature = await signDigest(card, { slot, algorithm: jwa.key, hash: jwa.hash }, digest);
  if (jwa.key === 'p256') return ecdsaFromDer(signature, 32);
  return jwa.key === 'p384' ? ecdsaFromDer(signature, 48) : signature;
}
