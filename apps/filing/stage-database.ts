import { randomUUID } from 'node:crypto';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely';
import pg from 'pg';

/** PGlite in memory; or, where the run brought a PostgreSQL server and asks for it, a database of its own there. */
export async function openDatabase(): Promise<Kysely<unknown>> {
  const server = process.env.KAIKA_TEST_DATABASE_URL;
  if (server === undefined || process.env.KAIKA_TEST_STORE !== 'postgres') {
    return new Kysely({ dialect: new PGliteDialect({ pglite: new PGlite() }) });
  }
  const name = `filing_${randomUUID().replaceAll('-', '')}`;
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  return new Kysely({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: url }) }) });
}
