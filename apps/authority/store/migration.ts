import { type CreateTableBuilder, type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { createApplicants } from './applicant.ts';
import type { Database, Tables } from './table.ts';

/** Brings the schema `authority` up to date and gives the way into it. */
export async function openStore(database: Kysely<unknown>): Promise<Database> {
  await sql`create schema if not exists authority`.execute(database);
  const own = database.withSchema('authority');
  const migrator = new Migrator({
    db: own,
    provider: { getMigrations: async () => migrations },
    migrationTableSchema: 'authority',
    // Numbers say who belongs together, not who came first: a later release may add one in between.
    allowUnorderedMigrations: true,
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
  return own.withTables<Tables>();
}

type Type = 'text' | 'integer' | 'timestamptz' | 'jsonb' | 'bytea';
/** `name: type` for a column that is always there, `type?` for one that may be null. */
type Columns = Readonly<Record<string, Type | `${Type}?`>>;

const migrations: Record<string, Migration> = {
  '0001_init': {
    async up(db: Kysely<unknown>) {
      for (const [name, key, columns] of nouns) await createNoun(db, { name, key, columns });
      await createIndexes(db);
      await createLog(db);
      await createDesk(db);
      for (const name of ['card_sequence', 'organisation_sequence']) {
        await sql`create sequence ${sql.table(`authority.${name}`)}`.execute(db);
      }
    },
  },
  '0010_proof': {
    async up(db: Kysely<unknown>) {
      const table = db.schema
        .createTable('proof')
        .addColumn('nonce', 'text', (column) => column.primaryKey());
      await withColumns(table, {
        session: 'text',
        operation: 'text',
        parameters: 'text',
        issuedAt: 'timestamptz',
        usedAt: 'timestamptz?',
      }).execute();
    },
  },
  '0011_revocation': {
    async up(db: Kysely<unknown>) {
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
      await db.schema
        .createIndex('mailcode_card')
        .on('mailcode')
        .columns(['cardNumber', 'issuedAt'])
        .execute();
    },
  },
  '0020_self_service': {
    async up(db: Kysely<unknown>) {
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
    },
  },
  '0030_applicant': { up: createApplicants },
};

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

/** What the holders' own operations keep. */
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

type NounTable = { readonly name: string; readonly key: string; readonly columns: Columns };

async function createNoun(db: Kysely<unknown>, { name, key, columns }: NounTable): Promise<void> {
  const table = db.schema
    .createTable(name)
    .addColumn(key, 'text', (column) => column.primaryKey())
    .addColumn('version', 'integer', (column) => column.notNull());
  await withColumns(table, columns).execute();
}

function withColumns(table: CreateTableBuilder<string, string>, columns: Columns) {
  return Object.entries(columns).reduce(
    (built, [name, type]) =>
      built.addColumn(name, sql.raw(type.replace('?', '')), (column) =>
        type.endsWith('?') ? column : column.notNull(),
      ),
    table,
  );
}

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

async function createIndex(db: Kysely<unknown>, table: string, columns: readonly string[]): Promise<void> {
  await db.schema
    .createIndex(`${table}_${columns.join('_')}`)
    .on(table)
    .columns([...columns])
    .execute();
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
