import { fromBase64 } from '@kaika/bytes/base64';
import { parseRequest } from '@kaika/pki/request';
import { type Application, openStates } from '@kaika/registry/application';
import type { Officer } from '@kaika/registry/officer';
import { isSameOrganisation } from '@kaika/registry/organisation';
import { applicationState } from '@kaika/wire/application';
import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import { keyIdOf } from '../ca/issue.ts';
import { keyNameOf } from '../ca/request.ts';
import { Failure } from '../failure.ts';
import { decide, decisionsFor, mayDecide } from '../office/decide.ts';
import { ApplicationPage } from '../page/application.tsx';
import { path } from '../page/path.ts';
import { ProductionPage } from '../page/production.tsx';
import { QueuePage } from '../page/queue.tsx';
import { applicationsInState, countApplications, requireApplication } from '../store/application.ts';
import { cardsOfOrganisation } from '../store/card.ts';
import { documentsOf, findDocument } from '../store/document.ts';
import { eventsAbout } from '../store/event.ts';
import { findOrganisationByUbn } from '../store/organisation.ts';
import { auditRoutes } from './audit.ts';
import { cardRoutes } from './card.ts';
import { cardListRoutes } from './cardlist.ts';
import { type Asked, type Env, pageContext, sendPage } from './env.ts';
import { readFields } from './form.ts';
import { bodyOf } from './holder.ts';
import { peopleRoutes } from './people.ts';
import { problemOf } from './problem.ts';
import { proposalRoutes } from './proposal.ts';
import { reportRoutes } from './report.ts';
import { searchRoutes } from './search.ts';
import { requireOfficer } from './session.ts';
import type { Site } from './site.ts';
import { sweepRoutes } from './sweep.ts';
import { timelineOf } from './timeline.ts';
import { workRoutes } from './work.ts';

/** The officers' desk. Every page asks for an officer first; whoever is none is sent to sign in. */
export function officerRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  app.get(path.officer, (c) => queue(c, site));
  app.get(`${path.officer}/applications/:number`, (c) => showApplication(c, site, {}));
  app.post(`${path.officer}/applications/:number`, (c) => decideApplication(c, site));
  app.get(`${path.officer}/applications/:number/documents/:id`, (c) => sendDocument(c, site));
  app.get(path.produce, async (c) => {
    requireOfficer(c, 'card-operator');
    const approved = await applicationsInState(site.context.db, ['approved']);
    const forCards = approved.filter(({ request }) => request === null);
    const applications = forCards.map(({ number, name, person }) => ({ number, name, person }));
    const view = { page: pageContext(c, site), applications, chosen: c.req.query('application') };
    return sendPage(c, site, String(ProductionPage(view)));
  });
  for (const part of [
    cardRoutes,
    cardListRoutes,
    workRoutes,
    searchRoutes,
    peopleRoutes,
    proposalRoutes,
    sweepRoutes,
    reportRoutes,
    auditRoutes,
  ])
    app.route('/', part(site));
  return app;
}

const rowsPerPage = 25;
async function queue(c: Asked, site: Site): Promise<Response> {
  const officer = requireOfficer(c);
  const { db } = site.context;
  const state = applicationState.safeParse(c.req.query('state')).data;
  const counts = await countApplications(db);
  const states = state === undefined ? openStates : [state];
  const total = states.reduce((sum, one) => sum + (counts[one] ?? 0), 0);
  const pages = Math.max(1, Math.ceil(total / rowsPerPage));
  const pageNumber = Math.min(pages, Math.max(1, Number(c.req.query('page')) || 1));
  const at = { limit: rowsPerPage, offset: (pageNumber - 1) * rowsPerPage };
  const found = await applicationsInState(db, states, at);
  const rows = found.map((one) => ({
    ...one,
    forYou: mayDecide(one, officer),
    reviewedByYou: one.reviewedBy === officer.id,
  }));
  const view = { page: pageContext(c, site), rows, state, counts, pageNumber, pages };
  return sendPage(c, site, String(QueuePage(view)));
}

type Said = {
  readonly values?: { readonly decision?: string | undefined; readonly reason?: string | undefined };
  readonly problem?: string;
  readonly errors?: Readonly<Record<string, string>>;
};

