import { isoTaipei } from '@kaika/look/date';
import { csvOf } from '../operation/csv.ts';
import type { Asked } from './env.ts';

/** Rows of one file at most: what a spreadsheet takes without complaint, and a process keeps in memory. */
export const csvRows = 50_000;

/** Answers a list as a CSV file: the heads first, in the reader's language. */
export function answerCsv(c: Asked, name: string, rows: readonly (readonly string[])[]): Response {
  return c.body(csvOf(rows), 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}.csv"`,
    'cache-control': 'no-store',
  });
}

/** A moment in a file: ISO 8601 with Taipei's offset, in every language. */
export function csvMoment(at: Date | null): string {
  return at === null ? '' : isoTaipei(at);
}

/** Which page of so many rows is asked for by `?page=`, and what of the rows it shows. */
export function pageOf(c: Asked, total: number, rowsPerPage: number) {
  const pages = Math.max(1, Math.ceil(total / rowsPerPage));
  const pageNumber = Math.min(pages, Math.max(1, Math.trunc(Number(c.req.query('page'))) || 1));
  return { pages, pageNumber, at: { limit: rowsPerPage, offset: (pageNumber - 1) * rowsPerPage } };
}
