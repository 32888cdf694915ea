import { toText } from './bytes.ts';
import { TAG } from './der.ts';
import { BytesError } from './error.ts';
import { decodeOid } from './oid.ts';

const DEEPEST = 32;

/** A place in DER bytes. Reading moves `at`; what is read are views of `bytes`, never copies. */
export type Cursor = { readonly bytes: Uint8Array; at: number; readonly end: number; readonly depth: number };

export type BitString = { readonly unused: number; readonly bytes: Uint8Array };

/** A cursor before the first element; it admits 32 levels. */
export function cursorAt(bytes: Uint8Array): Cursor {
  return { bytes, at: 0, end: bytes.length, depth: DEEPEST };
}

/** The tag octet of the next element, or -1 at the end. */
export function peekTag(cursor: Cursor): number {
  return cursor.at < cursor.end ? (cursor.bytes[cursor.at] as number) : -1;
}

export function atEnd(cursor: Cursor): boolean {
  return cursor.at >= cursor.end;
}

/** Throws `der.trailing` where anything is left. */
export function finish(cursor: Cursor): void {
  if (cursor.at < cursor.end) throw new BytesError('der.trailing');
}

/** Moves past the next element, which must have `tag`, and gives a cursor over its content. */
export function enter(cursor: Cursor, tag: number): Cursor {
  if (cursor.depth === 0) throw new BytesError('der.depth');
  const start = readHead(cursor, tag);
  return { bytes: cursor.bytes, at: start, end: cursor.at, depth: cursor.depth - 1 };
}

/** As `enter`, or undefined (nothing moved) where the next tag is another or the end is reached. */
export function enterOptional(cursor: Cursor, tag: number): Cursor | undefined {
  return peekTag(cursor) === tag ? enter(cursor, tag) : undefined;
}

export function enterSequence(cursor: Cursor): Cursor {
  return enter(cursor, TAG.sequence);
}

/** The content of the next element, which must have `tag`. */
export function readContent(cursor: Cursor, tag: number): Uint8Array {
  const start = readHead(cursor, tag);
  return cursor.bytes.subarray(start, cursor.at);
}

/** The next element whole, tag and length included; of `tag` where given. */
export function readElement(cursor: Cursor, tag = peekTag(cursor)): Uint8Array {
  const start = cursor.at;
  readHead(cursor, tag);
  return cursor.bytes.subarray(start, cursor.at);
}

/** Moves past the next element. */
export function skip(cursor: Cursor, tag = peekTag(cursor)): void {
  readHead(cursor, tag);
}

/** Moves past the next element if it has `tag`; says whether it did. */
export function skipOptional(cursor: Cursor, tag: number): boolean {
  if (peekTag(cursor) !== tag) return false;
  readHead(cursor, tag);
  return true;
}

/** Content octets of an INTEGER, in the shortest form (X.690 §8.3.2). */
export function readInteger(cursor: Cursor, tag: number = TAG.integer): Uint8Array {
  const content = readContent(cursor, tag);
  const [first, second = 0] = content;
  if (first === undefined) throw new BytesError('der.value');
  if (content.length > 1 && (first === 0 ? second < 0x80 : first === 0xff && second > 0x7f)) {
    throw new BytesError('der.value');
  }
  return content;
}

/** A non-negative INTEGER (or ENUMERATED, by `tag`) up to 2^48. */
export function readNumber(cursor: Cursor, tag: number = TAG.integer): number {
  const content = readInteger(cursor, tag);
  if (content.length > 6 || (content[0] as number) > 0x7f) throw new BytesError('der.value');
  let value = 0;
  for (const octet of content) value = value * 256 + octet;
  return value;
}

/** The magnitude of a non-negative INTEGER, without its sign octet. */
export function readUnsigned(cursor: Cursor, tag: number = TAG.integer): Uint8Array {
  const content = readInteger(cursor, tag);
  if ((content[0] as number) > 0x7f) throw new BytesError('der.value');
  return content[0] === 0 && content.length > 1 ? content.subarray(1) : content;
}

/** The dotted form of an OBJECT IDENTIFIER. */
export function readOid(cursor: Cursor, tag: number = TAG.oid): string {
  return decodeOid(readContent(cursor, tag));
}

export function readOctets(cursor: Cursor, tag: number = TAG.octetString): Uint8Array {
  return readContent(cursor, tag);
}

/** BIT STRING; the unused bits must be zero (X.690 §11.2.1). */
export function readBitString(cursor: Cursor, tag: number = TAG.bitString): BitString {
  const content = readContent(cursor, tag);
  const unused = content[0];
  if (unused === undefined || unused > 7 || (unused > 0 && content.length === 1))
    throw new BytesError('der.value');
  const last = content[content.length - 1] as number;
  if (unused > 0 && (last & ((1 << unused) - 1)) !== 0) throw new BytesError('der.value');
  return { unused, bytes: content.subarray(1) };
}

