import { concatAll, copy } from './bytes.ts';
import { BytesError } from './error.ts';

/** One BER-TLV object. `tag` is its tag octets read as one big-endian number: 0x53, 0x7f49, 0x5fc105. */
export type Tlv = { readonly tag: number; readonly value: Uint8Array };

/** Encodes one object; the values are joined. Lengths take the shortest form (ISO/IEC 7816-4 §5.2.2.2). */
export function tlv(tag: number, ...values: readonly Uint8Array[]): Uint8Array {
  const value = values.length === 1 && values[0] ? values[0] : concatAll(values);
  const head = [...tagOctets(tag), ...lengthOctets(value.length)];
  const bytes = new Uint8Array(head.length + value.length);
  bytes.set(head);
  copy(value, bytes, head.length);
  return bytes;
}

/**
 * Reads the objects that stand beside one another, without copying. Tags of one to three octets, lengths of one
 * to four (81, 82, 83; padded lengths are legal for cards). Throws `tlv.truncated`, `tlv.malformed`.
 */
export function parseTlv(bytes: Uint8Array): readonly Tlv[] {
  const objects: Tlv[] = [];
  let at = 0;
  while (at < bytes.length) {
    const head = readHead(bytes, at);
    const end = head.start + head.length;
    if (end > bytes.length) throw new BytesError('tlv.truncated');
    objects.push({ tag: head.tag, value: bytes.subarray(head.start, end) });
    at = end;
  }
  return objects;
}

/** The value at the end of the path of tags (first match on each level), or undefined. Throws as `parseTlv`. */
export function findTlv(bytes: Uint8Array, ...path: readonly number[]): Uint8Array | undefined {
  let value: Uint8Array | undefined = bytes;
  for (const tag of path) {
    value = parseTlv(value).find((object) => object.tag === tag)?.value;
    if (!value) return undefined;
  }
  return value;
}

/** As `findTlv`, but throws `tlv.missing` where there is no such object. */
export function getTlv(bytes: Uint8Array, ...path: readonly number[]): Uint8Array {
  const value = findTlv(bytes, ...path);
  if (!value) throw new BytesError('tlv.missing');
  return value;
}

function readHead(bytes: Uint8Array, at: number): { tag: number; start: number; length: number } {
  let next = at;
  let tag = octetAt(bytes, next++);
  if (tag === 0x00 || tag === 0xff) throw new BytesError('tlv.malformed');
  if ((tag & 0x1f) === 0x1f) {
    let octet = octetAt(bytes, next++);
    tag = tag * 256 + octet;
    if (octet > 0x7f) {
      octet = octetAt(bytes, next++);
      tag = tag * 256 + octet;
      if (octet > 0x7f) throw new BytesError('tlv.malformed');
    }
  }
  const first = octetAt(bytes, next++);
  if (first < 0x80) return { tag, start: next, length: first };
  if (first === 0x80 || first > 0x83) throw new BytesError('tlv.malformed');
  let length = 0;
  for (let left = first & 0x7f; left > 0; left -= 1) length = length * 256 + octetAt(bytes, next++);
  return { tag, start: next, length };
}

function octetAt(bytes: Uint8Array, at: number): number {
  const octet = bytes[at];
  if (octet === undefined) throw new BytesError('tlv.truncated');
  return octet;
}

function tagOctets(tag: number): readonly number[] {
  if (!Number.isInteger(tag) || tag <= 0 || tag > 0xffffff) throw new BytesError('tlv.malformed');
  if (tag > 0xffff) return [tag >> 16, (tag >> 8) & 0xff, tag & 0xff];
  return tag > 0xff ? [tag >> 8, tag & 0xff] : [tag];
}

function lengthOctets(length: number): readonly number[] {
  if (length < 0x80) return [length];
  if (length < 0x100) return [0x81, length];
  if (length < 0x10000) return [0x82, length >> 8, length & 0xff];
  if (length < 0x1000000) return [0x83, length >> 16, (length >> 8) & 0xff, length & 0xff];
  throw new BytesError('tlv.malformed');
}
