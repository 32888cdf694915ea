import type { Kysely } from 'kysely';
import { createIndex, createNoun } from './column.ts';

/** Addresses that go into the certificates of a card. */
export async function createWritings(db: Kysely<unknown>): Promise<void> {
  await createNoun(db, {
    name: 'writing',
    key: 'id',
    columns: {
      cardNumber: 'text',
      mail: 'text',
      state: 'text',
      serials: 'jsonb',
      task: 'text?',
      session: 'text?',
      askedAt: 'timestamptz',
      expiresAt: 'timestamptz',
      confirmedAt: 'timestamptz?',
      writtenAt: 'timestamptz?',
      receipt: 'text?',
    },
  });
  await createIndex(db, 'writing', ['cardNumber']);
  await createIndex(db, 'writing', ['task']);
}
