import type { Kysely } from 'kysely';
import { type Columns, createIndex, createNoun, withColumns } from './column.ts';

/** What the holders' own operations keep. */
export async function createSelfService(db: Kysely<unknown>): Promise<void> {
  for (const [name, key, columns] of selfService) await createNoun(db, { name, key, columns });
  const visits = db.schema.createTable('visit').addColumn('id', 'text', (column) => column.primaryKey());
  await withColumns(visits, {
    operation: 'text',
    cardNumber: 'text',
    organisation: 'text',
    receipt: 'text',
    expiresAt: 'timestamptz',
  }).execute();
  await createIndex(db, 'link', ['cardNumber', 'state']);
  await createIndex(db, 'subscription', ['organisation', 'state']);
  await createIndex(db, 'certificate', ['state', 'notAfter']);
}

const selfService: readonly (readonly [name: string, key: string, columns: Columns])[] = [
  [
    'contact',
    'cardNumber',
    {
      name: 'text',
      mail: 'text',
      phone: 'text',
      since: 'timestamptz',
      asked: 'jsonb?',
      askedAt: 'timestamptz?',
    },
  ],
  [
    'link',
    'id',
    {
      purpose: 'text',
      cardNumber: 'text',
      state: 'text',
      issuedAt: 'timestamptz',
      expiresAt: 'timestamptz',
    },
  ],
  [
    'paper',
    'number',
    {
      cardNumber: 'text',
      mail: 'text',
      reference: 'text',
      state: 'text',
      enteredBy: 'text',
      enteredAt: 'timestamptz',
      decidedBy: 'text?',
      decidedAt: 'timestamptz?',
      reason: 'text?',
    },
  ],
  [
    'subscription',
    'id',
    {
      organisation: 'text',
      cardNumber: 'text',
      way: 'text',
      days: 'integer',
      state: 'text',
      madeAt: 'timestamptz',
      endedAt: 'timestamptz?',
      toldUntil: 'timestamptz',
    },
  ],
];
