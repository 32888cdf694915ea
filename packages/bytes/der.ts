import { compare, copy, fromText } from './bytes.ts';
import { BytesError } from './error.ts';
import { encodeOid } from './oid.ts';

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  numericString: 0x12,
  printableString: 0x13,
  teletexString: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  visibleString: 0x1a,
  universalString: 0x1c,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const;

const OIDS_KEPT = 4096;
const oids = new Map<string, Uint8Array>();

/** One element: tag octet, length in DER's shortest form (X.690 §10.1), the parts joined as content. */
export function element(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  return elementOf(tag, parts);
}

/** As `element`, for lists of any length. */
export function elementOf(tag: number, parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const bytes = new Uint8Array(headLength(length) + length);
  let at = writeHead(bytes, tag, length);
  for (const part of parts) at = copy(part, bytes, at);
  return bytes;
}

/** Octets that the tag and the length of a content of `length` octets take. */
export function headLength(length: number): number {
  if (length < 0x80) return 2;
  if (length < 0x100) return 3;
  if (length < 0x10000) return 4;
  return length < 0x1000000 ? 5 : 6;
}

/** Writes tag and length into `bytes` at `at`; returns where the content begins. */
export function writeHead(bytes: Uint8Array, tag: number, length: number, at = 0): number {
  bytes[at] = tag;
  if (length < 0x80) {
    bytes[at + 1] = length;
    return at + 2;
  }
  const start = at + headLength(length);
  bytes[at + 1] = 0x80 | (start - at - 2);
  for (let place = start - 1, left = length; place > at + 1; place -= 1, left = Math.floor(left / 256))
    bytes[place] = left & 0xff;
  return start;
}

export function sequence(...parts: readonly Uint8Array[]): Uint8Array {
  return elementOf(TAG.sequence, parts);
}

export function sequenceOf(parts: readonly Uint8Array[]): Uint8Array {
  return elementOf(TAG.sequence, parts);
}

/** SET OF: the parts are sorted as X.690 §11.6 asks. */
export function setOf(parts: readonly Uint8Array[]): Uint8Array {
  return elementOf(TAG.set, parts.length < 2 ? parts : parts.toSorted(compare));
}

/** `[n] EXPLICIT`, n below 31. */
export function explicit(number: number, ...parts: readonly Uint8Array[]): Uint8Array {
  return elementOf(0xa0 | number, parts);
}

/** `[n] IMPLICIT`: gives an encoded element a context tag and keeps its form, primitive or constructed. */
export function implicit(number: number, encoded: Uint8Array): Uint8Array {
  const bytes = encoded.slice();
  bytes[0] = 0x80 | ((encoded[0] ?? 0) & 0x20) | number;
  return bytes;
}

/** INTEGER of a number (safe integer, either sign) or bigint. Throws `der.range`. */
export function integer(value: number | bigint): Uint8Array {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new BytesError('der.range');
  if (value >= 0 && value < 0x80) return Uint8Array.of(TAG.integer, 1, Number(value));
  return element(TAG.integer, signedOctets(BigInt(value)));
}

/** INTEGER of a non-negative magnitude, big-endian; leading zeros are dropped, the sign octet added. */
export function unsigned(magnitude: Uint8Array): Uint8Array {
  let start = 0;
  while (start < magnitude.length - 1 && magnitude[start] === 0) start += 1;
  const first = magnitude[start];
  if (first === undefined) return Uint8Array.of(TAG.integer, 1, 0);
  const trimmed = magnitude.subarray(start);
  return first > 0x7f ? element(TAG.integer, Uint8Array.of(0), trimmed) : element(TAG.integer, trimmed);
}

export function enumerated(value: number): Uint8Array {
  if (!Number.isInteger(value) || value < 0 || value > 0x7f) throw new BytesError('der.range');
  return Uint8Array.of(TAG.enumerated, 1, value);
}

export function boolean(value: boolean): Uint8Array {
  return Uint8Array.of(TAG.boolean, 1, value ? 0xff : 0);
}

export function nullValue(): Uint8Array {
  return Uint8Array.of(TAG.null, 0);
}

/** OBJECT IDENTIFIER from its dotted form; kept and given again, so it must not be written to. Throws `oid.malformed`. */
export function oid(dotted: string): Uint8Array {
  const found = oids.get(dotted);
  if (found) return found;
  const encoded = element(TAG.oid, encodeOid(dotted));
  if (oids.size < OIDS_KEPT) oids.set(dotted, encoded);
  return encoded;
}

