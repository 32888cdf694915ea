/**
 * The rows of a CSV text (RFC 4180; also tab or semicolon for comma, LF for CRLF, a byte order mark). Empty rows are left out, cells are
 * trimmed. Null for a text that is none: a quote that never ends, a NUL.
 */
export function rowsOf(text: string): readonly (readonly string[])[] | null {
  const plain = text.replace(/^\u{feff}/u, '');
  if (plain.includes('\0')) return null;
  const separator = separatorOf(plain);
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at <= plain.length) {
    const cell = cellAt(plain, at, separator);
    if (cell === null) return null;
    row.push(cell.text.trim());
    if (plain[cell.end] !== separator) {
      rows.push(row);
      row = [];
    }
    // Past the separator, or past the line's end, which may be two characters.
    at = cell.end + (plain.startsWith('\r\n', cell.end) ? 2 : 1);
  }
  return rows.filter((cells) => cells.some((cell) => cell !== ''));
}

type Cell = { readonly text: string; readonly end: number };

/** The cell that begins at `at`, and where it ends. */
function cellAt(text: string, at: number, separator: string): Cell | null {
  if (text[at] === '"') return quotedAt(text, at);
  let end = at;
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1;
  return { text: text.slice(at, end), end };
}

function quotedAt(text: string, at: number): Cell | null {
  let end = at + 1;
  for (;;) {
    end = text.indexOf('"', end);
    if (end < 0) return null;
    if (text[end + 1] !== '"') break;
    end += 2;
  }
  const cell = text.slice(at + 1, end).replaceAll('""', '"');
  const after = text[end + 1];
  if (after !== undefined && !/[,;\t\r\n]/.test(after)) return null;
  return { text: cell, end: end + 1 };
}

/** Whichever stands in the first line. */
function separatorOf(text: string): string {
  const [first = ''] = text.split(/\r?\n/, 1);
  if (first.includes('\t')) return '\t';
  return first.includes(';') && !first.includes(',') ? ';' : ',';
}
