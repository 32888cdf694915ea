import { constants, createHash, type KeyObject, verify } from 'node:crypto';
import { concat } from '@kaika/bytes/bytes';
import type { AuthToken } from '@kaika/wire/token';
import { TokenError } from './error.ts';

type Algorithm = AuthToken['algorithm'];

/** What a token signature is made over. */
export type SignedInput = { readonly origin: string; readonly nonce: string };

const hashes = {
  ES256: 'sha256',
  ES384: 'sha384',
  RS256: 'sha256',
  PS256: 'sha256',
} as const satisfies Record<Algorithm, string>;
const curves = { ES256: 'prime256v1', ES384: 'secp384r1' } as const;
/** ECDSA signatures are r‖s, each as long as the curve's order (RFC 7518 §3.4). */
const signatureLengths = { ES256: 64, ES384: 96 } as const;
const SMALLEST_MODULUS_BITS = 2048;

/**
 * The bytes a Web eID token signs: hash(UTF-8 origin) ‖ hash(UTF-8 nonce string, not decoded). The hash is the one the
 * algorithm names; signing hashes the result once more.
 */
export function signedInput(algorithm: Algorithm, input: SignedInput): Uint8Array {
  const hash = (text: string) => createHash(hashes[algorithm]).update(text, 'utf8').digest();
  return concat(hash(input.origin), hash(input.nonce));
}

/**
 * Checks that `key` made `signature` over origin and nonce, and that key type and curve are those the algorithm names:
 * the algorithm is the token's own claim, so nothing follows from it alone. Throws TokenError `login.token-bad` with
 * reason `key` (not a public key of ours), `algorithm` (does not fit the key) or `signature`.
 */
export function checkSignature(
  token: { readonly algorithm: Algorithm; readonly signature: Uint8Array },
  key: KeyObject,
  input: SignedInput,
): void {
  const { algorithm, signature } = token;
  checkKey(algorithm, key);
  if ((algorithm === 'ES256' || algorithm === 'ES384') && signature.length !== signatureLengths[algorithm]) {
    throw new TokenError('login.token-bad', 'signature');
  }
  const data = signedInput(algorithm, input);
  if (!verify(hashes[algorithm], data, verificationKey(algorithm, key), signature)) {
    throw new TokenError('login.token-bad', 'signature');
  }
}

function checkKey(algorithm: Algorithm, key: KeyObject): void {
  const details = key.asymmetricKeyDetails;
  if (key.asymmetricKeyType === 'ec') {
    if (algorithm !== 'ES256' && algorithm !== 'ES384') throw new TokenError('login.token-bad', 'algorithm');
    if (details?.namedCurve !== curves[algorithm]) throw new TokenError('login.token-bad', 'algorithm');
    return;
  }
  // An RSASSA-PSS key (its own OID) is bound to PSS; ours are plain rsaEncryption keys, which may do both.
  if (key.asymmetricKeyType !== 'rsa') throw new TokenError('login.token-bad', 'key');
  if (algorithm !== 'RS256' && algorithm !== 'PS256') throw new TokenError('login.token-bad', 'algorithm');
  if ((details?.modulusLength ?? 0) < SMALLEST_MODULUS_BITS) throw new TokenError('login.token-bad', 'key');
}

function verificationKey(algorithm: Algorithm, key: KeyObject) {
  if (algorithm === 'PS256') {
    // RFC 7518 §3.5: the salt is as long as the hash.
    return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
  }
  if (algorithm === 'RS256') return { key, padding: constants.RSA_PKCS1_PADDING };
  return { key, dsaEncoding: 'ieee-p1363' as const };
}
