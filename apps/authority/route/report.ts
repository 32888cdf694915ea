import { addDays, type Day, dayOf, daysBetween, startOf } from '@kaika/registry/day';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Bar } from '../page/chart.tsx';
import type { PageContext } from '../page/context.ts';
import { path } from '../page/path.ts';
import { type Report, type ReportKind, ReportsPage, reportKinds, spanLabel } from '../page/report.tsx';
import { reportText } from '../page/text/report.ts';
import { statusText } from '../page/text/status.ts';
import {
  activatedCards,
  activationDays,
  type Counted,
  expiringCards,
  issuedCards,
  type Lasted,
  revokedCards,
  type Span,
} from '../store/report.ts';
import { answerCsv } from './csv.ts';
import { type Asked, type Env, pageContext, sendPage } from './env.ts';
import { requireOfficer } from './session.ts';
import type { Site } from './site.ts';

/** 統計報表: five counts over a range of days. */
export function reportRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  app.get(path.reports, (c) => show(c, site));
  app.get(`${path.reports}/:file{(issued|activated|days|expiring|revoked)\\.csv}`, (c) => send(c, site));
  return app;
}

async function show(c: Asked, site: Site): Promise<Response> {
  requireOfficer(c);
  const page = pageContext(c, site);
  const today = dayOf(site.context.now());
  const { from, until, wrong } = rangeOf(c, today);
  const reports = await Promise.all(reportKinds.map((kind) => reportOf(site, page, { kind, from, until })));
  const view = { page, from, until, wrong, ranges: rangesOf(today), reports };
  return sendPage(c, site, String(ReportsPage(view)));
}

async function send(c: Asked, site: Site): Promise<Response> {
  requireOfficer(c);
  const page = pageContext(c, site);
  const kind = reportKinds.find((one) => `${one}.csv` === c.req.param('file')) ?? 'issued';
  const range = rangeOf(c, dayOf(site.context.now()));
  const { bars } = await reportOf(site, page, { kind, ...range });
  const t = reportText[page.language];
  return answerCsv(c, kind, [
    [t.labels[kind], t.cards],
    ...bars.map(({ label, count }) => [label, String(count)]),
  ]);
}

type Asking = { readonly kind: ReportKind; readonly from: Day; readonly until: Day };

async function reportOf(
  { context }: Site,
  page: PageContext,
  { kind, from, until }: Asking,
): Promise<Report> {
  const { db } = context;
  const by = daysBetween(from, until) <= 62 ? 'day' : 'month';
  const span: Span = { from: startOf(from), until: startOf(addDays(until, 1)), by };
  if (kind === 'days') {
    const lasted = await activationDays(db, span);
    return { ...summed(kind, bucketsOf(lasted, page)), median: medianOf(lasted) };
  }
  if (kind === 'revoked') return summed(kind, reasonsOf(await revokedCards(db, span), page));
  if (kind === 'expiring') {
    const year: Span = { from: span.until, until: startOf(addMonths(until, 13)), by: 'month' };
    return summed(kind, filled(await expiringCards(db, year), year, page));
  }
  const found = await (kind === 'issued' ? issuedCards : activatedCards)(db, span);
  return summed(kind, filled(found, span, page));
}

function summed(kind: ReportKind, bars: readonly Bar[]): Report {
  return { kind, bars, total: bars.reduce((sum, { count }) => sum + count, 0), median: null };
}

/** Days or months with nothing stand in a report, too. */
function filled(found: readonly Counted[], { from, until, by }: Span, page: PageContext): readonly Bar[] {
  const counts = new Map(found.map(({ label, count }) => [label, count]));
  const last = dayOf(new Date(until.getTime() - 1));
  const labels: string[] = [];
  for (let day = dayOf(from); day <= last; day = addDays(day, 1)) {
    const label = by === 'day' ? day : day.slice(0, 7);
    if (labels.at(-1) !== label) labels.push(label);
  }
  return labels.map((label) => ({ label: spanLabel(label, page), count: counts.get(label) ?? 0 }));
}

const buckets: readonly (readonly [from: number, to: number | null])[] = [
  [0, 0],
  [1, 3],
  [4, 7],
  [8, 14],
  [15, 30],
  [31, 60],
  [61, null],
];

function bucketsOf(lasted: readonly Lasted[], { language }: PageContext): readonly Bar[] {
  return buckets.map(([from, to]) => ({
    label: reportText[language].bucket(from, to),
    count: lasted
      .filter(({ days }) => days >= from && (to === null || days <= to))
      .reduce((sum, { count }) => sum + count, 0),
  }));
}

function medianOf(lasted: readonly Lasted[]): number | null {
  const half = lasted.reduce((sum, { count }) => sum + count, 0) / 2;
  let seen = 0;
  for (const { days, count } of lasted) {
    seen += count;
    if (seen >= half) return days;
  }
  return null;
}

function reasonsOf(found: readonly Counted[], { language }: PageContext): readonly Bar[] {
  const words = statusText[language].reason;
  return found.map(({ label, count }) => ({
    label: label === 'not-activated' ? reportText[language].overdue : (words[label] ?? label),
    count,
  }));
}

const day = z.iso.date();
const longestDays = 5 * 366;

function rangeOf(c: Asked, today: Day): { readonly from: Day; readonly until: Day; readonly wrong: boolean } {
  const [from, until] = [c.req.query('from'), c.req.query('until')];
  if (from === undefined && until === undefined) return { ...rangesOf(today).year, wrong: false };
  const read = z.tuple([day, day]).safeParse([from, until]);
  if (!read.success) return { ...rangesOf(today).year, wrong: true };
  const [first, last] = read.data;
  const length = daysBetween(first, last);
  if (length < 0 || length > longestDays) return { ...rangesOf(today).year, wrong: true };
  return { from: first, until: last, wrong: false };
}

function rangesOf(today: Day) {
  const year = addMonths(`${today.slice(0, 7)}-01`, -11);
  return { month: { from: addDays(today, -29), until: today }, year: { from: year, until: today } } as const;
}

/** The first day of the month that many months later. */
function addMonths(from: Day, months: number): Day {
  const [year = 0, month = 1] = from.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}
