import type { Officer } from '@kaika/registry/officer';
import { officerReasons } from '@kaika/registry/proposal';
import { mayStart, type Sweep, type SweepScope, sweepRate } from '@kaika/registry/sweep';
import { Hono } from 'hono';
import { z } from 'zod';
import { decideSweep, proposeOne, trySweep } from '../operation/sweep.ts';
import type { FieldCodes } from '../page/error.ts';
import { path, sweepPath } from '../page/path.ts';
import { reasonText, type ShownSweep, SweepPage, SweepsPage } from '../page/sweep.tsx';
import { SweepPlanPage, type SweepPlanView } from '../page/sweep-plan.tsx';
import { sweepText } from '../page/text/sweep.ts';
import { eventsAbout } from '../store/event.ts';
import { allOfficers } from '../store/officer.ts';
import { findOrganisationByUbn } from '../store/organisation.ts';
import {
  countSweeps,
  listSweeps,
  progressOf,
  requireSweep,
  scopeChoices,
  targetsOf,
} from '../store/sweep.ts';
import { answerCsv, csvMoment, csvRows, pageOf } from './csv.ts';
import { type Asked, type Env, pageContext, sendPage } from './env.ts';
import { readFields } from './form.ts';
import { problemOf } from './problem.ts';
import { requireOfficer } from './session.ts';
import type { Site } from './site.ts';
import { timelineOf } from './timeline.ts';

/** 大量廢止: tried and proposed by an administrator, started by another officer, held by one. */
export function sweepRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  app.get(path.sweeps, (c) => list(c, site));
  app.get(`${path.sweeps}.csv`, (c) => sendList(c, site));
  app.get(`${path.sweeps}/new`, (c) => showPlan(c, site, { values: {}, errors: {} }));
  app.post(`${path.sweeps}/new`, (c) => plan(c, site));
  app.get(`${path.sweeps}/:number`, (c) => show(c, site));
  app.post(`${path.sweeps}/:number`, (c) => decide(c, site));
  app.get(`${path.sweeps}/:number/cards.csv`, (c) => sendTargets(c, site));
  return app;
}

const rowsPerPage = 25;

async function list(c: Asked, site: Site): Promise<Response> {
  const officer = requireOfficer(c);
  const { db } = site.context;
  const total = Object.values(await countSweeps(db)).reduce((sum, one) => sum + one, 0);
  const { at, pages, pageNumber } = pageOf(c, total, rowsPerPage);
  const rows = await shownSweeps(site, await listSweeps(db, at));
  const mayPropose = officer.roles.includes('administrator');
  return sendPage(
    c,
    site,
    String(SweepsPage({ page: pageContext(c, site), rows, mayPropose, pages, pageNumber })),
  );
}

async function sendList(c: Asked, site: Site): Promise<Response> {
  requireOfficer(c);
  const t = sweepText[c.get('language')];
  const page = pageContext(c, site);
  const found = await listSweeps(site.context.db, { limit: csvRows, offset: 0 });
  const rows = (await shownSweeps(site, found)).map((row) => [
    row.number,
    reasonText(row.reason, page),
    row.grounds,
    String(row.total),
    String(row.perMinute),
    row.enteredBy,
    csvMoment(row.enteredAt),
    row.decidedBy ?? '',
    t.states[row.state],
  ]);
  const { reason, grounds, perMinute } = t.fields;
  const heads = [
    t.number,
    reason,
    grounds,
    t.cards,
    perMinute,
    t.enteredBy,
    t.enteredAt,
    t.decidedBy,
    t.state,
  ];
  return answerCsv(c, 'mass-revocations', [heads, ...rows]);
}

async function show(c: Asked, site: Site, problem?: string, status: 200 | 403 | 409 | 422 = 200) {
  const officer = requireOfficer(c);
  const { db } = site.context;
  const sweep = await requireSweep(db, c.req.param('number') ?? '');
  const { at, pages, pageNumber } = pageOf(c, sweep.total, rowsPerPage);
  const [shown] = await shownSweeps(site, [sweep]);
  if (shown === undefined) throw new Error('a mass revocation cannot be shown');
  const view = {
    page: pageContext(c, site),
    sweep: shown,
    progress: await progressOf(db, sweep.number),
    targets: await targetsOf(db, sweep.number, at),
    ...{ pages, pageNumber, problem },
    isOwn: sweep.enteredBy === officer.id,
    mayStart: mayStart(sweep, officer),
    mayHold: mayHold(officer),
    events: await timelineOf(db, await eventsAbout(db, [sweep.number]), sweep.number),
  };
  return sendPage(c, site, String(SweepPage(view)), status);
}

function mayHold({ roles }: Officer): boolean {
  return roles.includes('administrator') || roles.includes('approver');
}

