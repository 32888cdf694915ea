import { type Officer, roles } from '@kaika/registry/officer';
import { mayPropose } from '@kaika/registry/proposal';
import { Hono } from 'hono';
import { Failure } from '../failure.ts';
import { type OfficerWish, proposeOfficer } from '../operation/proposal.ts';
import { path, proposalPath } from '../page/path.ts';
import { PeoplePage, type PeopleSaid, PersonPage } from '../page/people.tsx';
import { officeText } from '../page/text/office.ts';
import { roleText } from '../page/text/role.ts';
import { auditEntries } from '../store/audit.ts';
import { allOfficers, findOfficer } from '../store/officer.ts';
import { openProposals } from '../store/proposal.ts';
import { answerCsv, csvMoment } from './csv.ts';
import { type Asked, type Env, pageContext, sendPage } from './env.ts';
import { readFields } from './form.ts';
import { problemOf } from './problem.ts';
import { requireOfficer } from './session.ts';
import type { Site } from './site.ts';
import { timelineOf } from './timeline.ts';

/** 人員: who the officers are, and what an administrator proposes about it. */
export function peopleRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  app.get(path.people, (c) => list(c, site, {}));
  app.get(`${path.people}.csv`, (c) => sendList(c, site));
  app.post(path.people, (c) => propose(c, site, (said, status) => list(c, site, said, status)));
  app.get(`${path.people}/:id`, (c) => show(c, site, {}));
  app.post(`${path.people}/:id`, (c) => propose(c, site, (said, status) => show(c, site, said, status)));
  return app;
}

async function list(
  c: Asked,
  site: Site,
  said: PeopleSaid,
  status: 200 | 403 | 409 | 422 = 200,
): Promise<Response> {
  const officer = requireOfficer(c);
  const people = await allOfficers(site.context.db);
  const view = { page: pageContext(c, site), people, mayPropose: mayPropose(officer, 'appoint'), ...said };
  return sendPage(c, site, String(PeoplePage(view)), status);
}

async function sendList(c: Asked, site: Site): Promise<Response> {
  requireOfficer(c);
  const language = c.get('language');
  const t = officeText[language];
  const rows = (await allOfficers(site.context.db)).map((one) => [
    one.name,
    one.roles.map((role) => roleText[language][role]).join('、'),
    one.cardNumber ?? '',
    csvMoment(one.appointedAt),
    t[one.state],
  ]);
  return answerCsv(c, 'people', [[t.personName, t.roles, t.personCard, t.appointedAt, t.state], ...rows]);
}

async function show(
  c: Asked,
  site: Site,
  said: PeopleSaid,
  status: 200 | 403 | 409 | 422 = 200,
): Promise<Response> {
  const officer = requireOfficer(c);
  const { db } = site.context;
  const person = await requirePerson(site, c.req.param('id') ?? '');
  const open = await openProposals(db, person.id);
  const acts = await auditEntries(db, { by: person.id }, { limit: 20 });
  const about = await auditEntries(db, { subject: person.id }, { limit: 20 });
  const events = [...new Map([...acts, ...about].map((one) => [one.id, one])).values()]
    .sort((left, right) => right.at.getTime() - left.at.getTime())
    .slice(0, 20);
  const isYou = person.id === officer.id;
  const view = {
    page: pageContext(c, site),
    person,
    isYou,
    mayPropose: !isYou && mayPropose(officer, 'roles'),
    open: open.map(({ number }) => number),
    events: await timelineOf(db, events, person.id),
    ...said,
  };
  return sendPage(c, site, String(PersonPage(view)), status);
}

async function requirePerson({ context }: Site, id: string): Promise<Officer> {
  const person = await findOfficer(context.db, id);
  if (person === null) throw new Failure('request.not-found');
  return person;
}

type Again = (said: PeopleSaid, status: 403 | 409 | 422) => Promise<Response>;

/** Refusals that are about one field of the form. */
const fieldOf: Readonly<Record<string, string>> = {
  'officer.card-unfit': 'cardNumber',
  'officer.card-taken': 'cardNumber',
  'officer.roles-missing': 'roles',
  'proposal.grounds-missing': 'grounds',
};

async function propose(c: Asked, site: Site, again: Again): Promise<Response> {
  const officer = requireOfficer(c, 'administrator');
  const typed = await readFields(c);
  const kind = typed.kind ?? '';
  const field = (name: string) => typed[`${kind}-${name}`]?.trim() ?? '';
  const values = { cardNumber: field('cardNumber').toUpperCase(), grounds: field('grounds').slice(0, 1000) };
  const chosen = roles.filter((role) => typed[`role-${role}`] === 'yes');
  const said = { kind, values, roles: chosen };
  const wish = wishOf({ ...values, kind, roles: chosen, officer: c.req.param('id') ?? '' });
  if (wish === null) throw new Failure('request.malformed');
  try {
    return c.redirect(proposalPath(await proposeOfficer(site.context, wish, officer)), 303);
  } catch (error) {
    const problem = problemOf(error);
    if (problem === null) throw error;
    const at = fieldOf[problem.code];
    if (at !== undefined) return again({ ...said, errors: { [at]: problem.code } }, 422);
    return again({ ...said, problem: problem.code }, problem.code === 'officer.not-allowed' ? 403 : 409);
  }
}

type Typed = {
  readonly kind: string;
  readonly officer: string;
  readonly cardNumber: string;
  readonly grounds: string;
  readonly roles: readonly (typeof roles)[number][];
};

function wishOf({ kind, officer, cardNumber, grounds, roles: chosen }: Typed): OfficerWish | null {
  if (kind === 'appoint') return { kind, cardNumber, roles: chosen, grounds };
  if (kind === 'roles') return { kind, officer, roles: chosen, grounds };
  if (kind === 'card') return { kind, officer, cardNumber, grounds };
  return kind === 'dismiss' ? { kind, officer, grounds } : null;
}
