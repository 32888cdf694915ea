/**
 * Whether a text is Chinese that was read with the wrong code page: UTF-8 taken for Windows-1252, Big5 or GBK, or
 * Big5 taken for Windows-1252. The wrong reading is undone; a text that then turns out to be well-formed Chinese
 * was not meant as it stands.
 */
export function isMojibake(text: string): boolean {
  if (!/[^\p{ASCII}]/u.test(text)) return false;
  return misreadings.some(({ read, meant }) => {
    const bytes = encode(text, tableOf(read));
    return bytes !== undefined && saysChinese(bytes, meant);
  });
}

type CodePage = 'windows-1252' | 'big5' | 'gbk';
type Table = ReadonlyMap<string, readonly number[]>;

const misreadings: readonly { readonly read: CodePage; readonly meant: 'utf-8' | 'big5' }[] = [
  { read: 'windows-1252', meant: 'utf-8' },
  { read: 'big5', meant: 'utf-8' },
  { read: 'gbk', meant: 'utf-8' },
  { read: 'windows-1252', meant: 'big5' },
];

/** Two ideographs at least: one alone may be chance. */
function saysChinese(bytes: readonly number[], meant: string): boolean {
  const text = decode(bytes, meant);
  return text !== undefined && /^[\p{ASCII}\p{Script=Han}\p{P}\p{S}]*$/u.test(text) && han(text) >= 2;
}

function han(text: string): number {
  return text.match(/\p{Script=Han}/gu)?.length ?? 0;
}

function decode(bytes: readonly number[], codePage: string): string | undefined {
  try {
    return new TextDecoder(codePage, { fatal: true }).decode(Uint8Array.from(bytes));
  } catch {
    return undefined;
  }
}

/** The bytes a reader of that code page had before it; undefined when it cannot show this text. */
function encode(text: string, table: Table): readonly number[] | undefined {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const found = code < 0x80 ? [code] : table.get(character);
    if (!found) return undefined;
    bytes.push(...found);
  }
  return bytes;
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
  const table = new Map<string, readonly number[]>();
  for (let byte = 0x80; byte < 0x100; byte++) {
    table.set(new TextDecoder('windows-1252').decode(Uint8Array.of(byte)), [byte]);
    table.set(String.fromCharCode(byte), [byte]);
  }
  return table;
}

function doubleByteTable(codePage: CodePage): Table {
  const decoder = new TextDecoder(codePage);
  const table = new Map<string, readonly number[]>();
  for (let lead = 0x81; lead < 0xff; lead++) {
    for (let trail = 0x40; trail < 0xff; trail++) {
      const text = decoder.decode(Uint8Array.of(lead, trail));
      if ([...text].length === 1 && text !== '\ufffd' && !table.has(text)) table.set(text, [lead, trail]);
    }
  }
  return table;
}
