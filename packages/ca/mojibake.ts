import { isUtf8 } from 'node:buffer';

/**
 * Whether a text was read with the wrong code page: UTF-8 taken for Windows-1252, Big5 or GBK, or Big5 taken for
 * Windows-1252. The wrong reading is undone; a text that then turns out to be well-formed Chinese, or whose Western
 * characters turn out to be the octets of UTF-8, was not meant as it stands.
 */
export function isMojibake(text: string): boolean {
  if (!/[^\p{ASCII}]/u.test(text)) return false;
  const western = encode(text, tableOf('windows-1252'));
  if (western && isUtf8(western)) return true;
  return misreadings.some(({ read, meant }) => {
    const bytes = encode(text, tableOf(read));
    return bytes !== undefined && saysChinese(bytes, meant);
  });
}

type CodePage = 'windows-1252' | 'big5' | 'gbk';
/** By code point: the octets as one number, 0 where the code page does not have the character. */
type Table = Uint16Array;
/** Big5 has characters of plane 2, none beyond. */
const points = 0x30000;

const misreadings: readonly { readonly read: CodePage; readonly meant: 'utf-8' | 'big5' }[] = [
  { read: 'big5', meant: 'utf-8' },
  { read: 'gbk', meant: 'utf-8' },
  { read: 'windows-1252', meant: 'big5' },
];

/** Two ideographs at least: one alone may be chance. */
function saysChinese(bytes: Uint8Array, meant: string): boolean {
  if (meant === 'utf-8' && !isUtf8(bytes)) return false;
  const text = decode(bytes, meant);
  return text !== undefined && /^[\p{ASCII}\p{Script=Han}\p{P}\p{S}]*$/u.test(text) && han(text) >= 2;
}

function han(text: string): number {
  return text.match(/\p{Script=Han}/gu)?.length ?? 0;
}

function decode(bytes: Uint8Array, codePage: string): string | undefined {
  try {
    return new TextDecoder(codePage, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The bytes a reader of that code page had before it; undefined when it cannot show this text. */
function encode(text: string, table: Table): Uint8Array | undefined {
  const bytes = new Uint8Array(2 * text.length);
  let at = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    const code = point < 0x80 ? point : (table[point] ?? 0);
    if (code === 0 && point !== 0) return undefined;
    if (code > 0xff) bytes[at++] = code >> 8;
    bytes[at++] = code & 0xff;
  }
  return bytes.subarray(0, at);
}

const tables = new Map<CodePage, Table>();

/** Built at first use: it takes some tens of milliseconds. */
function tableOf(codePage: CodePage): Table {
  const known = tables.get(codePage);
  if (known) return known;
  const table = codePage === 'windows-1252' ? singleByteTable() : doubleByteTable(codePage);
  tables.set(codePage, table);
  return table;
}

function singleByteTable(): Table {
  const table = new Uint16Array(points);
  for (let byte = 0x80; byte < 0x100; byte++) {
    table[new TextDecoder('windows-1252').decode(Uint8Array.of(byte)).charCodeAt(0)] = byte;
    table[byte] = byte;
  }
  return table;
}

function doubleByteTable(codePage: CodePage): Table {
  const decoder = new TextDecoder(codePage);
  const table = new Uint16Array(points);
  for (let lead = 0x81; lead < 0xff; lead++) {
    for (let trail = 0x40; trail < 0xff; trail++) {
      const text = decoder.decode(Uint8Array.of(lead, trail));
      const point = text.codePointAt(0) ?? 0;
      const single = text.length === (point > 0xffff ? 2 : 1) && point !== 0xfffd;
      if (single && table[point] === 0) table[point] = (lead << 8) | trail;
    }
  }
  return table;
}
