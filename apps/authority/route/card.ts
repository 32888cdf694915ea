import type { Card } from '@kaika/registry/card';
import { certificateStatusOf } from '@kaika/registry/certificate';
import { startOf } from '@kaika/registry/day';
import { Hono } from 'hono';
import { Failure } from '../failure.ts';
import { shipCard } from '../office/ship.ts';
import { CardPage, type CardRow, CardsPage } from '../page/card.tsx';
import { cardPath, path } from '../page/path.ts';
import { postingLetter } from '../production/letter.ts';
import { requireApplication } from '../store/application.ts';
import { countCards, requireCard, searchCards } from '../store/card.ts';
import { certificatesOfCard } from '../store/certificate.ts';
import { eventsAbout } from '../store/event.ts';
import { type Asked, type Env, pageContext, sendPage } from './env.ts';
import { bodyOf } from './holder.ts';
import { requireOfficer } from './session.ts';
import type { Site } from './site.ts';
import { timelineOf } from './timeline.ts';

/** Cards as officers see them: search, one card with its history, its letter, its shipping. */
export function cardRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  const { context } = site;
  app.get(path.cards, (c) => list(c, site));
  app.get(`${path.cards}/:number`, (c) => show(c, site));
  app.get(`${path.cards}/:number/letter.pdf`, async (c) => {
    requireOfficer(c, 'card-operator', 'help-desk', 'auditor', 'administrator');
    const card = await requireCard(context.db, c.req.param('number'));
    if (card.issuedOn === null) throw new Failure('card.incomplete');
    const application = await requireApplication(context.db, card.application);
    const pdf = await postingLetter(context, { card, application });
    return c.body(bodyOf(pdf), 200, {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${card.number}.pdf"`,
      'cache-control': 'no-store',
    });
  });
  app.post(`${path.cards}/:number/ship`, async (c) => {
    const number = c.req.param('number');
    await shipCard(context, number, requireOfficer(c, 'card-operator'));
    return c.redirect(cardPath(number), 303);
  });
  return app;
}

const rowsPerPage = 25;

async function list(c: Asked, site: Site): Promise<Response> {
  requireOfficer(c);
  const q = c.req.query('q')?.trim().slice(0, 100);
  const { db } = site.context;
  const pages = Math.max(1, Math.ceil((await countCards(db, q ?? '')) / rowsPerPage));
  const pageNumber = Math.min(pages, Math.max(1, Number(c.req.query('page')) || 1));
  const at = { limit: rowsPerPage, offset: (pageNumber - 1) * rowsPerPage };
  const rows = (await searchCards(db, q ?? '', at)).map(rowOf);
  return sendPage(c, site, String(CardsPage({ page: pageContext(c, site), q, rows, pageNumber, pages })));
}

async function show(c: Asked, site: Site): Promise<Response> {
  const officer = requireOfficer(c);
  const { db, now } = site.context;
  const card = await requireCard(db, c.req.param('number') ?? '');
  const certificates = (await certificatesOfCard(db, card.number)).filter((one) => one.der !== null);
  const events = await eventsAbout(db, [card.number, ...certificates.map((one) => one.serial)]);
  const view = {
    page: pageContext(c, site),
    card: { ...card, ...rowOf(card) },
    certificates: certificates.map((one) => ({ ...one, status: certificateStatusOf(one, now()) })),
    events: await timelineOf(db, events, card.number),
    letter: card.issuedOn !== null,
    mayShip: card.state === 'produced' && officer.roles.includes('card-operator'),
  };
  return sendPage(c, site, String(CardPage(view)));
}

function rowOf({ number, holder, state, issuedOn, activationDeadline }: Card): CardRow {
  const day = (text: string | null) => (text === null ? null : startOf(text));
  return { number, holder, state, issuedOn: day(issuedOn), activationDeadline: day(activationDeadline) };
}
