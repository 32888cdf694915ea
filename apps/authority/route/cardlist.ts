import { openStates } from '@kaika/registry/application';
import { addDays, dayOf, startOf } from '@kaika/registry/day';
import { applicationState } from '@kaika/wire/application';
import { Hono } from 'hono';
import { CardsPage, cardStates } from '../page/cardlist.tsx';
import { path } from '../page/path.ts';
import { kindText } from '../page/text/kind.ts';
import { officeText } from '../page/text/office.ts';
import { progressText } from '../page/text/progress.ts';
import { statusText } from '../page/text/status.ts';
import { applicationsInState } from '../store/application.ts';
import { type CardFilter, countCards, listCards } from '../store/cardlist.ts';
import { answerCsv, csvMoment, csvRows, pageOf } from './csv.ts';
import { type Asked, type Env, pageContext, sendPage } from './env.ts';
import { requireOfficer } from './session.ts';
import type { Site } from './site.ts';

/** The list of cards, and the lists of cards and applications as files. */
export function cardListRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  app.get(path.cards, (c) => list(c, site));
  app.get(`${path.cards}.csv`, (c) => sendCards(c, site));
  app.get(`${path.officer}.csv`, (c) => sendApplications(c, site));
  return app;
}

const rowsPerPage = 25;
const dueDays = 7;

async function list(c: Asked, site: Site): Promise<Response> {
  requireOfficer(c);
  const { db } = site.context;
  const { q, state, filter } = readFilter(c, site);
  const { at, pages, pageNumber } = pageOf(c, await countCards(db, filter), rowsPerPage);
  const day = (text: string | null) => (text === null ? null : startOf(text));
  const rows = (await listCards(db, filter, at)).map(({ issuedOn, activationDeadline, ...card }) => ({
    ...card,
    issuedOn: day(issuedOn),
    activationDeadline: day(activationDeadline),
  }));
  return sendPage(
    c,
    site,
    String(CardsPage({ page: pageContext(c, site), q, state, rows, pages, pageNumber })),
  );
}

async function sendCards(c: Asked, site: Site): Promise<Response> {
  requireOfficer(c);
  const language = c.get('language');
  const t = officeText[language];
  const found = await listCards(site.context.db, readFilter(c, site).filter, { limit: csvRows, offset: 0 });
  const rows = found.map((card) => [
    card.number,
    card.holder,
    statusText[language].card[card.state],
    card.issuedOn ?? '',
    card.activationDeadline ?? '',
    csvMoment(card.activatedAt),
    csvMoment(card.notAfter),
  ]);
  const heads = [t.cardNumber, t.holder, t.state, t.issuedOn, t.deadline, t.activatedAt, t.notAfter];
  return answerCsv(c, 'cards', [heads, ...rows]);
}

async function sendApplications(c: Asked, site: Site): Promise<Response> {
  requireOfficer(c);
  const language = c.get('language');
  const t = officeText[language];
  const state = applicationState.safeParse(c.req.query('state')).data;
  const states = state === undefined ? openStates : [state];
  const found = await applicationsInState(site.context.db, states, { limit: csvRows, offset: 0 });
  const rows = found.map((one) => [
    one.number,
    one.name,
    one.person ?? '',
    one.ubn ?? '',
    kindText[language][one.kind],
    csvMoment(one.submittedAt),
    progressText[language].states[one.state],
  ]);
  return answerCsv(c, 'applications', [
    [t.number, t.name, t.person, 'UBN', t.kind, t.submittedAt, t.state],
    ...rows,
  ]);
}

function readFilter(c: Asked, { context }: Site) {
  const q = c.req.query('q')?.trim().slice(0, 100);
  const asked = c.req.query('state');
  const state = asked === 'due' ? 'due' : cardStates.find((one) => one === asked);
  const filter: CardFilter =
    state === 'due' ? { text: q, dueBy: addDays(dayOf(context.now()), dueDays) } : { text: q, state };
  return { q, state, filter } as const;
}
