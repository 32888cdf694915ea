import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Database, Tables } from './table.ts';

/** Brings the schema `login` up to date and gives the way into it. The rest of `database` is not touched. */
export async function openStore(database: Kysely<unknown>): Promise<Database> {
  await sql`create schema if not exists login`.execute(database);
  const own = database.withSchema('login');
  const migrator = new Migrator({
    db: own,
    provider: { getMigrations: async () => migrations },
    migrationTableSchema: 'login',
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
  return own.withTables<Tables>();
}

const migrations: Record<string, Migration> = {
  '0001_init': {
    async up(db: Kysely<unknown>) {
      await createModel(db);
      await createAccount(db);
      await createSignIn(db);
    },
  },
};

async function createModel(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('model')
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('payload', 'jsonb', (c) => c.notNull())
    .addColumn('grant_id', 'text')
    .addColumn('uid', 'text')
    .addColumn('consumed_at', 'timestamptz')
    .addColumn('expires_at', 'timestamptz')
    .addPrimaryKeyConstraint('model_pk', ['kind', 'id'])
    .execute();
  await db.schema.createIndex('model_grant').on('model').column('grant_id').execute();
  await db.schema.createIndex('model_uid').on('model').columns(['kind', 'uid']).execute();
  await db.schema.createIndex('model_expiry').on('model').column('expires_at').execute();
}

async function createAccount(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('account')
    .addColumn('sub', 'text', (c) => c.primaryKey())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('org_oid', 'text', (c) => c.unique())
    .addColumn('org_kind', 'text')
    .addColumn('ubn', 'text')
    .addColumn('card_number', 'text', (c) => c.unique())
    .addColumn('roles', 'jsonb', (c) => c.notNull())
    .addColumn('created_at', 'timestamptz', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('password')
    .addColumn('user_id', 'text', (c) => c.primaryKey())
    .addColumn('sub', 'text', (c) => c.notNull().unique().references('account.sub'))
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('set_at', 'timestamptz', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('attempt')
    .addColumn('key', 'text', (c) => c.primaryKey())
    .addColumn('count', 'integer', (c) => c.notNull())
    .addColumn('until', 'timestamptz', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('consent')
    .addColumn('sub', 'text', (c) => c.notNull().references('account.sub'))
    .addColumn('client', 'text', (c) => c.notNull())
    .addColumn('scopes', 'jsonb', (c) => c.notNull())
    .addColumn('at', 'timestamptz', (c) => c.notNull())
    .addPrimaryKeyConstraint('consent_pk', ['sub', 'client'])
    .execute();
}

async function createSignIn(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('challenge')
    .addColumn('nonce', 'text', (c) => c.primaryKey())
    .addColumn('session', 'text', (c) => c.notNull())
    .addColumn('interaction', 'text', (c) => c.notNull())
    .addColumn('issued_at', 'timestamptz', (c) => c.notNull())
    .addColumn('used_at', 'timestamptz')
    .execute();
  await db.schema
    .createTable('sign_in')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('number', 'integer', (c) => c.generatedAlwaysAsIdentity().notNull())
    .addColumn('at', 'timestamptz', (c) => c.notNull())
    .addColumn('outcome', 'text', (c) => c.notNull())
    .addColumn('code', 'text')
    .addColumn('sub', 'text')
    .addColumn('acr', 'text')
    .addColumn('amr', 'jsonb', (c) => c.notNull())
    .addColumn('card_number', 'text')
    .addColumn('certificate', 'text')
    .addColumn('status_source', 'text')
    .addColumn('client', 'text')
    .addColumn('interaction', 'text')
    .addColumn('session', 'text')
    .addColumn('finished_at', 'timestamptz')
    .addColumn('session_uid', 'text')
    .execute();
  await db.schema.createIndex('sign_in_session').on('sign_in').columns(['session_uid', 'sub']).execute();
}
