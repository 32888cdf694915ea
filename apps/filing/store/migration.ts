import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';

/** Brings schema `filing` up to date, making it the first time. */
export async function migrate(database: Kysely<unknown>): Promise<void> {
  await sql`create schema if not exists filing`.execute(database);
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: async () => migrations },
    migrationTableSchema: 'filing',
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

const migrations: Readonly<Record<string, Migration>> = { '0001_init': { up: init } };

async function init(database: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}

const statements = [
  `create table filing.case (
     id text primary key, number text unique, version integer not null, state text not null,
     firm_oid text not null, firm_name text not null, firm_ubn text,
     company_name text not null, company_ubn text not null, kind text not null,
     content jsonb not null, report jsonb, reason text,
     created_at timestamptz not null, changed_at timestamptz not null, submitted_at timestamptz)`,
  'create index case_firm on filing.case (firm_oid, changed_at desc)',
  'create index case_queue on filing.case (state, submitted_at)',
  'create index case_company on filing.case (company_ubn, submitted_at)',
  `create table filing.event (
     id integer generated always as identity primary key, case_id text not null references filing.case,
     at timestamptz not null, by jsonb not null, what text not null, detail jsonb not null)`,
  'create index event_case on filing.event (case_id, id)',
  `create table filing.paper (
     id text primary key, case_id text not null references filing.case, kind text not null,
     sha256 text not null, at timestamptz not null)`,
  'create index paper_case on filing.paper (case_id, at)',
  `create table filing.preparation (
     id text primary key, case_id text not null references filing.case, case_version integer not null,
     session_id text not null, certificate text not null, hash text not null, attributes text not null,
     byte_range jsonb not null, sha256 text not null, at timestamptz not null, used boolean not null default false)`,
  `create table filing.attempt (
     id text primary key, state text not null, nonce text not null, verifier text not null,
     onward text not null, expires_at timestamptz not null)`,
  `create table filing.session (
     id text primary key, sub text not null, sid text, id_token text not null,
     actor jsonb not null, firm jsonb not null, expires_at timestamptz not null)`,
  'create index session_sub on filing.session (sub)',
  `create table filing.mail (
     id integer generated always as identity primary key, case_id text not null references filing.case,
     recipient text not null, subject text not null, text text not null,
     at timestamptz not null, sent_at timestamptz)`,
  'create table filing.counter (year integer primary key, last integer not null)',
] as const;
