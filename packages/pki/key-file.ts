import { concat, fromText } from '@kaika/bytes/bytes';
import { atEnd, cursorAt, enterSequence, finish, readNumber, readOctets, readOid } from '@kaika/bytes/cursor';
import {
  bitString,
  explicit,
  integer,
  nullValue,
  octetString,
  oid,
  sequence,
  setOf,
  unsigned,
  utf8String,
} from '@kaika/bytes/der';
import { coded, PkiError } from './error.ts';

/** Kinds of key a person makes for a certificate that is on no card. */
export type FileKeyKind = 'p256' | 'p384' | 'rsa3072';

/** What stands in one key file: the key as WebCrypto uses it, its PKCS#8 (DER) and its SubjectPublicKeyInfo (DER). */
export type FileKey = { readonly pkcs8: Uint8Array; readonly spki: Uint8Array; readonly key: CryptoKey };

/** PBKDF2 rounds of a key file, with HMAC-SHA-256 (OWASP's figure of 2023 for it is 600,000). */
const rounds = 600_000;

const PBES2 = '1.2.840.113549.1.5.13';
const PBKDF2 = '1.2.840.113549.1.5.12';
const HMAC_SHA256 = '1.2.840.113549.2.9';
const AES256_CBC = '2.16.840.1.101.3.4.1.42';
const EC_KEY = '1.2.840.10045.2.1';
const RSA_KEY = '1.2.840.113549.1.1.1';

type Family = {
  readonly generate: EcKeyGenParams | RsaHashedKeyGenParams;
  readonly sign: AlgorithmIdentifier | EcdsaParams;
  readonly signature: Uint8Array;
};

const ecdsaSha256 = () => sequence(oid('1.2.840.10045.4.3.2'));
const rsaSha256 = () => sequence(oid('1.2.840.113549.1.1.11'), nullValue());

function familyOf(kind: FileKeyKind): Family {
  if (kind === 'rsa3072') {
    const publicExponent = Uint8Array.of(1, 0, 1);
    const generate = { name: 'RSASSA-PKCS1-v1_5', modulusLength: 3072, publicExponent, hash: 'SHA-256' };
    return { generate, sign: { name: generate.name }, signature: rsaSha256() };
  }
  const namedCurve = kind === 'p256' ? 'P-256' : 'P-384';
  return {
    generate: { name: 'ECDSA', namedCurve },
    sign: { name: 'ECDSA', hash: 'SHA-256' },
    signature: ecdsaSha256(),
  };
}

/** Makes a key by the platform's WebCrypto; the same in browsers and in Node. */
export async function makeFileKey(kind: FileKeyKind): Promise<FileKey> {
  const pair = await crypto.subtle.generateKey(familyOf(kind).generate, true, ['sign', 'verify']);
  if (!('privateKey' in pair)) throw new PkiError('key.unsupported');
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey));
  return { pkcs8, spki, key: pair.privateKey };
}

/** A PKCS#10 request (DER, RFC 2986) for the key. The authority takes the key of it and nothing else, so the name is a bare CN. */
export async function requestForKey({ spki, key }: FileKey, commonName: string): Promise<Uint8Array> {
  const attribute = sequence(oid('2.5.4.3'), utf8String(commonName));
  const info = sequence(integer(0), sequence(setOf([attribute])), spki, explicit(0));
  return sequence(info, familyOf(kindOf(key)).signature, bitString(await signByKey(key, info)));
}

/** Signs with SHA-256: ECDSA as DER (RFC 3279 §2.2.3), RSA PKCS#1 v1.5. */
export async function signByKey(key: CryptoKey, data: Uint8Array): Promise<Uint8Array> {
  const { sign } = familyOf(kindOf(key));
  const signature = new Uint8Array(await crypto.subtle.sign(sign, key, own(data)));
  if (key.algorithm.name !== 'ECDSA') return signature;
  const half = signature.length / 2;
  return sequence(unsigned(signature.subarray(0, half)), unsigned(signature.subarray(half)));
}

/** EncryptedPrivateKeyInfo (DER, RFC 5958 §3): PBES2 with PBKDF2-HMAC-SHA-256 and AES-256-CBC (RFC 8018 §6.2), all by WebCrypto. */
export async function sealKey(pkcs8: Uint8Array, password: string): Promise<Uint8Array> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(16));
  const key = await passwordKey(password, { salt, iterations: rounds });
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-CBC', iv }, key, own(pkcs8)));
  const derivation = sequence(
    oid(PBKDF2),
    sequence(octetString(salt), integer(rounds), sequence(oid(HMAC_SHA256), nullValue())),
  );
  const scheme = sequence(oid(PBES2), sequence(derivation, sequence(oid(AES256_CBC), octetString(iv))));
  return sequence(scheme, octetString(sealed));
}

