import { type Kysely, sql } from 'kysely';
import { createIndex, createNoun } from './column.ts';

/** Batches of cards and their lines. An application is in one batch at a time. */
export async function createBatches(db: Kysely<unknown>): Promise<void> {
  await createNoun(db, {
    name: 'batch',
    key: 'number',
    columns: {
      title: 'text',
      order: 'text',
      state: 'text',
      madeBy: 'text',
      madeAt: 'timestamptz',
      closedAt: 'timestamptz?',
      lettersMade: 'integer',
      lettersAt: 'timestamptz?',
    },
  });
  await createNoun(db, {
    name: 'line',
    key: 'id',
    columns: {
      batch: 'text',
      application: 'text',
      position: 'integer',
      priority: 'integer',
      state: 'text',
      takenBy: 'text?',
      takenAt: 'timestamptz?',
      reader: 'text?',
      cardNumber: 'text?',
      code: 'text?',
      attempts: 'integer',
      spoiled: 'integer',
    },
  });
  await createIndex(db, 'line', ['batch', 'state']);
  await db.schema
    .createIndex('line_open')
    .unique()
    .on('line')
    .column('application')
    .where(sql.ref('state'), 'in', sql`('waiting', 'making', 'failed')`)
    .execute();
}
