import { type Cursor, peekTag, readAscii, readContent, readElement, readText } from '@kaika/bytes/cursor';
import { TAG } from '@kaika/bytes/der';
import { BytesError } from '@kaika/bytes/error';
import { toHex } from '@kaika/bytes/hex';

/**
 * Reads the next element as text, whichever of ASN.1's string types it is (X.680 §41); TeletexString as Latin-1,
 * as issuers used it. Anything else becomes `#` and the hexadecimal of its DER (RFC 4514 §2.4).
 */
export function readString(cursor: Cursor): string {
  const tag = peekTag(cursor);
  if (tag === TAG.utf8String) return readText(cursor);
  if (tag === TAG.printableString || tag === TAG.ia5String) return readAscii(cursor, tag);
  if (tag === TAG.numericString || tag === TAG.visibleString) return readAscii(cursor, tag);
  if (tag === TAG.teletexString) return latin1(readContent(cursor, tag));
  if (tag === TAG.bmpString) return wide(readContent(cursor, tag), 2);
  if (tag === TAG.universalString) return wide(readContent(cursor, tag), 4);
  return `#${toHex(readElement(cursor))}`;
}

function latin1(content: Uint8Array): string {
  return Buffer.from(content.buffer, content.byteOffset, content.length).toString('latin1');
}

function wide(content: Uint8Array, width: 2 | 4): string {
  if (content.length % width !== 0) throw new BytesError('der.value');
  const view = new DataView(content.buffer, content.byteOffset, content.length);
  const characters: string[] = [];
  for (let at = 0; at < content.length; at += width) {
    const point = width === 2 ? view.getUint16(at) : view.getUint32(at);
    if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) throw new BytesError('der.value');
    characters.push(String.fromCodePoint(point));
  }
  return characters.join('');
}
