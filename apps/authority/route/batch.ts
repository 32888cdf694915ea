import { type Batch, batchOrders } from '@kaika/registry/batch';
import { isHeldByOther, type Line } from '@kaika/registry/line';
import type { Officer } from '@kaika/registry/officer';
import { batchBack, batchNext } from '@kaika/wire/batch';
import { Hono } from 'hono';
import { z } from 'zod';
import {
  type BatchAct,
  type BatchWanted,
  changeBatch,
  changeLine,
  giveBack,
  isFinished,
  lineActs,
  openBatch,
  takeNext,
} from '../office/batch.ts';
import { makeLetters } from '../office/letters.ts';
import { BatchPage } from '../page/batch.tsx';
import { BatchesPage, NewBatchPage, type ShownState } from '../page/batches.tsx';
import { batchPath, path } from '../page/path.ts';
import { requireApplication } from '../store/application.ts';
import {
  countBatches,
  countFreeApplications,
  freeApplications,
  type LineCounts,
  recentBatches,
  requireBatch,
  shownLines,
} from '../store/batch.ts';
import { findOfficer } from '../store/officer.ts';
import { type Asked, type Env, pageContext, sendPage } from './env.ts';
import { readFields } from './form.ts';
import { bodyOf } from './holder.ts';
import { problemOf } from './problem.ts';
import { requireOfficer } from './session.ts';
import type { Site } from './site.ts';

/** Batches of cards: made, produced by the page's script card by card, paused, closed, their letters. */
export function batchRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  app.get(path.batches, (c) => list(c, site));
  app.post(path.batches, (c) => make(c, site));
  app.get(`${path.batches}/new`, (c) => {
    requireOfficer(c, 'card-operator');
    const chosen = c.req.query('select') === 'none' ? [] : undefined;
    return choose(c, site, { order: 'submitted', chosen, first: [] });
  });
  app.get(`${path.batches}/:number`, (c) => show(c, site));
  for (const what of ['pause', 'resume', 'close'] as const) {
    app.post(`${path.batches}/:number/${what}`, (c) => change(c, site, what));
  }
  app.post(`${path.batches}/:number/lines`, (c) => changeOne(c, site));
  app.post(`${path.batches}/:number/letters`, (c) => letters(c, site));
  app.post('/api/batch/:number/next', (c) => next(c, site));
  app.post('/api/batch/:number/back', async (c) => {
    const officer = requireOfficer(c, 'card-operator');
    const { application } = batchBack.parse(await c.req.json());
    await giveBack(site.context, { batch: c.req.param('number'), application }, officer);
    return c.json({});
  });
  return app;
}

const rowsPerPage = 25;

async function list(c: Asked, site: Site): Promise<Response> {
  const officer = requireOfficer(c);
  const { db } = site.context;
  const pages = Math.max(1, Math.ceil((await countBatches(db)) / rowsPerPage));
  const pageNumber = Math.min(pages, Math.max(1, Number(c.req.query('page')) || 1));
  const found = await recentBatches(db, { limit: rowsPerPage, offset: (pageNumber - 1) * rowsPerPage });
  const view = {
    page: pageContext(c, site),
    rows: found.map((batch) => ({ ...batch, state: stateOf(batch, batch.counts) })),
    free: await countFreeApplications(db),
    mayMake: officer.roles.includes('card-operator'),
    pageNumber,
    pages,
  };
  return sendPage(c, site, String(BatchesPage(view)));
}

function stateOf({ state }: Batch, counts: LineCounts): ShownState {
  return state !== 'closed' && isFinished(counts) ? 'finished' : state;
}

type Chosen = {
  readonly title?: string | undefined;
  readonly order: Batch['order'];
  readonly chosen?: readonly string[] | undefined;
  readonly first: readonly string[];
};

async function choose(c: Asked, site: Site, values: Chosen, problem?: Said): Promise<Response> {
  const applications = await freeApplications(site.context.db);
  const view = { page: pageContext(c, site), applications, values, problem };
  return sendPage(c, site, String(NewBatchPage(view)), problem === undefined ? 200 : 422);
}

type Said = { readonly code: string; readonly detail?: Readonly<Record<string, string>> };

const several = z
  .union([z.string().max(40), z.array(z.string().max(40)).max(500)])
  .default([])
  .transform((said) => (typeof said === 'string' ? [said] : said));

