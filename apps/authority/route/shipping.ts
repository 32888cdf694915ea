import { dayOf } from '@kaika/registry/day';
import { isDay, returnReasons } from '@kaika/registry/shipment';
import { Hono } from 'hono';
import { z } from 'zod';
import { Failure } from '../failure.ts';
import { receiveReturned, shipCard, undoShipping } from '../office/ship.ts';
import { readShipList, recordShipList } from '../office/shiplist.ts';
import { csvOf } from '../operation/csv.ts';
import type { FieldCodes } from '../page/error.ts';
import { cardPath, path } from '../page/path.ts';
import { ShipListPage, ShippingPage, type ShippingValues } from '../page/shipping.tsx';
import { lettersOfBatch } from '../store/card.ts';
import { unsentCards } from '../store/shipment.ts';
import { showCard } from './card.ts';
import { type Asked, type Env, pageContext, sendPage } from './env.ts';
import { readFields } from './form.ts';
import { problemOf } from './problem.ts';
import { requireOfficer } from './session.ts';
import type { Site } from './site.ts';

/** Cards on their way to their holders: one by one on the card's page, many by a list. */
export function shippingRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  app.get(path.shipping, async (c) => {
    const list = await listOfBatch(site, c.req.query('batch'));
    return show(c, site, { values: { list }, errors: {} });
  });
  app.post(path.shipping, (c) => readList(c, site));
  app.post(`${path.cards}/:number/ship`, async (c) => {
    const officer = requireOfficer(c, 'card-operator');
    const form = shipForm.parse(await readFields(c));
    const sentOn = form.sentOn || dayOf(site.context.now());
    const posting = { ...form, sentOn, cardNumber: c.req.param('number') };
    return staying(c, site, () => shipCard(site.context, posting, officer));
  });
  app.post(`${path.cards}/:number/unship`, async (c) => {
    const officer = requireOfficer(c, 'card-operator');
    const { reason = '' } = await readFields(c);
    const number = c.req.param('number');
    return staying(c, site, () => undoShipping(site.context, { number, reason }, officer));
  });
  app.post(`${path.cards}/:number/returned`, async (c) => {
    const officer = requireOfficer(c, 'card-operator');
    const { why } = returnForm.parse(await readFields(c));
    const number = c.req.param('number');
    return staying(c, site, () => receiveReturned(site.context, { number, reason: why }, officer));
  });
  return app;
}

const shipForm = z.object({
  carrier: z.string().max(40).default(''),
  tracking: z.string().max(60).default(''),
  sentOn: z.string().max(10).default(''),
});
const returnForm = z.object({ why: z.enum(returnReasons) });

/** Does something to a card's way; what is refused is said on the card's page. */
async function staying(c: Asked, site: Site, act: () => Promise<void>): Promise<Response> {
  const number = c.req.param('number') ?? '';
  try {
    await act();
    return c.redirect(cardPath(number), 303);
  } catch (error) {
    const problem = problemOf(error);
    if (problem === null || !problem.code.startsWith('shipment.')) throw error;
    return showCard(c, site, problem.code);
  }
}

type Said = {
  readonly values: ShippingValues;
  readonly errors: FieldCodes;
  readonly recorded?: number | undefined;
};

async function show(c: Asked, site: Site, { values, errors, recorded }: Said): Promise<Response> {
  const officer = requireOfficer(c);
  const view = {
    page: pageContext(c, site),
    unsent: await unsentCards(site.context.db),
    mayShip: officer.roles.includes('card-operator'),
    values: { ...values, sentOn: values.sentOn ?? dayOf(site.context.now()) },
    errors,
    recorded,
  };
  return sendPage(c, site, String(ShippingPage(view)), Object.keys(errors).length > 0 ? 422 : 200);
}

async function readList(c: Asked, site: Site): Promise<Response> {
  const officer = requireOfficer(c, 'card-operator');
  const values = await readForm(c);
  if (values.step === 'edit') return show(c, site, { values, errors: {} });
  const errors = wrongOf(values, dayOf(site.context.now()));
  if (Object.keys(errors).length > 0) return show(c, site, { values, errors });
  try {
    const rows = await readShipList(site.context, values.list);
    if (values.step !== 'record') {
      return sendPage(c, site, String(ShipListPage({ page: pageContext(c, site), rows, values })));
    }
    const recorded = await recordShipList(site.context, { rows, ...values }, officer);
    return show(c, site, { values: {}, errors: {}, recorded });
  } catch (error) {
    const problem = problemOf(error);
    if (problem?.code !== 'shipment.list') throw error;
    return show(c, site, { values, errors: { list: problem.code } });
  }
}

function wrongOf({ sentOn, list }: { sentOn: string; list: string }, today: string): FieldCodes {
  const wrongDay = !isDay(sentOn) || sentOn > today;
  return {
    ...(wrongDay ? { sentOn: 'shipment.day' } : {}),
    ...(list.trim() === '' ? { list: 'field.required' } : {}),
  };
}

/** The fields as texts; a chosen file in place of what was typed. */
async function readForm(c: Asked) {
  const body = await c.req.parseBody().catch((cause: unknown) => {
    throw new Failure('request.malformed', {}, { cause });
  });
  const text = (name: string) => (typeof body[name] === 'string' ? body[name] : '');
  const { file } = body;
  const list = file instanceof File && file.size > 0 ? await textOf(file) : text('list');
  return { step: text('step'), carrier: text('carrier').slice(0, 40), sentOn: text('sentOn'), list };
}

/** UTF-8, with or without its mark; anything else is no list. Throws `shipment.list`. */
async function textOf(file: File): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
  } catch (cause) {
    throw new Failure('shipment.list', {}, { cause });
  }
}

/** The cards of a batch that wait to be posted, as the list wants them: what is left is to type the carrier's numbers. */
async function listOfBatch(
  { context: { db } }: Site,
  batch: string | undefined,
): Promise<string | undefined> {
  if (batch === undefined) return undefined;
  const cards = (await lettersOfBatch(db, batch)).filter(({ card }) => card.state === 'produced');
  return csvOf(cards.map(({ card }) => [card.number, ''])).replace(/^\u{feff}/u, '');
}
