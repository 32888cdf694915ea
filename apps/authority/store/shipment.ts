import type { Card } from '@kaika/registry/card';
import type { Shipment } from '@kaika/registry/shipment';
import type { Reader } from './table.ts';

/** All ways a card has been sent, newest first. */
export async function shipmentsOfCard(db: Reader, cardNumber: string): Promise<Shipment[]> {
  const rows = await db
    .selectFrom('shipment')
    .selectAll()
    .where('cardNumber', '=', cardNumber)
    .orderBy('recordedAt', 'desc')
    .execute();
  return rows.map((row) => ({ noun: 'shipment', ...row }));
}

/** The way a card is on now. */
export async function findSent(db: Reader, cardNumber: string): Promise<Shipment | null> {
  const row = await db
    .selectFrom('shipment')
    .selectAll()
    .where('cardNumber', '=', cardNumber)
    .where('state', '=', 'sent')
    .executeTakeFirst();
  return row === undefined ? null : { noun: 'shipment', ...row };
}

/** A produced card that waits to be posted, with where it goes. */
export type Unsent = Pick<Card, 'number' | 'holder' | 'issuedOn' | 'activationDeadline'> & {
  readonly address: string;
  /** It was on its way before and came back. */
  readonly returned: string | null;
};

/** Cards that wait to be posted, the oldest first. */
export async function unsentCards(db: Reader, limit = 200): Promise<Unsent[]> {
  return db
    .selectFrom('card')
    .innerJoin('application', 'application.number', 'card.application')
    .select((select) => [
      'card.number',
      'card.holder',
      'card.issuedOn',
      'card.activationDeadline',
      'application.address',
      select
        .selectFrom('shipment')
        .select('shipment.reason')
        .whereRef('shipment.cardNumber', '=', 'card.number')
        .where('shipment.state', '=', 'returned')
        .orderBy('shipment.recordedAt', 'desc')
        .limit(1)
        .as('returned'),
    ])
    .where('card.state', '=', 'produced')
    .orderBy('card.issuedOn')
    .orderBy('card.number')
    .limit(limit)
    .execute();
}