export function octetString(...parts: readonly Uint8Array[]): Uint8Array {
  return elementOf(TAG.octetString, parts);
}

/** BIT STRING of whole octets, or with `unused` bits at its end (0-7). */
export function bitString(content: Uint8Array, unused = 0): Uint8Array {
  return element(TAG.bitString, Uint8Array.of(unused), content);
}

/** BIT STRING of a named bit list: the numbers of the bits that are set; trailing zeros go (X.690 §11.2.2). */
export function namedBits(bits: readonly number[]): Uint8Array {
  if (bits.length === 0) return Uint8Array.of(TAG.bitString, 1, 0);
  const last = Math.max(...bits);
  const content = new Uint8Array((last >> 3) + 1);
  for (const bit of bits) content[bit >> 3] = (content[bit >> 3] ?? 0) | (0x80 >> (bit & 7));
  return bitString(content, 7 - (last & 7));
}

/** UTF8String. Throws `der.value` for a lone surrogate, which UTF-8 cannot carry. */
export function utf8String(text: string): Uint8Array {
  if (!text.isWellFormed()) throw new BytesError('der.value');
  return element(TAG.utf8String, fromText(text));
}

/** PrintableString; throws `der.value` for characters outside X.680 §41.4. */
export function printableString(text: string): Uint8Array {
  if (!/^[A-Za-z0-9 '()+,\-./:=?]*$/.test(text)) throw new BytesError('der.value');
  return element(TAG.printableString, fromText(text));
}

/** IA5String; throws `der.value` for characters outside ASCII. */
export function ia5String(text: string): Uint8Array {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: IA5 is all of ASCII, control characters too
  if (!/^[\x00-\x7f]*$/.test(text)) throw new BytesError('der.value');
  return element(TAG.ia5String, fromText(text));
}

/** UTCTime to 2049, GeneralizedTime from 2050 (RFC 5280 §4.1.2.5); whole seconds, cut. Throws `der.range`. */
export function time(date: Date): Uint8Array {
  const year = date.getUTCFullYear();
  return year >= 1950 && year < 2050 ? utcTime(date) : generalizedTime(date);
}

export function utcTime(date: Date): Uint8Array {
  const year = date.getUTCFullYear();
  if (!(year >= 1950 && year < 2050)) throw new BytesError('der.range');
  const bytes = new Uint8Array(15);
  bytes[0] = TAG.utcTime;
  bytes[1] = 13;
  writeDigits(bytes, 2, year % 100);
  writeClock(bytes, 4, date);
  return bytes;
}

/** GeneralizedTime in whole seconds, cut; kept and given again, so it must not be written to. Throws `der.range`. */
export function generalizedTime(date: Date): Uint8Array {
  const second = Math.floor(date.getTime() / 1000);
  const known = times.get(second);
  if (known) return known;
  const bytes = encodeGeneralizedTime(date);
  if (times.size >= TIMES_KEPT) times.clear();
  times.set(second, bytes);
  return bytes;
}

/** What is signed in one second bears the same two or three times. */
const times = new Map<number, Uint8Array>();
const TIMES_KEPT = 8;

function encodeGeneralizedTime(date: Date): Uint8Array<ArrayBuffer> {
  const year = date.getUTCFullYear();
  if (!(year >= 0 && year <= 9999)) throw new BytesError('der.range');
  const bytes = new Uint8Array(17);
  bytes[0] = TAG.generalizedTime;
  bytes[1] = 15;
  writeDigits(bytes, 2, Math.floor(year / 100));
  writeDigits(bytes, 4, year % 100);
  writeClock(bytes, 6, date);
  return bytes;
}

function writeClock(bytes: Uint8Array, at: number, date: Date): void {
  writeDigits(bytes, at, date.getUTCMonth() + 1);
  writeDigits(bytes, at + 2, date.getUTCDate());
  writeDigits(bytes, at + 4, date.getUTCHours());
  writeDigits(bytes, at + 6, date.getUTCMinutes());
  writeDigits(bytes, at + 8, date.getUTCSeconds());
  bytes[at + 10] = 0x5a;
}

function writeDigits(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = 0x30 + Math.floor(value / 10);
  bytes[at + 1] = 0x30 + (value % 10);
}

function signedOctets(value: bigint): Uint8Array {
  let length = 1;
  while (BigInt.asIntN(length * 8, value) !== value) length += 1;
  const octets = new Uint8Array(length);
  let left = BigInt.asUintN(length * 8, value);
  for (let at = length - 1; at >= 0; at -= 1, left >>= 8n) octets[at] = Number(left & 0xffn);
  return octets;
}
