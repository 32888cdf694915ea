import { addDays, startOf } from '@kaika/registry/day';
import { Hono } from 'hono';
import { z } from 'zod';
import { Failure } from '../failure.ts';
import { proveEvent } from '../log/export.ts';
import { AuditPage, type AuditValues, actorOf, EntryPage, whatText } from '../page/audit.tsx';
import { path } from '../page/path.ts';
import { auditText } from '../page/text/audit.ts';
import {
  type AuditCursor,
  type AuditEntry,
  type AuditFilter,
  auditEntries,
  findEntry,
  headCovering,
} from '../store/audit.ts';
import { allOfficers } from '../store/officer.ts';
import { answerCsv, csvMoment, csvRows } from './csv.ts';
import { type Asked, type Env, pageContext, sendPage } from './env.ts';
import { requireOfficer } from './session.ts';
import type { Site } from './site.ts';

/** 稽核紀錄: the log, for auditors and administrators. */
export function auditRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  app.get(path.audit, (c) => list(c, site));
  app.get(`${path.audit}.csv`, (c) => sendList(c, site));
  app.get(`${path.audit}/:id`, (c) => show(c, site));
  app.get(`${path.audit}/:id/proof`, (c) => sendProof(c, site));
  return app;
}

const rowsPerPage = 50;

async function list(c: Asked, site: Site): Promise<Response> {
  requireOfficer(c, 'auditor', 'administrator');
  const { db } = site.context;
  const { values, filter, wrong } = readFilter(c);
  const after = readCursor(c.req.query('after'));
  const found = await auditEntries(db, filter, { after, limit: rowsPerPage + 1 });
  const people = await allOfficers(db);
  const rows = named(found.slice(0, rowsPerPage), people);
  const last = rows.at(-1);
  const view = {
    page: pageContext(c, site),
    ...{ values, wrong, rows },
    actors: people.map(({ id, name }) => ({ id, name })),
    older: found.length > rowsPerPage && last ? `${last.at.toISOString()}_${last.id}` : null,
    isFirst: after === undefined,
  };
  return sendPage(c, site, String(AuditPage(view)));
}

async function sendList(c: Asked, site: Site): Promise<Response> {
  requireOfficer(c, 'auditor', 'administrator');
  const { db } = site.context;
  const page = pageContext(c, site);
  const t = auditText[page.language];
  const found = await auditEntries(db, readFilter(c).filter, { limit: csvRows });
  const rows = named(found, await allOfficers(db)).map((row) => [
    row.index === null ? '' : String(row.index + 1),
    csvMoment(row.at),
    actorOf(row, page),
    row.by,
    whatText(row.what, page),
    row.what,
    row.subject,
    Object.entries(row.data)
      .map(([name, value]) => `${name}=${value}`)
      .join('; '),
    row.id,
  ]);
  const heads = [t.place, t.at, t.by, `${t.by} (id)`, t.event, t.kind, t.subject, t.details, t.id];
  return answerCsv(c, 'audit', [heads, ...rows]);
}

async function show(c: Asked, site: Site): Promise<Response> {
  requireOfficer(c, 'auditor', 'administrator');
  const { db } = site.context;
  const found = await findEntry(db, c.req.param('id') ?? '');
  if (found === null) throw new Failure('audit.unknown');
  const people = await allOfficers(db);
  const [entry] = named([found], people);
  if (entry === undefined) throw new Error('an entry cannot be shown');
  const view = {
    page: pageContext(c, site),
    entry,
    head: entry.index === null ? null : await headCovering(db, entry.index),
    isOfficer: people.some(({ id }) => id === entry.by),
  };
  return sendPage(c, site, String(EntryPage(view)));
}

/** The entry, the newest signed head, and the path between them: a file that `kaika audit verify` judges offline. */
async function sendProof(c: Asked, site: Site): Promise<Response> {
  requireOfficer(c, 'auditor', 'administrator');
  const { context } = site;
  const id = c.req.param('id') ?? '';
  if ((await findEntry(context.db, id)) === null) throw new Failure('audit.unknown');
  const owner = { authority: context.config.origins.authority, arc: context.ca.arc.root };
  const now = context.now();
  const proof = await context.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((trx) => proveEvent(trx, owner, { id, earlier: [], now }));
  if (proof === null) throw new Failure('audit.not-sequenced');
  return c.body(`${JSON.stringify(proof)}\n`, 200, {
    'content-type': 'application/x-ndjson; charset=utf-8',
    'content-disposition': `attachment; filename="${id}.proof.jsonl"`,
    'cache-control': 'no-store',
  });
}

type Named = { readonly id: string; readonly name: string };

function named<E extends Pick<AuditEntry, 'by'>>(entries: readonly E[], people: readonly Named[]) {
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return entries.map((entry) => ({ ...entry, name: names.get(entry.by) ?? null }));
}

const day = z.iso.date();

function readFilter(c: Asked): {
  readonly values: AuditValues;
  readonly filter: AuditFilter;
  readonly wrong: boolean;
} {
  const text = (name: string) => c.req.query(name)?.trim().slice(0, 100) ?? '';
  const values = {
    by: text('by'),
    subject: text('subject'),
    what: text('what'),
    from: text('from'),
    until: text('until'),
  };
  const from = day.safeParse(values.from);
  const until = day.safeParse(values.until);
  const wrong = (values.from !== '' && !from.success) || (values.until !== '' && !until.success);
  const filter = {
    by: values.by,
    subject: values.subject,
    what: values.what,
    from: from.success ? startOf(from.data) : undefined,
    until: until.success ? startOf(addDays(until.data, 1)) : undefined,
  };
  return { values, filter, wrong };
}

/** `2026-11-21T02:00:00.000Z_{id}`; anything else is the beginning. */
function readCursor(text: string | undefined): AuditCursor | undefined {
  const [time = '', id = ''] = text?.split('_') ?? [];
  const at = z.iso.datetime().safeParse(time);
  return at.success && id !== '' ? { at: new Date(at.data), id } : undefined;
}
