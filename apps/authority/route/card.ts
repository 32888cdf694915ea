import type { Card } from '@kaika/registry/card';
import { certificateStatusOf } from '@kaika/registry/certificate';
import { dayOf, startOf } from '@kaika/registry/day';
import type { Officer } from '@kaika/registry/officer';
import { mayPropose } from '@kaika/registry/proposal';
import { Hono } from 'hono';
import { makeLetter } from '../office/letters.ts';
import { CardPage, type CardRow } from '../page/card.tsx';
import { path } from '../page/path.ts';
import { requireCard } from '../store/card.ts';
import { certificatesOfCard } from '../store/certificate.ts';
import { eventsAbout } from '../store/event.ts';
import { allOfficers } from '../store/officer.ts';
import { openProposals } from '../store/proposal.ts';
import { shipmentsOfCard } from '../store/shipment.ts';
import { type Asked, type Env, pageContext, sendPage } from './env.ts';
import { bodyOf } from './holder.ts';
import { requireOfficer } from './session.ts';
import type { Site } from './site.ts';
import { timelineOf } from './timeline.ts';

/** Cards as officers see them: one card with its history, its letter, its shipping. */
export function cardRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  const { context } = site;
  app.get(`${path.cards}/:number`, (c) => showCard(c, site));
  app.get(`${path.cards}/:number/letter.pdf`, async (c) => {
    const officer = requireOfficer(c, 'card-operator', 'help-desk', 'auditor', 'administrator');
    const number = c.req.param('number');
    const pdf = await makeLetter(context, number, officer);
    return c.body(bodyOf(pdf), 200, {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${number}.pdf"`,
      'cache-control': 'no-store',
    });
  });
  return app;
}

/** The page of a card, with what was refused just now. */
export async function showCard(c: Asked, site: Site, problem?: string): Promise<Response> {
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
    ...(await shippingOf(c, site, card)),
    ...(await proposingOf(site, card, officer)),
    problem,
  };
  return sendPage(c, site, String(CardPage(view)), problem === undefined ? 200 : 409);
}

/** What the officer may propose about the card, and what was proposed already. */
async function proposingOf({ context: { db } }: Site, { number, state }: Card, officer: Officer) {
  const open = await openProposals(db, number);
  const isRevocable = ['produced', 'shipped', 'active', 'suspended'].includes(state);
  return {
    mayRevoke: isRevocable && open.length === 0 && mayPropose(officer, 'revoke'),
    mayEnterPaper:
      isRevocable && officer.roles.some((role) => role === 'first-reviewer' || role === 'help-desk'),
    proposals: open.map((one) => one.number),
  };
}

async function shippingOf(c: Asked, { context: { db, now } }: Site, { number, state, issuedOn }: Card) {
  const isOperator = requireOfficer(c).roles.includes('card-operator');
  const names = new Map((await allOfficers(db)).map(({ id, name }) => [id, name]));
  const shipments = await shipmentsOfCard(db, number);
  return {
    letter: issuedOn !== null,
    mayShip: state === 'produced' && isOperator,
    mayUnship: state === 'shipped' && isOperator,
    today: dayOf(now()),
    shipments: shipments.map((one) => ({ ...one, sentBy: names.get(one.sentBy) ?? one.sentBy })),
  };
}

function rowOf({ number, holder, state, issuedOn, activationDeadline }: Card): CardRow {
  const day = (text: string | null) => (text === null ? null : startOf(text));
  return { number, holder, state, issuedOn: day(issuedOn), activationDeadline: day(activationDeadline) };
}
