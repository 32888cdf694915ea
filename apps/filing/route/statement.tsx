import { Hono } from 'hono';
import { writeCsv } from '../form/csv.ts';
import { importStatement, mostImportBytes, templateRows } from '../form/import.ts';
import { mostRows, parseStatement } from '../form/statement.ts';
import { writeXlsx } from '../form/xlsx.ts';
import type { Env, Office, Visit } from '../office.ts';
import { StatementPage, StatementsPage } from '../page/statement.tsx';
import { stepHref } from '../page/step.tsx';
import type { Case, Source, StatementRow } from '../rule/case.ts';
import { Refusal } from '../rule/refusal.ts';
import { bodyOf, firmOf, frameOf } from '../visit.ts';
import { formWords } from '../word/form.ts';
import { editableCase, keepContent } from './step.tsx';

/** Rows a fresh form shows, and how many are added. */
const spareRows = 5;

/** The §2 statements: typed or imported. */
export function statementRoutes(office: Office): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get('/case/:id/statement', async (c) =>
    c.html(<StatementsPage frame={frameOf(c, office)} held={await editableCase(c, office)} />),
  );
  routes.get('/case/:id/statement/:source', async (c) => {
    const held = await editableCase(c, office);
    return show(c, office, { held, rows: rowsOf(c, sourceIn(c, held)) });
  });
  routes.post('/case/:id/statement/:source', (c) => keepRows(c, office));
  routes.post('/case/:id/statement/:source/import', (c) => importRows(c, office));
  routes.get('/template/statement.csv', (c) => {
    firmOf(c);
    return download(writeCsv(templateRows(c.get('language'))), 'text/csv; charset=utf-8', 'statement.csv');
  });
  routes.get('/template/statement.xlsx', async (c) => {
    firmOf(c);
    const rows = templateRows(c.get('language'));
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    return download(
      await writeXlsx(formWords(c.get('language')).step.statement, rows),
      type,
      'statement.xlsx',
    );
  });
  return routes;
}

async function keepRows(c: Visit, office: Office): Promise<Response> {
  const held = await editableCase(c, office);
  const source = sourceIn(c, held);
  const body = await bodyOf(c);
  const { value, errors } = parseStatement(body);
  if (value === undefined) {
    const rows = Object.keys(body).filter((name) => name.startsWith('name-')).length;
    const frame = frameOf(c, office);
    const page = (
      <StatementPage frame={frame} held={held} source={source} rows={rows} given={body} errors={errors} />
    );
    return c.html(page, 422);
  }
  await keepStatement(c, office, held, value);
  const here = `${stepHref(held, 'statement')}/${source.kind}`;
  const rows = Math.min(value.length + spareRows, mostRows);
  return c.redirect(body.go === 'more' ? `${here}?rows=${rows}` : stepHref(held, 'statement'), 303);
}

async function importRows(c: Visit, office: Office): Promise<Response> {
  const held = await editableCase(c, office);
  const source = sourceIn(c, held);
  const { file } = await bodyOf(c);
  try {
    if (!(file instanceof File)) throw new Refusal('attachment.empty');
    if (file.size > mostImportBytes) throw new Refusal('attachment.too-large', { limit: '2 MB' });
    const rows = await importStatement(new Uint8Array(await file.arrayBuffer()), c.get('language'));
    const saved = await keepStatement(c, office, held, rows);
    const done = formWords(c.get('language')).statement.imported(rows.length);
    return show(c, office, { held: saved, rows: rows.length, done });
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    const rows = rowsOf(c, source);
    const page = <StatementPage frame={frameOf(c, office)} {...{ held, source, rows, refusal }} />;
    return c.html(page, 422);
  }
}

function keepStatement(c: Visit, office: Office, held: Case, rows: readonly StatementRow[]): Promise<Case> {
  const { kind } = sourceIn(c, held);
  const sources = held.content.sources.map((one) => (one.kind === kind ? { ...one, statement: rows } : one));
  return keepContent(c, office, held, { sources });
}

type Shown = { readonly held: Case; readonly rows: number; readonly done?: string };

function show(c: Visit, office: Office, { held, rows, done }: Shown): Response | Promise<Response> {
  const source = sourceIn(c, held);
  return c.html(<StatementPage frame={frameOf(c, office)} {...{ held, source, rows, done }} />);
}

function sourceIn(c: Visit, held: Case): Source {
  const found = held.content.sources.find(({ kind }) => kind === c.req.param('source'));
  if (found === undefined) throw new Refusal('request.not-found');
  return found;
}

function rowsOf(c: Visit, source: Source): number {
  const wished = Number(c.req.query('rows') ?? '0');
  const least = Math.max(source.statement.length, spareRows);
  return Number.isSafeInteger(wished) ? Math.min(Math.max(wished, least), mostRows) : least;
}

function download(bytes: Uint8Array, type: string, name: string): Response {
  const headers = { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` };
  return new Response(bytes.slice(), { headers });
}
