import { createDecipheriv, createHash } from 'node:crypto';
import {
  atEnd,
  type Cursor,
  cursorAt,
  enter,
  enterOptional,
  enterSequence,
  finish,
  peekTag,
  readBitOctets,
  readContent,
  readElement,
  readNumber,
  readOctets,
  readOid,
  readUnsigned,
  skipOptional,
} from '@kaika/bytes/cursor';
import { explicit, octetString, sequence, TAG } from '@kaika/bytes/der';
import { BytesError } from '@kaika/bytes/error';
import { toHex } from '@kaika/bytes/hex';
import type { Certificate } from '@kaika/pki/certificate';
import { subjectKeyIdentifierOf } from '@kaika/pki/key-identifier';
import { sameName } from '@kaika/pki/name';
import { LegacyError, legacyCode } from './code.ts';

/** How the content key was wrapped for our card: by its RSA key, or under a secret agreed with its EC key. */
export type Recipient =
  | { readonly kind: 'transport'; readonly encryptedKey: Uint8Array }
  | {
      readonly kind: 'agreement';
      /** The sender's point, uncompressed. */
      readonly point: Uint8Array;
      readonly unwrap: (secret: Uint8Array) => Uint8Array;
    };

/** CMS EnvelopedData (RFC 5652 §6) as far as one recipient needs it. */
export type Envelope = { readonly recipient: Recipient; readonly open: (key: Uint8Array) => Uint8Array };

const envelopedData = '1.2.840.113549.1.7.3';
const rsaEncryption = '1.2.840.113549.1.1.1';
/** dhSinglePass-stdDH-*kdf-scheme, RFC 5753 §7.1.4: the hash of the X9.63 key derivation. */
const agreements: Readonly<Record<string, string>> = {
  '1.3.133.16.840.63.0.2': 'sha1',
  '1.3.132.1.11.0': 'sha224',
  '1.3.132.1.11.1': 'sha256',
  '1.3.132.1.11.2': 'sha384',
  '1.3.132.1.11.3': 'sha512',
};
type Cipher = { readonly name: string; readonly bytes: number };
const wraps: Readonly<Record<string, Cipher>> = {
  '2.16.840.1.101.3.4.1.5': { name: 'id-aes128-wrap', bytes: 16 },
  '2.16.840.1.101.3.4.1.25': { name: 'id-aes192-wrap', bytes: 24 },
  '2.16.840.1.101.3.4.1.45': { name: 'id-aes256-wrap', bytes: 32 },
};
const ciphers: Readonly<Record<string, Cipher>> = {
  '2.16.840.1.101.3.4.1.2': { name: 'aes-128-cbc', bytes: 16 },
  '2.16.840.1.101.3.4.1.22': { name: 'aes-192-cbc', bytes: 24 },
  '2.16.840.1.101.3.4.1.42': { name: 'aes-256-cbc', bytes: 32 },
  '1.2.840.113549.3.7': { name: 'des-ede3-cbc', bytes: 24 },
};

/** Reads an envelope (DER) for a certificate. Throws `LegacyError`: 解密DER錯誤, 解密型態錯誤, or 找不到指定金鑰 where it is for others. */
export function readEnvelope(der: Uint8Array, certificate: Certificate): Envelope {
  try {
    return envelopeIn(der, certificate);
  } catch (error) {
    if (error instanceof BytesError) throw new LegacyError(legacyCode.decryptDer);
    throw error;
  }
}

/** Takes the padding of RSAES-PKCS1-v1_5 off (RFC 8017 §7.2.2). Throws `LegacyError` 解密錯誤, whatever is wrong with it. */
export function unpadPkcs1(block: Uint8Array): Uint8Array {
  const end = block.indexOf(0, 2);
  if (block[0] !== 0 || block[1] !== 2 || end < 10) throw new LegacyError(legacyCode.decryptFailed);
  return block.subarray(end + 1);
}

function envelopeIn(der: Uint8Array, certificate: Certificate): Envelope {
  const outer = cursorAt(der);
  const info = enterSequence(outer);
  finish(outer);
  if (readOid(info) !== envelopedData) throw new LegacyError(legacyCode.decryptType);
  const fields = enterSequence(enter(info, 0xa0));
  readNumber(fields);
  skipOptional(fields, 0xa0);
  const infos = enter(fields, TAG.set);
  let recipient: Recipient | null = null;
  while (!atEnd(infos)) recipient = recipientIn(readElement(infos), certificate) ?? recipient;
  if (recipient === null) throw new LegacyError(legacyCode.keyMissing);
  return { recipient, open: openerOf(enterSequence(fields)) };
}

function recipientIn(element: Uint8Array, certificate: Certificate): Recipient | null {
  const cursor = cursorAt(element);
  if (peekTag(cursor) === TAG.sequence) return transportIn(enterSequence(cursor), certificate);
  return peekTag(cursor) === 0xa1 ? agreementIn(enter(cursor, 0xa1), certificate) : null;
}

