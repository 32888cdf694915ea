import { type Kysely, sql } from 'kysely';
import { type Columns, createIndex, createNoun, withColumns } from './column.ts';

/** The registry's nouns, the log, and what the authority keeps for itself. */
export async function createRegistry(db: Kysely<unknown>): Promise<void> {
  for (const [name, key, columns] of nouns) await createNoun(db, { name, key, columns });
  await createIndexes(db);
  await createLog(db);
  await createDesk(db);
  for (const name of ['card_sequence', 'organisation_sequence']) {
    await sql`create sequence ${sql.table(`authority.${name}`)}`.execute(db);
  }
}

const nouns: readonly (readonly [name: string, key: string, columns: Columns])[] = [
  [
    'organisation',
    'oid',
    { kind: 'text', name: 'text', ubn: 'text?', address: 'text', registeredAt: 'timestamptz' },
  ],
  [
    'officer',
    'id',
    { name: 'text', roles: 'jsonb', cardNumber: 'text?', state: 'text', appointedAt: 'timestamptz' },
  ],
  [
    'application',
    'number',
    {
      kind: 'text',
      name: 'text',
      ubn: 'text?',
      address: 'text',
      contactName: 'text',
      contactMail: 'text',
      contactPhone: 'text',
      person: 'text?',
      state: 'text',
      userCodeHash: 'text',
      submittedAt: 'timestamptz',
      enteredBy: 'text?',
      reviewedBy: 'text?',
      reviewedAt: 'timestamptz?',
      decidedBy: 'text?',
      decidedAt: 'timestamptz?',
      reason: 'text?',
      organisation: 'text?',
      cardNumber: 'text?',
    },
  ],
  [
    'card',
    'number',
    {
      state: 'text',
      application: 'text',
      organisation: 'text',
      holder: 'text',
      productionId: 'text',
      model: 'text?',
      guid: 'text?',
      puk: 'jsonb',
      managementVersion: 'integer',
      issuedOn: 'text?',
      activationDeadline: 'text?',
      notAfter: 'timestamptz?',
      shippedAt: 'timestamptz?',
      activatedAt: 'timestamptz?',
      since: 'timestamptz',
      reason: 'text?',
    },
  ],
  [
    'certificate',
    'serial',
    {
      generation: 'text',
      use: 'text',
      cardNumber: 'text',
      organisation: 'text',
      subject: 'text',
      keyId: 'text',
      tbs: 'bytea',
      der: 'bytea?',
      shard: 'integer',
      notBefore: 'timestamptz',
      notAfter: 'timestamptz',
      state: 'text',
      since: 'timestamptz',
      heldSince: 'timestamptz?',
      reason: 'text?',
    },
  ],
  [
    'usercode',
    'cardNumber',
    { hash: 'text', maxTries: 'integer', taken: 'integer', lockedAt: 'timestamptz?', setAt: 'timestamptz' },
  ],
  [
    'task',
    'id',
    {
      operation: 'text',
      cardNumber: 'text?',
      application: 'text?',
      origin: 'text',
      hash: 'text',
      secret: 'text',
      state: 'text',
      attempt: 'integer',
      offer: 'jsonb?',
      issuedAt: 'timestamptz',
      expiresAt: 'timestamptz',
      confirmedAt: 'timestamptz?',
      receipt: 'text?',
      reason: 'text?',
    },
  ],
  [
    'receipt',
    'number',
    { what: 'text', at: 'timestamptz', cardNumber: 'text?', holder: 'text', jws: 'text' },
  ],
];

async function createIndexes(db: Kysely<unknown>): Promise<void> {
  const indexes: readonly (readonly [table: string, columns: readonly string[]])[] = [
    ['application', ['state', 'submittedAt']],
    ['application', ['ubn']],
    ['card', ['state', 'activationDeadline']],
    ['card', ['organisation']],
    ['certificate', ['cardNumber']],
    ['certificate', ['organisation']],
    ['certificate', ['keyId']],
    ['certificate', ['generation', 'shard', 'state']],
    ['task', ['cardNumber', 'state']],
    ['receipt', ['cardNumber']],
  ];
  for (const [table, columns] of indexes) await createIndex(db, table, columns);
  const unique = (name: string) => db.schema.createIndex(name).unique();
  await unique('organisation_ubn').on('organisation').column('ubn').execute();
  await unique('officer_card').on('officer').column('cardNumber').execute();
}

/** The log (docs/practice.md): rows come without index; the sequencer numbers them and signs the tree. */
async function createLog(db: Kysely<unknown>): Promise<void> {
  const event: Columns = {
    at: 'timestamptz',
    by: 'text',
    what: 'text',
    subject: 'text',
    data: 'jsonb',
    salt: 'text',
    leaf: 'text',
    index: 'integer?',
  };
  const table = db.schema.createTable('event').addColumn('id', 'text', (column) => column.primaryKey());
  await withColumns(table, event).execute();
  await db.schema.createIndex('event_index').unique().on('event').column('index').execute();
  await db.schema.createIndex('event_subject').on('event').columns(['subject', 'at']).execute();
  await db.schema
    .createIndex('event_new')
    .on('event')
    .columns(['at', 'id'])
    .where(sql.ref('index'), 'is', null)
    .execute();
  const head: Columns = { root: 'text', at: 'timestamptz', frontier: 'jsonb', jws: 'text' };
  await withColumns(
    db.schema.createTable('treehead').addColumn('size', 'integer', (column) => column.primaryKey()),
    head,
  ).execute();
}

async function createDesk(db: Kysely<unknown>): Promise<void> {
  const session: Columns = {
    officer: 'text?',
    nonce: 'text?',
    nonceIssuedAt: 'timestamptz?',
    nonceUsedAt: 'timestamptz?',
    signedInAt: 'timestamptz?',
    expiresAt: 'timestamptz',
  };
  const sessions = db.schema.createTable('session').addColumn('id', 'text', (column) => column.primaryKey());
  await withColumns(sessions, session).execute();
  const authority: Columns = {
    name: 'text',
    profile: 'text',
    issuer: 'text',
    key: 'text',
    der: 'bytea',
    notAfter: 'timestamptz',
    madeAt: 'timestamptz',
  };
  const authorities = db.schema
    .createTable('authority')
    .addColumn('serial', 'text', (column) => column.primaryKey());
  await withColumns(authorities, authority).execute();
  const crl: Columns = {
    generation: 'text',
    scope: 'text',
    number: 'integer',
    der: 'bytea',
    thisUpdate: 'timestamptz',
    nextUpdate: 'timestamptz',
  };
  await withColumns(db.schema.createTable('crl'), crl)
    .addPrimaryKeyConstraint('crl_pk', ['generation', 'scope'])
    .execute();
  await withColumns(db.schema.createTable('staleshard'), {
    generation: 'text',
    shard: 'integer',
    since: 'timestamptz',
  })
    .addPrimaryKeyConstraint('staleshard_pk', ['generation', 'shard'])
    .execute();
  await withColumns(db.schema.createTable('reminder'), { cardNumber: 'text', day: 'text' })
    .addPrimaryKeyConstraint('reminder_pk', ['cardNumber', 'day'])
    .execute();
}