/**
 * The PKCS#8 (DER) in an EncryptedPrivateKeyInfo of `sealKey`'s kind, which is also what OpenSSL 3 writes. Throws `key.unsupported`
 * for other schemes, `key.malformed` for what cannot be read, a wrong password among it.
 */
export async function openSealedKey(der: Uint8Array, password: string): Promise<Uint8Array> {
  const { salt, iterations, iv, sealed } = coded('key.malformed', () => readSealed(der));
  const key = await passwordKey(password, { salt, iterations });
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-CBC', iv: own(iv) }, key, own(sealed)));
  } catch (cause) {
    throw new PkiError('key.malformed', { cause });
  }
}

/** A private key of a PKCS#8 (DER), EC on P-256 or P-384, or RSA, ready to sign. Throws `key.malformed`, `key.unsupported`. */
export async function importKey(pkcs8: Uint8Array): Promise<FileKey> {
  const algorithm = coded('key.malformed', () => algorithmIn(pkcs8));
  try {
    const key = await crypto.subtle.importKey('pkcs8', own(pkcs8), algorithm, true, ['sign']);
    return { pkcs8, key, spki: await publicHalf(key) };
  } catch (cause) {
    throw new PkiError('key.malformed', { cause });
  }
}

function readSealed(der: Uint8Array) {
  const outer = cursorAt(der);
  const info = enterSequence(outer);
  finish(outer);
  const scheme = enterSequence(info);
  if (readOid(scheme) !== PBES2) throw new PkiError('key.unsupported', { about: 'encryption' });
  const parameters = enterSequence(scheme);
  const derivation = enterSequence(parameters);
  if (readOid(derivation) !== PBKDF2) throw new PkiError('key.unsupported', { about: 'derivation' });
  const how = enterSequence(derivation);
  const salt = readOctets(how);
  const iterations = readNumber(how);
  const prf = atEnd(how) ? null : readOid(enterSequence(how));
  const cipher = enterSequence(parameters);
  if (prf !== HMAC_SHA256 || readOid(cipher) !== AES256_CBC || iterations > 10_000_000) {
    throw new PkiError('key.unsupported', { about: 'encryption' });
  }
  const iv = readOctets(cipher);
  const sealed = readOctets(info);
  finish(info);
  return { salt, iterations, iv, sealed };
}

async function passwordKey(
  password: string,
  { salt, iterations }: { readonly salt: Uint8Array; readonly iterations: number },
): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', own(fromText(password)), 'PBKDF2', false, [
    'deriveKey',
  ]);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt: own(salt), iterations };
  return crypto.subtle.deriveKey(how, material, { name: 'AES-CBC', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
}

function algorithmIn(pkcs8: Uint8Array): EcKeyImportParams | RsaHashedImportParams {
  const info = enterSequence(cursorAt(pkcs8));
  readNumber(info);
  const algorithm = enterSequence(info);
  const family = readOid(algorithm);
  if (family === RSA_KEY) return { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  if (family !== EC_KEY) throw new PkiError('key.unsupported', { about: family });
  const curve = readOid(algorithm);
  if (curve === '1.2.840.10045.3.1.7') return { name: 'ECDSA', namedCurve: 'P-256' };
  if (curve === '1.3.132.0.34') return { name: 'ECDSA', namedCurve: 'P-384' };
  throw new PkiError('key.unsupported', { about: curve });
}

/** The public key of a private one, by way of its JWK without the private members. */
async function publicHalf(key: CryptoKey): Promise<Uint8Array> {
  const { kty, crv, x, y, n, e } = await crypto.subtle.exportKey('jwk', key);
  const open = kty === 'RSA' ? { kty, n, e } : { kty, crv, x, y };
  // exactOptionalPropertyTypes: the members that this kind of key has are there
  const imported = await crypto.subtle.importKey('jwk', open as JsonWebKey, importOf(key), true, ['verify']);
  return new Uint8Array(await crypto.subtle.exportKey('spki', imported));
}

function importOf(key: CryptoKey): EcKeyImportParams | RsaHashedImportParams {
  const kind = kindOf(key);
  if (kind === 'rsa3072') return { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  return { name: 'ECDSA', namedCurve: kind === 'p256' ? 'P-256' : 'P-384' };
}

function kindOf({ algorithm }: CryptoKey): FileKeyKind {
  if (algorithm.name !== 'ECDSA') return 'rsa3072';
  return 'namedCurve' in algorithm && algorithm.namedCurve === 'P-384' ? 'p384' : 'p256';
}

/** A copy in memory of its own, which WebCrypto asks for. */
function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(concat(bytes));
}
