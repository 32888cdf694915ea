import { type Kysely, sql } from 'kysely';
import { createIndex, createNoun, withColumns } from './column.ts';

/** What two officers do together. */
export async function createProposals(db: Kysely<unknown>): Promise<void> {
  await createNoun(db, {
    name: 'proposal',
    key: 'number',
    columns: {
      kind: 'text',
      subject: 'text',
      about: 'jsonb',
      grounds: 'text',
      state: 'text',
      enteredBy: 'text',
      enteredAt: 'timestamptz',
      decidedBy: 'text?',
      decidedAt: 'timestamptz?',
      refusal: 'text?',
      receipt: 'text?',
    },
  });
  await createIndex(db, 'proposal', ['state', 'enteredAt']);
  await createIndex(db, 'proposal', ['subject']);
}

/** Mass revocations, and the cards each one names. */
export async function createSweeps(db: Kysely<unknown>): Promise<void> {
  await createNoun(db, {
    name: 'sweep',
    key: 'number',
    columns: {
      scope: 'jsonb',
      reason: 'text',
      grounds: 'text',
      perMinute: 'integer',
      total: 'integer',
      state: 'text',
      enteredBy: 'text',
      enteredAt: 'timestamptz',
      decidedBy: 'text?',
      decidedAt: 'timestamptz?',
      refusal: 'text?',
      runningSince: 'timestamptz?',
      endedAt: 'timestamptz?',
    },
  });
  const targets = db.schema.createTable('sweeptarget');
  await withColumns(targets, {
    sweep: 'text',
    cardNumber: 'text',
    state: 'text',
    note: 'text?',
    receipt: 'text?',
    at: 'timestamptz?',
  })
    .addPrimaryKeyConstraint('sweeptarget_pk', ['sweep', 'cardNumber'])
    .execute();
  await createIndex(db, 'sweeptarget', ['sweep', 'state', 'cardNumber']);
  await createIndex(db, 'sweeptarget', ['sweep', 'at']);
}

/** What lists, searches and reports go by. `text_pattern_ops`: beginnings are found whatever the database's collation. */
export async function createListIndexes(db: Kysely<unknown>): Promise<void> {
  const beginnings: readonly (readonly [name: string, table: string, of: string])[] = [
    ['application_number_begins', 'application', '"number"'],
    ['application_name_begins', 'application', 'lower("name")'],
    ['application_person_begins', 'application', 'lower("person")'],
    ['application_ubn_begins', 'application', '"ubn"'],
    ['card_number_begins', 'card', '"number"'],
    ['card_holder_begins', 'card', 'lower("holder")'],
    ['certificate_serial_begins', 'certificate', '"serial"'],
    ['organisation_name_begins', 'organisation', 'lower("name")'],
    ['organisation_ubn_begins', 'organisation', '"ubn"'],
    ['receipt_number_begins', 'receipt', '"number"'],
  ];
  for (const [name, table, of] of beginnings) {
    const on = sql.table(`authority.${table}`);
    await sql`create index ${sql.ref(name)} on ${on} (${sql.raw(of)} text_pattern_ops)`.execute(db);
  }
  await createIndex(db, 'card', ['since', 'number']);
  await createIndex(db, 'card', ['issuedOn']);
  await createIndex(db, 'card', ['activatedAt']);
  await createIndex(db, 'card', ['notAfter']);
  await createIndex(db, 'card', ['state', 'since']);
  await createIndex(db, 'event', ['at', 'id']);
  await createIndex(db, 'event', ['by', 'at', 'id']);
  await createIndex(db, 'event', ['what', 'at', 'id']);
  await createIndex(db, 'certificate', ['state', 'since']);
  await createIndex(db, 'paper', ['state', 'enteredAt']);
}
