import type { Officer, Role } from '@kaika/registry/officer';
import { roles } from '@kaika/registry/officer';
import { mayDecideProposal, officerReasons, type Proposal } from '@kaika/registry/proposal';
import { Hono } from 'hono';
import { z } from 'zod';
import { approveOne, proposeRevocation, refuseOne, withdrawOne } from '../operation/proposal.ts';
import type { FieldCodes } from '../page/error.ts';
import { path, proposalPath } from '../page/path.ts';
import {
  ProposalPage,
  ProposalsPage,
  ProposeRevocationPage,
  proposalStates,
  type ShownProposal,
} from '../page/proposal.tsx';
import { proposalText } from '../page/text/proposal.ts';
import { requireCard } from '../store/card.ts';
import { holdersOf } from '../store/cardlist.ts';
import { eventsAbout } from '../store/event.ts';
import { allOfficers } from '../store/officer.ts';
import { countProposals, listProposals, requireProposal } from '../store/proposal.ts';
import { answerCsv, csvMoment, csvRows, pageOf } from './csv.ts';
import { type Asked, type Env, pageContext, sendPage } from './env.ts';
import { readFields } from './form.ts';
import { problemOf } from './problem.ts';
import { requireOfficer } from './session.ts';
import type { Site } from './site.ts';
import { timelineOf } from './timeline.ts';

/** 核定事項: what one officer proposed, decided by another; and revocation of a card on request. */
export function proposalRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  app.get(path.proposals, (c) => list(c, site));
  app.get(`${path.proposals}.csv`, (c) => sendList(c, site));
  app.get(`${path.proposals}/:number`, (c) => show(c, site));
  app.post(`${path.proposals}/:number`, (c) => decide(c, site));
  app.get(`${path.cards}/:number/revoke`, (c) => showForm(c, site, { values: {}, errors: {} }));
  app.post(`${path.cards}/:number/revoke`, (c) => propose(c, site));
  return app;
}

const rowsPerPage = 25;

async function list(c: Asked, site: Site): Promise<Response> {
  const officer = requireOfficer(c);
  const { db } = site.context;
  const state = proposalStates.find((one) => one === c.req.query('state'));
  const counts = await countProposals(db);
  const total = (state === undefined ? proposalStates : [state]).reduce(
    (sum, one) => sum + (counts[one] ?? 0),
    0,
  );
  const { at, pages, pageNumber } = pageOf(c, total, rowsPerPage);
  const rows = await shownProposals(site, await listProposals(db, state, at), officer);
  const view = { page: pageContext(c, site), rows, state, counts, pages, pageNumber };
  return sendPage(c, site, String(ProposalsPage(view)));
}

async function sendList(c: Asked, site: Site): Promise<Response> {
  const officer = requireOfficer(c);
  const state = proposalStates.find((one) => one === c.req.query('state'));
  const found = await listProposals(site.context.db, state, { limit: csvRows, offset: 0 });
  const t = proposalText[c.get('language')];
  const heads = [t.number, t.kind, t.subject, t.card, t.grounds, t.enteredBy, t.enteredAt];
  const rows = (await shownProposals(site, found, officer)).map((row) => [
    row.number,
    t.kinds[row.kind],
    row.name,
    row.cardNumber ?? '',
    row.grounds,
    row.enteredBy,
    csvMoment(row.enteredAt),
    t.states[row.state],
    row.decidedBy ?? '',
    csvMoment(row.decidedAt),
    row.refusal ?? '',
  ]);
  return answerCsv(c, 'proposals', [[...heads, t.state, t.decidedBy, t.decidedAt, t.refusal], ...rows]);
}

async function show(c: Asked, site: Site, problem?: string, status: 200 | 403 | 409 | 422 = 200) {
  const officer = requireOfficer(c);
  const { db } = site.context;
  const proposal = await requireProposal(db, c.req.param('number') ?? '');
  const [shown] = await shownProposals(site, [proposal], officer);
  if (shown === undefined) throw new Error('a proposal cannot be shown');
  const events = (await eventsAbout(db, [proposal.subject])).filter(
    ({ data }) => data.proposal === proposal.number,
  );
  const view = {
    page: pageContext(c, site),
    proposal: shown,
    isOwn: proposal.enteredBy === officer.id,
    isAboutYou: proposal.subject === officer.id,
    events: await timelineOf(db, events, proposal.subject),
    problem,
  };
  return sendPage(c, site, String(ProposalPage(view)), status);
}