/** BIT STRING that must be whole octets: keys and signatures. */
export function readBitOctets(cursor: Cursor, tag: number = TAG.bitString): Uint8Array {
  const { unused, bytes } = readBitString(cursor, tag);
  if (unused !== 0) throw new BytesError('der.value');
  return bytes;
}

/**
 * The numbers of the bits that are set in a named bit list of up to 64. Zeros at its end, which DER forbids
 * (X.690 §11.2.2), are passed over: issuers wrote them for years and they mean nothing.
 */
export function readNamedBits(cursor: Cursor, tag: number = TAG.bitString): readonly number[] {
  const { bytes } = readBitString(cursor, tag);
  if (bytes.length > 8) throw new BytesError('der.value');
  const bits: number[] = [];
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    if ((bytes[bit >> 3] as number) & (0x80 >> (bit & 7))) bits.push(bit);
  }
  return bits;
}

/** BOOLEAN as DER has it: 00 or FF (X.690 §11.1). */
export function readBoolean(cursor: Cursor, tag: number = TAG.boolean): boolean {
  const content = readContent(cursor, tag);
  if (content.length !== 1 || (content[0] !== 0 && content[0] !== 0xff)) throw new BytesError('der.value');
  return content[0] === 0xff;
}

export function readNull(cursor: Cursor): void {
  if (readContent(cursor, TAG.null).length !== 0) throw new BytesError('der.value');
}

/** UTF8String (or another tag whose content is UTF-8 or ASCII). */
export function readText(cursor: Cursor, tag: number = TAG.utf8String): string {
  const text = toText(readContent(cursor, tag));
  if (text === undefined) throw new BytesError('der.value');
  return text;
}

/** Text of a type that is a part of ASCII: IA5String, PrintableString, VisibleString, NumericString. */
export function readAscii(cursor: Cursor, tag: number): string {
  const content = readContent(cursor, tag);
  for (const octet of content) if (octet > 0x7f) throw new BytesError('der.value');
  return Buffer.from(content.buffer, content.byteOffset, content.length).toString('latin1');
}

/** UTCTime or GeneralizedTime in the form of RFC 5280 §4.1.2.5: seconds, no fraction, Z. */
export function readTime(cursor: Cursor): Date {
  const tag = peekTag(cursor);
  if (tag !== TAG.utcTime) return readGeneralizedTime(cursor);
  const content = readContent(cursor, tag);
  if (content.length !== 13) throw new BytesError('der.value');
  const year = digits(content, 0);
  return clock(content, 2, year < 50 ? 2000 + year : 1900 + year);
}

/** GeneralizedTime in the same form; `tag` for implicit ones. */
export function readGeneralizedTime(cursor: Cursor, tag: number = TAG.generalizedTime): Date {
  const content = readContent(cursor, tag);
  if (content.length !== 15) throw new BytesError('der.value');
  return clock(content, 4, digits(content, 0) * 100 + digits(content, 2));
}

function clock(content: Uint8Array, at: number, year: number): Date {
  const month = digits(content, at);
  const day = digits(content, at + 2);
  const hour = digits(content, at + 4);
  const minute = digits(content, at + 6);
  const second = digits(content, at + 8);
  if (content[at + 10] !== 0x5a || hour > 23 || minute > 59 || second > 59) throw new BytesError('der.value');
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) throw new BytesError('der.value');
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  if (year < 100) date.setUTCFullYear(year, month - 1, day);
  return date;
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

function digits(content: Uint8Array, at: number): number {
  const tens = (content[at] as number) - 0x30;
  const ones = (content[at + 1] as number) - 0x30;
  if (!(tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9)) throw new BytesError('der.value');
  return tens * 10 + ones;
}

/** Checks tag and length, moves `at` behind the element, returns where its content starts. */
function readHead(cursor: Cursor, tag: number): number {
  const { bytes, at, end } = cursor;
  if (at + 2 > end) throw new BytesError('der.truncated');
  if (bytes[at] !== tag || (tag & 0x1f) === 0x1f) throw new BytesError('der.tag');
  let length = bytes[at + 1] as number;
  let start = at + 2;
  if (length > 0x7f) {
    const octets = length & 0x7f;
    if (octets === 0 || octets > 4) throw new BytesError('der.length');
    start += octets;
    if (start > end) throw new BytesError('der.truncated');
    length = 0;
    for (let index = at + 2; index < start; index += 1) length = length * 256 + (bytes[index] as number);
    if (length < 0x80 || length < 2 ** (8 * (octets - 1))) throw new BytesError('der.length');
  }
  if (length > end - start) throw new BytesError('der.truncated');
  cursor.at = start + length;
  return start;
}