async function showApplication(c: Asked, site: Site, said: Said, status: 200 | 403 | 409 | 422 = 200) {
  const officer = requireOfficer(c);
  const { db } = site.context;
  const application = await requireApplication(db, c.req.param('number') ?? '');
  const subjects = [application.number, ...(application.cardNumber === null ? [] : [application.cardNumber])];
  const view = {
    page: pageContext(c, site),
    application,
    known: await knownHolder(site, application),
    request: requestOf(application),
    documents: await documentsOf(db, application.number),
    decisions: decisionsFor(application, officer),
    sameOfficer: application.state === 'reviewed' && application.reviewedBy === officer.id,
    mayProduce: mayProduce(application, officer),
    events: await timelineOf(db, await eventsAbout(db, subjects), application.number),
    decided: takeDecided(c, application.number),
    ...said,
  };
  return sendPage(c, site, String(ApplicationPage(view)), status);
}

/** The key that a certificate on no card is asked for. */
function requestOf({ request }: Application) {
  if (request === null) return undefined;
  const { spki } = parseRequest(fromBase64(request));
  return { key: keyNameOf(spki), keyId: keyIdOf(spki) };
}

/**
 * A supporting document, for officers alone: always a file to save, of the type its content has, and should a browser show it after
 * all, a page without an origin that may do nothing.
 */
async function sendDocument(c: Asked, site: Site): Promise<Response> {
  requireOfficer(c);
  const found = await findDocument(site.context.db, c.req.param('number') ?? '', c.req.param('id') ?? '');
  if (found === null) throw new Failure('request.not-found');
  return c.body(bodyOf(found.content), 200, {
    'content-type': found.type,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(found.name).replaceAll("'", '%27')}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  });
}

/** Who the stated number belongs to already, while that still matters to a decision. */
async function knownHolder({ context: { db } }: Site, application: Application) {
  const open = application.state === 'submitted' || application.state === 'reviewed';
  if (!open || application.ubn === null) return undefined;
  const known = await findOrganisationByUbn(db, application.ubn);
  if (known === null) return undefined;
  const cards = await cardsOfOrganisation(db, known.oid);
  const { name, kind, registeredAt } = known;
  const same = isSameOrganisation(known, application);
  return { name, kind, registeredAt, same, cards: cards.map(({ number }) => number) };
}

const decisionForm = z.object({
  decision: z.enum(['review', 'approve', 'return', 'refuse']),
  reason: z.string().max(500).default(''),
  version: z.coerce.number().int().positive(),
});

/** Refusals after which the officer goes on on the same page. */
const undecided: readonly string[] = [
  'application.wrong-state',
  'application.same-officer',
  'application.organisation-differs',
  'csr.key-used',
  'request.conflict',
];

async function decideApplication(c: Asked, site: Site): Promise<Response> {
  const officer = requireOfficer(c);
  const number = c.req.param('number') ?? '';
  const typed = await readFields(c);
  const values = { decision: typed.decision, reason: typed.reason };
  const form = decisionForm.safeParse(typed);
  if (!form.success) {
    const errors = { decision: 'field.required' };
    return showApplication(c, site, { values, errors }, 422);
  }
  try {
    await decide(site.context, { number, ...form.data }, officer);
  } catch (error) {
    const problem = problemOf(error);
    if (problem === null) throw error;
    if (problem.code === 'application.reason-missing') {
      return showApplication(c, site, { values, errors: { reason: problem.code } }, 422);
    }
    if (!undecided.includes(problem.code)) throw error;
    return showApplication(c, site, { values, problem: problem.code }, 409);
  }
  setCookie(c, decidedCookie, number, {
    path: path.officer,
    httpOnly: true,
    sameSite: 'Strict',
    secure: site.https,
    maxAge: 60,
  });
  return c.redirect(`${path.officer}/applications/${encodeURIComponent(number)}`, 303);
}

/** Says once that a decision was recorded: the page that shows it takes the word away. */
const decidedCookie = 'decided';

function takeDecided(c: Asked, number: string): boolean {
  if (getCookie(c, decidedCookie) !== number) return false;
  deleteCookie(c, decidedCookie, { path: path.officer });
  return true;
}

function mayProduce({ state, request }: Application, { roles }: Officer): boolean {
  return state === 'approved' && request === null && roles.includes('card-operator');
}
