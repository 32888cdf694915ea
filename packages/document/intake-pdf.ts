import { inflateSync } from 'node:zlib';
import { DocumentError } from './error.ts';

/** What the object streams of one file may unpack to, together. */
const mostUnpacked = 32 * 1024 * 1024;
/** How far before a stream its dictionary is looked for where the file does not say where it begins. */
const window = 4096;

/**
 * Names that make a document do something, or carry something (ISO 32000-2 §12.6, §7.11.4, §13): programs, forms with programs of
 * their own, other programs started, data sent or fetched, files inside, films and sounds.
 */
const active: ReadonlySet<string> = new Set([
  'JavaScript',
  'Launch',
  'EmbeddedFile',
  'EmbeddedFiles',
  'XFA',
  'SubmitForm',
  'ImportData',
  'GoToR',
  'GoToE',
  'RichMedia',
  'RichMediaExecute',
  'Rendition',
  'Movie',
  'Sound',
]);

/**
 * Looks for what a supporting document must not have. Nothing the file says about where its objects stand is believed, since readers
 * disagree about it: names are looked for in every octet of the file, and in everything that may be an object stream, after their `#xx`
 * was resolved (§7.3.5). Throws DocumentError `document.damaged`, `document.encrypted`, `document.active`.
 */
export function checkPdf(file: Buffer): void {
  const text = file.toString('latin1');
  if (!/^%PDF-[12]\.\d/.test(text) || !text.includes('%%EOF')) throw damaged();
  const parts = [text, ...objectStreams(file, text)];
  const names = new Set(parts.flatMap(namesIn));
  if (names.has('Encrypt')) throw new DocumentError('document.encrypted');
  if (!names.has('Pages')) throw damaged();
  for (const name of names) if (active.has(name)) throw new DocumentError('document.active');
}

/** The unpacked text of everything that may be an object stream (§7.5.7). */
function objectStreams(file: Buffer, text: string): readonly string[] {
  const found: string[] = [];
  let room = mostUnpacked;
  for (const { index } of text.matchAll(/(?<!end)stream\r?\n/g)) {
    const names = namesIn(dictionaryBefore(text, index));
    if (!names.includes('ObjStm') && !(names.includes('First') && names.includes('N'))) continue;
    const start = index + (text[index + 6] === '\r' ? 8 : 7);
    const part = unpack(names, file.subarray(start), room);
    room -= part.length;
    if (room <= 0) throw damaged();
    found.push(part);
  }
  return found;
}

/** An object stream is packed by FlateDecode without a predictor, or not at all, by every writer there is; anything else is refused. */
function unpack(names: readonly string[], packed: Buffer, room: number): string {
  if (!names.includes('Filter')) {
    const end = packed.indexOf('endstream');
    return packed.toString('latin1', 0, end === -1 ? packed.length : end);
  }
  if (names.includes('Predictor')) throw damaged();
  try {
    return inflateSync(packed, { maxOutputLength: room }).toString('latin1');
  } catch (cause) {
    throw new DocumentError('document.damaged', { cause });
  }
}

/** The dictionary that ends before a stream; where it is not plain to see, everything that stands near. */
function dictionaryBefore(text: string, end: number): string {
  const near = text.slice(Math.max(0, end - window), end);
  const begins = [...near.matchAll(/\bobj\s*(?=<<)/g)].at(-1);
  if (begins === undefined) return near;
  const dictionary = near.slice(begins.index + begins[0].length);
  return isWhole(dictionary) ? dictionary : near;
}

/**
 * Whether this is one dictionary from its first to its last mark. A text inside an outer dictionary may imitate the beginning of an
 * object; its end then stands here as a bracket, an escape or a comment that belongs to nothing.
 */
function isWhole(dictionary: string): boolean {
  let depth = 0;
  let rest = dictionary.trimEnd();
  while (rest !== '') {
    const [token] = /^(<<|>>|\((?:[^()\\]|\\[\s\S])*\)|[^<>()\\%]+|<[0-9A-Fa-f\s]*>)/.exec(rest) ?? [];
    if (token === undefined) return false;
    if (token === '<<') depth += 1;
    if (token === '>>') depth -= 1;
    rest = rest.slice(token.length);
    if (depth === 0) return rest === '';
  }
  return false;
}

/** Every name, with its `#xx` resolved. Texts may hold what looks like one, which errs on the safe side. */
function namesIn(text: string): string[] {
  return [...text.matchAll(/\/([A-Za-z#][A-Za-z0-9#]{0,60})/g)].map(([, name = '']) =>
    name.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
  );
}

function damaged(): DocumentError {
  return new DocumentError('document.damaged');
}
