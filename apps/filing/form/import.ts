import type { Language } from '@kaika/look/language';
import { holderRoles, type StatementRow } from '../rule/case.ts';
import { Refusal } from '../rule/refusal.ts';
import { formWords } from '../word/form.ts';
import { nouns } from '../word/noun.ts';
import { readCsv } from './csv.ts';
import { mostRows, parseRow, type StatementField, statementFields } from './statement.ts';
import { readXlsx } from './xlsx.ts';

/** Statement files are small: names and numbers of at most a few hundred rows. */
export const mostImportBytes = 2 * 1024 * 1024;

/**
 * Reads a §2 statement from CSV or XLSX, told apart by content. The first row names the columns, in either language and
 * any order. Throws `attachment.empty`, `attachment.too-large`, `statement.unreadable`, `statement.columns-missing`,
 * `statement.row-invalid`, `statement.too-long`; then nothing is taken.
 */
export async function importStatement(
  bytes: Uint8Array,
  language: Language,
): Promise<readonly StatementRow[]> {
  if (bytes.length === 0) throw new Refusal('attachment.empty');
  if (bytes.length > mostImportBytes) throw new Refusal('attachment.too-large', { limit: '2 MB' });
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const rows = isZip ? await readXlsx(bytes) : readCsv(bytes);
  const [head, ...body] = rows ?? [];
  if (head === undefined) throw new Refusal('statement.unreadable');
  const columns = columnsOf(head, language);
  if (body.length > mostRows) throw new Refusal('statement.too-long', { limit: String(mostRows) });
  return body.flatMap((cells, index) => readRow(cells, { columns, number: index + 2, language }));
}

/** The head of the template, in the words of the page. */
export function templateRows(language: Language): readonly (readonly string[])[] {
  const words = formWords(language).statement;
  const roles = nouns(language).role;
  return [
    statementFields.map((field) => words.column[field]),
    [roles.director, words.sampleName, '1', '300,000', '3,000,000', '2026-11-09'],
    [roles.others, words.sampleOthers, '40', '100,000', '1,000,000', '115/11/09'],
  ];
}

type Columns = Readonly<Record<StatementField, number>>;

function columnsOf(head: readonly string[], language: Language): Columns {
  const columns = { role: -1, name: -1, holders: -1, shares: -1, amount: -1, date: -1 };
  for (const field of statementFields) {
    const names = [
      formWords('zh-TW').statement.column[field],
      formWords('en').statement.column[field],
      field,
    ];
    columns[field] = head.findIndex((cell) =>
      names.some((name) => name.toLowerCase() === cell.trim().toLowerCase()),
    );
  }
  const missing = (['role', 'name', 'amount'] as const).filter((field) => columns[field] < 0);
  if (missing.length > 0) {
    const words = formWords(language).statement.column;
    throw new Refusal('statement.columns-missing', {
      columns: missing.map((field) => words[field]).join('、'),
    });
  }
  return columns;
}

type Where = { readonly columns: Columns; readonly number: number; readonly language: Language };

function readRow(cells: readonly string[], { columns, number, language }: Where): readonly StatementRow[] {
  const cell = (field: StatementField) => cells[columns[field]] ?? '';
  if (cell('name').trim() === '' && cell('amount').trim() === '') return [];
  const parsed = parseRow({
    role: roleOf(cell('role')),
    name: cell('name'),
    holders: cell('holders'),
    shares: cell('shares'),
    amount: cell('amount'),
    date: cell('date'),
  });
  if (parsed.value !== undefined) return [parsed.value];
  const [field = 'name'] = Object.keys(parsed.errors);
  const column = formWords(language).statement.column[statementFields.find((one) => one === field) ?? 'name'];
  throw new Refusal('statement.row-invalid', { row: String(number), column });
}

/** The role a cell names, in either language or by its code; as it stands when it is none. */
function roleOf(text: string): string {
  const wanted = text.trim();
  const named = (['zh-TW', 'en'] as const).map((language) => nouns(language).role);
  return (
    holderRoles.find((role) => role === wanted || named.some((words) => words[role] === wanted)) ?? wanted
  );
}