const decision = z.object({
  decision: z.enum(['approve', 'refuse', 'withdraw']),
  reason: z.string().max(500).default(''),
});

async function decide(c: Asked, site: Site): Promise<Response> {
  const officer = requireOfficer(c);
  const number = c.req.param('number') ?? '';
  const said = decision.parse(await readFields(c));
  try {
    if (said.decision === 'approve') await approveOne(site.context, number, officer);
    else if (said.decision === 'refuse')
      await refuseOne(site.context, { number, reason: said.reason }, officer);
    else await withdrawOne(site.context, number, officer);
    return c.redirect(proposalPath(number), 303);
  } catch (error) {
    const problem = problemOf(error);
    if (problem === null || problem.code === 'proposal.unknown') throw error;
    const statuses = {
      'proposal.reason-missing': 422,
      'proposal.same-officer': 403,
      'officer.not-allowed': 403,
    } as const;
    const status = Object.entries(statuses).find(([code]) => code === problem.code)?.[1] ?? 409;
    return show(c, site, problem.code, status);
  }
}

type Said = {
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly errors: FieldCodes;
  readonly problem?: string;
};

async function showForm(c: Asked, site: Site, said: Said, status: 200 | 409 | 422 = 200): Promise<Response> {
  requireOfficer(c, 'first-reviewer', 'approver');
  const { number, holder } = await requireCard(site.context.db, c.req.param('number') ?? '');
  const view = { page: pageContext(c, site), card: { number, holder }, ...said };
  return sendPage(c, site, String(ProposeRevocationPage(view)), status);
}

async function propose(c: Asked, site: Site): Promise<Response> {
  const officer = requireOfficer(c, 'first-reviewer', 'approver');
  const cardNumber = c.req.param('number') ?? '';
  const values = await readFields(c);
  const reason = officerReasons.find((one) => one === values.reason);
  const grounds = values.grounds?.trim().slice(0, 1000) ?? '';
  const errors = {
    ...(reason === undefined ? { reason: 'revocation.reason-missing' } : {}),
    ...(grounds === '' ? { grounds: 'proposal.grounds-missing' } : {}),
  };
  if (reason === undefined || grounds === '') return showForm(c, site, { values, errors }, 422);
  try {
    const number = await proposeRevocation(site.context, { cardNumber, reason, grounds }, officer);
    return c.redirect(proposalPath(number), 303);
  } catch (error) {
    const problem = problemOf(error);
    if (problem === null || problem.code === 'card.unknown') throw error;
    return showForm(c, site, { values, errors: {}, problem: problem.code }, 409);
  }
}

async function shownProposals(
  { context }: Site,
  proposals: readonly Proposal[],
  officer: Officer,
): Promise<ShownProposal[]> {
  const names = new Map((await allOfficers(context.db)).map(({ id, name }) => [id, name]));
  const holders = await holdersOf(
    context.db,
    proposals.map(({ subject }) => subject),
  );
  return proposals.map((proposal) => {
    const { about, kind, subject, enteredBy, decidedBy } = proposal;
    const name = kind === 'revoke' ? holders.get(subject) : about.name;
    return {
      ...proposal,
      name: name ?? names.get(subject) ?? subject,
      roles: rolesOf(about.roles),
      cardNumber: kind === 'revoke' ? subject : (about.cardNumber ?? null),
      reason: about.reason ?? null,
      suspended: about.suspended === 'yes',
      enteredBy: names.get(enteredBy) ?? enteredBy,
      decidedBy: decidedBy === null ? null : (names.get(decidedBy) ?? decidedBy),
      forYou: mayDecideProposal(proposal, officer),
    };
  });
}

function rolesOf(text: string | undefined): readonly Role[] {
  return roles.filter((role) => text?.split(' ').includes(role));
}
