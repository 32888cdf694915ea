/**
 * Rows as CSV (RFC 4180) in UTF-8 with a byte order mark, which spreadsheet programs need to read Chinese. What begins like a formula
 * gets an apostrophe before it: a spreadsheet must not calculate what a name says. Full-width signs begin one, too, where Chinese is typed.
 */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return `\u{feff}${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

function cell(text: string): string {
  const safe = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
