import type { Card, CardState } from '@kaika/registry/card';
import { cardNumberOf } from '@kaika/registry/card';
import type { Day } from '@kaika/registry/day';
import { Refusal } from '@kaika/registry/refusal';
import type { UserCode } from '@kaika/registry/usercode';
import { type Selectable, sql } from 'kysely';
import type { Reader, Tables } from './table.ts';

/** Draws the next card number. Numbers of broken-off productions are not used again. */
export async function nextCardNumber(db: Reader): Promise<string> {
  const { rows } = await sql<{ next: number | string }>`
    select nextval('authority.card_sequence') as next`.execute(db);
  return cardNumberOf(Number(rows[0]?.next));
}

/** The card with this number. Throws `card.unknown`. */
export async function requireCard(db: Reader, number: string): Promise<Card> {
  const card = await findCard(db, number);
  if (card === null) throw new Refusal('card.unknown');
  return card;
}

export async function findCard(db: Reader, number: string): Promise<Card | null> {
  const row = await db.selectFrom('card').selectAll().where('number', '=', number).executeTakeFirst();
  return row === undefined ? null : toCard(row);
}

/** The user code of a card. Throws `card.incomplete` where production did not get that far. */
export async function requireCode(db: Reader, cardNumber: string): Promise<UserCode> {
  const code = await findCode(db, cardNumber);
  if (code === null) throw new Refusal('card.incomplete');
  return code;
}

export async function findCode(db: Reader, cardNumber: string): Promise<UserCode | null> {
  const row = await db
    .selectFrom('usercode')
    .selectAll()
    .where('cardNumber', '=', cardNumber)
    .executeTakeFirst();
  return row === undefined ? null : { noun: 'usercode', ...row };
}

/** Cards in one of the states, newest first. */
export async function cardsInState(db: Reader, states: readonly CardState[], limit = 100): Promise<Card[]> {
  const rows = await db
    .selectFrom('card')
    .selectAll()
    .where('state', 'in', states)
    .orderBy('since', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toCard);
}

/** All cards of an organisation that were finished, oldest first. */
export async function cardsOfOrganisation(db: Reader, oid: string): Promise<Card[]> {
  const rows = await db
    .selectFrom('card')
    .selectAll()
    .where('organisation', '=', oid)
    .where('issuedOn', 'is not', null)
    .orderBy('number')
    .execute();
  return rows.map(toCard);
}

/** All cards of an application, the broken-off ones too. */
export async function cardsOfApplication(db: Reader, application: string): Promise<Card[]> {
  const rows = await db.selectFrom('card').selectAll().where('application', '=', application).execute();
  return rows.map(toCard);
}

/** Cards whose last day of activation lies before `today`. */
export async function overdueCards(db: Reader, today: Day): Promise<Card[]> {
  const rows = await db
    .selectFrom('card')
    .selectAll()
    .where('state', 'in', ['produced', 'shipped'])
    .where('activationDeadline', '<', today)
    .execute();
  return rows.map(toCard);
}

/** Productions begun before that moment that neither ended nor were given up. */
export async function brokenOffCards(db: Reader, before: Date): Promise<Card[]> {
  const rows = await db
    .selectFrom('card')
    .selectAll()
    .where('state', '=', 'incomplete')
    .where('reason', 'is', null)
    .where('since', '<', before)
    .execute();
  return rows.map(toCard);
}

/** Cards not yet active whose last day of activation lies in a span of days, both ends in. */
export async function cardsDueBy(
  db: Reader,
  span: { readonly from: Day; readonly until: Day },
): Promise<Card[]> {
  const rows = await db
    .selectFrom('card')
    .selectAll()
    .where('state', 'in', ['produced', 'shipped'])
    .where('activationDeadline', '>=', span.from)
    .where('activationDeadline', '<=', span.until)
    .execute();
  return rows.map(toCard);
}

/** Cards in use whose certificates end in a span of time. */
export async function cardsExpiringBy(
  db: Reader,
  span: { readonly from: Date; readonly until: Date },
): Promise<Card[]> {
  const rows = await db
    .selectFrom('card')
    .selectAll()
    .where('state', 'in', ['active', 'suspended'])
    .where('notAfter', '>', span.from)
    .where('notAfter', '<=', span.until)
    .execute();
  return rows.map(toCard);
}

/** Cards in use whose certificates have ended. */
export async function endedCards(db: Reader, now: Date, limit = 500): Promise<Card[]> {
  const rows = await db
    .selectFrom('card')
    .selectAll()
    .where('state', 'in', ['active', 'suspended'])
    .where('notAfter', '<', now)
    .limit(limit)
    .execute();
  return rows.map(toCard);
}

/** The cards of a batch that are made and not yet used, each with whom its letter goes to. */
export async function lettersOfBatch(db: Reader, batch: string) {
  const rows = await db
    .selectFrom('line')
    .innerJoin('card', 'card.number', 'line.cardNumber')
    .innerJoin('application', 'application.number', 'line.application')
    .selectAll('card')
    .select(['application.name', 'application.address', 'application.contactName'])
    .where('line.batch', '=', batch)
    .where('line.state', '=', 'done')
    .where('card.state', 'in', ['produced', 'shipped'])
    .execute();
  return rows.map(({ name, address, contactName, ...row }) => ({
    card: toCard(row),
    application: { number: row.application, name, address, contactName },
  }));
}

function toCard(row: Selectable<Tables['card']>): Card {
  const { offeredAt } = row.puk;
  const puk = { ...row.puk, offeredAt: offeredAt === null ? null : new Date(offeredAt) };
  return { noun: 'card', ...row, puk };
}
