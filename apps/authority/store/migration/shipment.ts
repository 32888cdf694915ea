import { type Kysely, sql } from 'kysely';
import { createIndex, createNoun } from './column.ts';

/** Cards on their way. A card is on one way at a time. */
export async function createShipments(db: Kysely<unknown>): Promise<void> {
  await createNoun(db, {
    name: 'shipment',
    key: 'id',
    columns: {
      cardNumber: 'text',
      carrier: 'text',
      tracking: 'text',
      sentOn: 'text',
      sentBy: 'text',
      recordedAt: 'timestamptz',
      state: 'text',
      endedBy: 'text?',
      endedAt: 'timestamptz?',
      reason: 'text?',
    },
  });
  await createIndex(db, 'shipment', ['cardNumber', 'recordedAt']);
  await db.schema
    .createIndex('shipment_sent')
    .unique()
    .on('shipment')
    .column('cardNumber')
    .where(sql.ref('state'), '=', sql`'sent'`)
    .execute();
}
