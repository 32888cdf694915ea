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
  const row = await db
    .selectFrom('usercode')
    .selectAll()
    .where('cardNumber', '=', cardNumber)
    .executeTakeFirst();
  if (row === undefined) throw new Refusal('card.incomplete');
  return { noun: 'usercode', ...row };
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

/** Cards not yet active whose deadline is exactly that day. */
export async function cardsDueOn(db: Reader, days: readonly Day[]): Promise<Card[]> {
  const rows = await db
    .selectFrom('card')
    .selectAll()
    .where('state', 'in', ['produced', 'shipped'])
    .where('activationDeadline', 'in', days)
    .execute();
  return rows.map(toCard);
}

/** Cards whose number or holder contains the text, newest first. */
export async function searchCards(
  db: Reader,
  text: string,
  page: { readonly limit: number; readonly offset: number },
): Promise<Card[]> {
  const rows = await matching(db, text)
    .selectAll()
    .orderBy('since', 'desc')
    .orderBy('number')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return rows.map(toCard);
}

export async function countCards(db: Reader, text: string): Promise<number> {
  const { count } = await matching(db, text)
    .select((select) => select.fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

function matching(db: Reader, text: string) {
  const like = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  return db
    .selectFrom('card')
    .where((where) => where.or([where('number', 'ilike', like), where('holder', 'ilike', like)]));
}

function toCard(row: Selectable<Tables['card']>): Card {
  const { offeredAt } = row.puk;
  const puk = { ...row.puk, offeredAt: offeredAt === null ? null : new Date(offeredAt) };
  return { noun: 'card', ...row, puk };
}
