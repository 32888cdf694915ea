import { concat } from '@kaika/bytes/bytes';
import {
  element,
  explicit,
  integer,
  nullValue,
  octetString,
  oid,
  sequence,
  sequenceOf,
  setOf,
  TAG,
} from '@kaika/bytes/der';

const DATA = '1.2.840.113549.1.7.1';
const SHA256 = '2.16.840.1.101.3.4.2.1';
const PKCS9 = '1.2.840.113549.1.9';
const BAG = '1.2.840.113549.1.12.10.1';

/** Rounds of the integrity key; what it protects is in the open or encrypted already. */
const macRounds = 2048;

/** What goes into one file: an EncryptedPrivateKeyInfo (`sealKey`), certificates in DER, the key's own first, and a name to show. */
export type BundleContent = {
  readonly sealedKey: Uint8Array;
  readonly certificates: readonly Uint8Array[];
  readonly name: string;
};

/**
 * A PKCS#12 file (PFX, RFC 7292 §4) that OpenSSL, Windows, macOS and NSS read: the key shrouded as it was sealed, the certificates
 * plain, integrity by HMAC-SHA-256 with the key derivation of appendix B, since readers before 2024 know no other. Every
 * primitive is WebCrypto's.
 * @param password the very one the key was sealed with; readers ask for it once
 */
export async function encodePkcs12(content: BundleContent, password: string): Promise<Uint8Array> {
  const id = await digest(content.certificates[0] ?? new Uint8Array());
  const attributes = [friendlyName(content.name), localKeyId(id)];
  const keyBag = bag('2', content.sealedKey, attributes);
  const certificateBags = content.certificates.map((der, at) =>
    certificateBag(der, at === 0 ? attributes : []),
  );
  const contents = sequence(dataOf(sequenceOf(certificateBags)), dataOf(sequence(keyBag)));
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const mac = await hmac(await macKey(password, salt), contents);
  const digestInfo = sequence(sequence(oid(SHA256), nullValue()), octetString(mac));
  return sequence(integer(3), dataOf(contents), sequence(digestInfo, octetString(salt), integer(macRounds)));
}

function dataOf(content: Uint8Array): Uint8Array {
  return sequence(oid(DATA), explicit(0, octetString(content)));
}

/** SafeBag, §4.2; `2` is pkcs8ShroudedKeyBag, `3` certBag. */
function bag(kind: '2' | '3', value: Uint8Array, attributes: readonly Uint8Array[]): Uint8Array {
  const tail = attributes.length === 0 ? [] : [setOf(attributes)];
  return sequence(oid(`${BAG}.${kind}`), explicit(0, value), ...tail);
}

function certificateBag(der: Uint8Array, attributes: readonly Uint8Array[]): Uint8Array {
  return bag('3', sequence(oid(`${PKCS9}.22.1`), explicit(0, octetString(der))), attributes);
}

function friendlyName(name: string): Uint8Array {
  return sequence(oid(`${PKCS9}.20`), setOf([element(TAG.bmpString, bmp(name))]));
}

/** By which readers find the certificate of the key. */
function localKeyId(id: Uint8Array): Uint8Array {
  return sequence(oid(`${PKCS9}.21`), setOf([octetString(id)]));
}

/** Appendix B.2 with SHA-256 and ID 3, for one block: 32 octets are all that is needed. */
async function macKey(password: string, salt: Uint8Array): Promise<Uint8Array> {
  const block = 64;
  const secret = concat(bmp(password), Uint8Array.of(0, 0));
  const repeated = (bytes: Uint8Array) =>
    Uint8Array.from(
      { length: block * Math.ceil(bytes.length / block) },
      (_, at) => bytes[at % bytes.length] ?? 0,
    );
  let key = concat(new Uint8Array(block).fill(3), repeated(salt), repeated(secret));
  for (let round = 0; round < macRounds; round += 1) key = await digest(key);
  return key;
}

async function digest(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', own(bytes)));
}

async function hmac(key: Uint8Array, data: Uint8Array): Promise<Uint8Array> {
  const how = { name: 'HMAC', hash: 'SHA-256' };
  const imported = await crypto.subtle.importKey('raw', own(key), how, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, own(data)));
}

/** BMPString's octets: UTF-16, big-endian. */
function bmp(text: string): Uint8Array {
  return Uint8Array.from({ length: text.length * 2 }, (_, at) => {
    const unit = text.charCodeAt(at >> 1);
    return at % 2 === 0 ? unit >> 8 : unit & 0xff;
  });
}

/** A copy in memory of its own, which WebCrypto asks for. */
function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(concat(bytes));
}