async function sendTargets(c: Asked, site: Site): Promise<Response> {
  requireOfficer(c);
  const sweep = await requireSweep(site.context.db, c.req.param('number') ?? '');
  const t = sweepText[c.get('language')];
  const found = await targetsOf(site.context.db, sweep.number, { limit: csvRows, offset: 0 });
  const rows = found.map((row) => [
    row.cardNumber,
    row.holder,
    t.targetStates[row.state],
    row.note ?? '',
    csvMoment(row.at),
    row.receipt ?? '',
  ]);
  return answerCsv(c, sweep.number, [[t.number, t.holder, t.state, '', t.at, t.receipt], ...rows]);
}

const acting = z.object({
  act: z.enum(['start', 'refuse', 'pause', 'resume', 'stop']),
  reason: z.string().max(500).default(''),
});

async function decide(c: Asked, site: Site): Promise<Response> {
  const officer = requireOfficer(c);
  const number = c.req.param('number') ?? '';
  const said = acting.parse(await readFields(c));
  try {
    await decideSweep(site.context, { number, ...said }, officer);
    return c.redirect(sweepPath(number), 303);
  } catch (error) {
    const problem = problemOf(error);
    if (problem === null || problem.code === 'sweep.unknown') throw error;
    const isRole = problem.code === 'officer.not-allowed' || problem.code === 'proposal.same-officer';
    const status = problem.code === 'proposal.reason-missing' ? 422 : isRole ? 403 : 409;
    return show(c, site, problem.code, status);
  }
}

type Said = Pick<SweepPlanView, 'values' | 'errors' | 'problem' | 'tried'>;

async function showPlan(c: Asked, site: Site, said: Said, status: 200 | 409 | 422 = 200): Promise<Response> {
  requireOfficer(c, 'administrator');
  const choices = await scopeChoices(site.context.db);
  return sendPage(c, site, String(SweepPlanPage({ page: pageContext(c, site), choices, ...said })), status);
}

async function plan(c: Asked, site: Site): Promise<Response> {
  const officer = requireOfficer(c, 'administrator');
  const values = await readFields(c);
  const read = await readPlan(site, values);
  if ('errors' in read) return showPlan(c, site, { values, errors: read.errors }, 422);
  try {
    if (values.step === 'propose') {
      return c.redirect(sweepPath(await proposeOne(site.context, read, officer)), 303);
    }
    const tried = { ...(await trySweep(site.context, read.scope)), perMinute: read.perMinute };
    return showPlan(c, site, { values, errors: {}, tried });
  } catch (error) {
    const problem = problemOf(error);
    if (problem === null) throw error;
    return showPlan(c, site, { values, errors: {}, problem: problem.code }, 422);
  }
}

type Plan = Pick<Sweep, 'scope' | 'reason' | 'grounds' | 'perMinute'>;

const day = z.iso.date();

async function readPlan(
  { context }: Site,
  typed: Readonly<Record<string, string | undefined>>,
): Promise<Plan | { readonly errors: FieldCodes }> {
  const text = (name: string) => typed[name]?.trim() ?? '';
  const said = text('organisation');
  const known = /^\d{8}$/.test(said) ? await findOrganisationByUbn(context.db, said) : null;
  const reason = officerReasons.find((one) => one === typed.reason);
  const grounds = text('grounds').slice(0, 1000);
  const perMinute = Number(text('perMinute'));
  const isRate = Number.isInteger(perMinute) && perMinute >= sweepRate.least && perMinute <= sweepRate.most;
  const bad = (name: string) => text(name) !== '' && !day.safeParse(text(name)).success;
  const errors = {
    ...(bad('issuedFrom') ? { issuedFrom: 'field.invalid' } : {}),
    ...(bad('issuedUntil') ? { issuedUntil: 'field.invalid' } : {}),
    ...(reason === undefined ? { reason: 'revocation.reason-missing' } : {}),
    ...(grounds === '' ? { grounds: 'proposal.grounds-missing' } : {}),
    ...(isRate ? {} : { perMinute: 'sweep.rate' }),
  };
  if (reason === undefined || Object.keys(errors).length > 0) return { errors };
  const scope: SweepScope = {
    organisation: known?.oid ?? said,
    model: text('model'),
    generation: text('generation'),
    issuedFrom: text('issuedFrom'),
    issuedUntil: text('issuedUntil'),
    numbers: text('numbers')
      .toUpperCase()
      .split(/[\s,;]+/)
      .join(' '),
  };
  return { scope, reason, grounds, perMinute };
}

async function shownSweeps({ context }: Site, sweeps: readonly Sweep[]): Promise<ShownSweep[]> {
  const names = new Map((await allOfficers(context.db)).map(({ id, name }) => [id, name]));
  return sweeps.map((sweep) => ({
    ...sweep,
    enteredBy: names.get(sweep.enteredBy) ?? sweep.enteredBy,
    decidedBy: sweep.decidedBy === null ? null : (names.get(sweep.decidedBy) ?? sweep.decidedBy),
  }));
}