/** KeyTransRecipientInfo, §6.2.1. */
function transportIn(fields: Cursor, certificate: Certificate): Recipient | null {
  readNumber(fields);
  const isOurs = isNamed(fields, 0x80, certificate);
  const algorithm = readOid(enterSequence(fields));
  if (!isOurs) return null;
  if (algorithm !== rsaEncryption) throw new LegacyError(legacyCode.decryptType);
  return { kind: 'transport', encryptedKey: readOctets(fields) };
}

/** KeyAgreeRecipientInfo with an ephemeral key, §6.2.2 and RFC 5753 §3.1. */
function agreementIn(fields: Cursor, certificate: Certificate): Recipient | null {
  readNumber(fields);
  const originator = enterOptional(enter(fields, 0xa0), 0xa1);
  if (originator === undefined) return null;
  enterSequence(originator);
  const point = readBitOctets(originator);
  const holder = enterOptional(fields, 0xa1);
  const ukm = holder === undefined ? null : readOctets(holder);
  const algorithm = enterSequence(fields);
  const hash = agreements[readOid(algorithm)];
  const wrapId = readElement(algorithm, TAG.sequence);
  const wrap = wraps[readOid(enterSequence(cursorAt(wrapId)))];
  const keys = enterSequence(fields);
  while (!atEnd(keys)) {
    const one = enterSequence(keys);
    const isOurs = isNamed(one, 0xa0, certificate);
    const wrapped = readOctets(one);
    if (!isOurs) continue;
    if (hash === undefined || wrap === undefined) throw new LegacyError(legacyCode.decryptType);
    const derivation = { hash, bytes: wrap.bytes, info: sharedInfo(wrapId, ukm, wrap.bytes) };
    return {
      kind: 'agreement',
      point,
      unwrap: (secret) => unwrapKey(wrap, deriveKey(secret, derivation), wrapped),
    };
  }
  return null;
}

/** Whether a recipient identifier is our certificate's: issuer and serial, or its key identifier under `keyTag`. */
function isNamed(fields: Cursor, keyTag: number, certificate: Certificate): boolean {
  const identifier = subjectKeyIdentifierOf(certificate);
  const isKey = (octets: Uint8Array) => identifier !== undefined && toHex(identifier) === toHex(octets);
  if (peekTag(fields) === 0x80 && keyTag === 0x80) return isKey(readContent(fields, 0x80));
  if (peekTag(fields) === 0xa0 && keyTag === 0xa0) return isKey(readOctets(enter(fields, 0xa0)));
  const named = enterSequence(fields);
  const issuer = readElement(named, TAG.sequence);
  const serial = toHex(readUnsigned(named));
  const own = certificate.serialNumber.toLowerCase();
  return sameName(issuer, certificate.issuer) && bare(serial) === bare(own);
}

function bare(hex: string): string {
  return hex.replace(/^0+/, '');
}

/** ECC-CMS-SharedInfo, RFC 5753 §7.2. */
function sharedInfo(wrapId: Uint8Array, ukm: Uint8Array | null, bytes: number): Uint8Array {
  const bits = new Uint8Array(4);
  new DataView(bits.buffer).setUint32(0, bytes * 8);
  const user = ukm === null ? [] : [explicit(0, octetString(ukm))];
  return sequence(wrapId, ...user, explicit(2, octetString(bits)));
}

/** ANSI X9.63 key derivation (SEC 1 §3.6.1). */
function deriveKey(
  secret: Uint8Array,
  { hash, bytes, info }: { readonly hash: string; readonly bytes: number; readonly info: Uint8Array },
): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (let counter = 1, have = 0; have < bytes; counter += 1) {
    const count = Uint8Array.of(0, 0, 0, counter);
    const block = createHash(hash).update(secret).update(count).update(info).digest();
    blocks.push(block);
    have += block.length;
  }
  return Uint8Array.from(Buffer.concat(blocks).subarray(0, bytes));
}

/** AES key wrap, RFC 3394. */
function unwrapKey({ name }: Cipher, kek: Uint8Array, wrapped: Uint8Array): Uint8Array {
  return decipher(name, { key: kek, iv: new Uint8Array(8).fill(0xa6) }, wrapped);
}

/** EncryptedContentInfo, RFC 5652 §6.1; the content in one piece. */
function openerOf(fields: Cursor): Envelope['open'] {
  readOid(fields);
  const algorithm = enterSequence(fields);
  const cipher = ciphers[readOid(algorithm)];
  if (cipher === undefined) throw new LegacyError(legacyCode.decryptType);
  const iv = readOctets(algorithm);
  const content = readContent(fields, 0x80);
  return (key) => {
    if (key.length !== cipher.bytes) throw new LegacyError(legacyCode.decryptFailed);
    return decipher(cipher.name, { key, iv }, content);
  };
}

function decipher(
  name: string,
  { key, iv }: { readonly key: Uint8Array; readonly iv: Uint8Array },
  content: Uint8Array,
): Uint8Array {
  try {
    const work = createDecipheriv(name, key, iv);
    return Uint8Array.from(Buffer.concat([work.update(content), work.final()]));
  } catch {
    // One code for all that can be wrong, and no cause: which it was must not be told.
    throw new LegacyError(legacyCode.decryptFailed);
  }
}
