import { constants, hash, type KeyObject, verify } from 'node:crypto';
import { concat } from '@kaika/bytes/bytes';
import { recent } from '@kaika/pki/recent';
import { ecdsaToDer } from '@kaika/pki/signature';
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
/** ECDSA signatures are r‖s, each as long as the curve's order (RFC 7518 §3.4). */
const signatureLengths = { ES256: 64, ES384: 96 } as const;
const SMALLEST_MODULUS_BITS = 2048;

/** A site has one origin, or few. */
const origins = recent<Uint8Array>(16);

/**
 * The bytes a Web eID token signs: hash(UTF-8 origin) ‖ hash(UTF-8 nonce string, not decoded). The hash is the one the
 * algorithm names; signing hashes the result once more.
 */
export function signedInput(algorithm: Algorithm, input: SignedInput): Uint8Array {
  const name = hashes[algorithm];
  const own = `${name} ${input.origin}`;
  const origin = origins.get(own) ?? hash(name, input.origin, 'buffer');
  origins.set(own, origin);
  return concat(origin, hash(name, input.nonce, 'buffer'));
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
  const data = signedInput(algorithm, input);
  if (!verify(hashes[algorithm], data, verificationKey(algorithm, key), nativeForm(algorithm, signature))) {
    throw new TokenError('login.token-bad', 'signature');
  }
}

/** ECDSA as DER: node:crypto takes r‖s too, at two thirds of the speed. */
function nativeForm(algorithm: Algorithm, signature: Uint8Array): Uint8Array {
  if (algorithm !== 'ES256' && algorithm !== 'ES384') return signature;
  const length = signatureLengths[algorithm];
  if (signature.length !== length) throw new TokenError('login.token-bad', 'signature');
  return ecdsaToDer(signature, length / 2);
}

function checkKey(algorithm: Algorithm, key: KeyObject): void {
  const kind = kinds.get(key) ?? kindOf(key);
  kinds.set(key, kind);
  const fits: readonly Kind[] = fitting[algorithm];
  if (!fits.includes(kind)) throw new TokenError('login.token-bad', kind === 'none' ? 'key' : 'algorithm');
}

/** `other`: an EC key on a curve no algorithm here names; `none`: a key of no use here. */
type Kind = 'prime256v1' | 'secp384r1' | 'rsa' | 'other' | 'none';

const fitting = {
  ES256: ['prime256v1'],
  ES384: ['secp384r1'],
  RS256: ['rsa'],
  PS256: ['rsa'],
} as const satisfies Record<Algorithm, readonly Kind[]>;

/** node:crypto works a key's details out anew each time. */
const kinds = new WeakMap<KeyObject, Kind>();

function kindOf(key: KeyObject): Kind {
  const details = key.asymmetricKeyDetails;
  if (key.asymmetricKeyType === 'ec') {
    const curve = details?.namedCurve;
    return curve === 'prime256v1' || curve === 'secp384r1' ? curve : 'other';
  }
  // An RSASSA-PSS key (its own OID) is bound to PSS; ours are plain rsaEncryption keys, which may do both.
  const strong = (details?.modulusLength ?? 0) >= SMALLEST_MODULUS_BITS;
  return key.asymmetricKeyType === 'rsa' && strong ? 'rsa' : 'none';
}

function verificationKey(algorithm: Algorithm, key: KeyObject) {
  if (algorithm === 'PS256') {
    // RFC 7518 §3.5: the salt is as long as the hash.
    return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
  }
  if (algorithm === 'RS256') return { key, padding: constants.RSA_PKCS1_PADDING };
  return key;
}
