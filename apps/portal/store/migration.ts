import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Database, Tables } from './table.ts';

/** Brings the schema `portal` up to date and gives the way into it. The rest of `database` is not touched. */
export async function openStore(database: Kysely<unknown>): Promise<Database> {
  await sql`create schema if not exists portal`.execute(database);
  const own = database.withSchema('portal');
  const migrator = new Migrator({
    db: own,
    provider: { getMigrations: async () => migrations },
    migrationTableSchema: 'portal',
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
  return own.withTables<Tables>();
}

const migrations: Record<string, Migration> = {
  '0001_init': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('session')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('sub', 'text', (c) => c.notNull())
        .addColumn('sid', 'text')
        .addColumn('id_token', 'text', (c) => c.notNull())
        .addColumn('claims', 'jsonb', (c) => c.notNull())
        .addColumn('expires_at', 'timestamptz', (c) => c.notNull())
        .execute();
      await db.schema.createIndex('session_sid').on('session').column('sid').execute();
      await db.schema
        .createTable('attempt')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('state', 'text', (c) => c.notNull())
        .addColumn('nonce', 'text', (c) => c.notNull())
        .addColumn('verifier', 'text', (c) => c.notNull())
        .addColumn('onward', 'text', (c) => c.notNull())
        .addColumn('expires_at', 'timestamptz', (c) => c.notNull())
        .execute();
      await db.schema
        .createTable('logout')
        .addColumn('jti', 'text', (c) => c.primaryKey())
        .addColumn('expires_at', 'timestamptz', (c) => c.notNull())
        .execute();
    },
  },
};