const newBatch = z.object({
  title: z.string().max(80).default(''),
  order: z.enum(batchOrders).default('submitted'),
  application: several,
  first: several,
});

async function make(c: Asked, site: Site): Promise<Response> {
  const officer = requireOfficer(c, 'card-operator');
  const { application, ...rest } = newBatch.parse(await c.req.parseBody({ all: true }));
  const wanted: BatchWanted = { ...rest, applications: application };
  try {
    return c.redirect(batchPath(await openBatch(site.context, wanted, officer)), 303);
  } catch (error) {
    const problem = problemOf(error);
    if (problem === null || !problem.code.startsWith('batch.')) throw error;
    const { code, detail } = problem;
    return choose(c, site, { ...rest, chosen: application }, { code, ...(detail ? { detail } : {}) });
  }
}

async function show(c: Asked, site: Site, problem?: string): Promise<Response> {
  const officer = requireOfficer(c);
  const { db, now } = site.context;
  const batch = await requireBatch(db, c.req.param('number') ?? '');
  const lines = await shownLines(db, batch.number);
  const counts = countsOf(lines.map(({ state }) => state));
  const view = {
    page: pageContext(c, site),
    batch,
    madeBy: (await findOfficer(db, batch.madeBy))?.name ?? batch.madeBy,
    state: stateOf(batch, counts),
    counts,
    lines: lines.map((line) => ({ ...line, mayTakeBack: isLeft(line, officer, now()) })),
    mayWork: officer.roles.includes('card-operator'),
    problem,
  };
  return sendPage(c, site, String(BatchPage(view)), problem === undefined ? 200 : 409);
}

/** A production takes a minute: what takes much longer, its officer has left, or others may after a while. */
function isLeft(line: Line, officer: Officer, now: Date): boolean {
  const takenMs = line.takenAt === null ? 0 : now.getTime() - line.takenAt.getTime();
  return takenMs > quietMs && !isHeldByOther(line, officer, now);
}

const quietMs = 2 * 60_000;

function countsOf(states: readonly (keyof LineCounts)[]): LineCounts {
  const counts: Partial<Record<keyof LineCounts, number>> = {};
  for (const state of states) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

async function change(c: Asked, site: Site, what: BatchAct): Promise<Response> {
  const number = c.req.param('number') ?? '';
  return staying(c, site, (officer) => changeBatch(site.context, { number, what }, officer));
}

const lineForm = z.object({ application: z.string().max(40), what: z.enum(lineActs) });

async function changeOne(c: Asked, site: Site): Promise<Response> {
  const form = lineForm.parse(await readFields(c));
  const batch = c.req.param('number') ?? '';
  return staying(c, site, (officer) => changeLine(site.context, { batch, ...form }, officer));
}

/** Does something to a batch; what is refused is said on its page. */
async function staying(c: Asked, site: Site, act: (officer: Officer) => Promise<void>): Promise<Response> {
  const officer = requireOfficer(c, 'card-operator');
  try {
    await act(officer);
    return c.redirect(batchPath(c.req.param('number') ?? ''), 303);
  } catch (error) {
    const problem = problemOf(error);
    if (problem === null || !/^(batch\.(paused|closed)|line\.)/.test(problem.code)) throw error;
    return show(c, site, problem.code);
  }
}

async function letters(c: Asked, site: Site): Promise<Response> {
  const officer = requireOfficer(c, 'card-operator');
  const number = c.req.param('number') ?? '';
  const pdf = await makeLetters(site.context, number, officer);
  return c.body(bodyOf(pdf), 200, {
    'content-type': 'application/pdf',
    'content-disposition': `attachment; filename="${number}.pdf"`,
    'cache-control': 'no-store',
  });
}

async function next(c: Asked, site: Site): Promise<Response> {
  const officer = requireOfficer(c, 'card-operator');
  const batch = c.req.param('number') ?? '';
  const { reader } = batchNext.parse(await c.req.json());
  const application = await takeNext(site.context, { batch, reader }, officer);
  const { name, person } = await requireApplication(site.context.db, application);
  const issued = await site.relays.issue(application, officer);
  return c.json({ application, holder: person === null ? name : `${name} ${person}`, ...issued });
}
