import type { Kysely } from 'kysely';
import { createNoun, withColumns } from './column.ts';

/** What was proved with card and PIN, for which operation and parameters. */
export async function createProofs(db: Kysely<unknown>): Promise<void> {
  const table = db.schema.createTable('proof').addColumn('nonce', 'text', (column) => column.primaryKey());
  await withColumns(table, {
    session: 'text',
    operation: 'text',
    parameters: 'text',
    issuedAt: 'timestamptz',
    usedAt: 'timestamptz?',
  }).execute();
}

/** Mailed codes, and revocations that wait for their confirmation. */
export async function createRevocations(db: Kysely<unknown>): Promise<void> {
  await createNoun(db, {
    name: 'mailcode',
    key: 'id',
    columns: {
      cardNumber: 'text',
      operation: 'text',
      reason: 'text?',
      hash: 'text',
      taken: 'integer',
      issuedAt: 'timestamptz',
      expiresAt: 'timestamptz',
      usedAt: 'timestamptz?',
    },
  });
  await createNoun(db, {
    name: 'revocation',
    key: 'id',
    columns: {
      cardNumber: 'text',
      reason: 'text',
      by: 'text',
      session: 'text',
      askedAt: 'timestamptz',
      expiresAt: 'timestamptz',
      confirmedAt: 'timestamptz?',
      receipt: 'text?',
    },
  });
  await db.schema.createIndex('mailcode_card').on('mailcode').columns(['cardNumber', 'issuedAt']).execute();
}
