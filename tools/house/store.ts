import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely';
import pg from 'pg';

/** One database for the whole house; every app keeps to the schema of its own name. */
export type Store = {
  readonly database: Kysely<unknown>;
  /** The way in for the job queue, which opens connections of its own. */
  readonly jobs: { readonly pglite: PGlite } | { readonly url: string };
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** PostgreSQL at `url`, else PGlite in `folder`, else PGlite in memory. */
export async function openStore(place: { readonly url?: string; readonly folder?: string }): Promise<Store> {
  if (place.url !== undefined) return openPostgres(place.url);
  const pglite = await PGlite.create(place.folder ?? 'memory://');
  const database = new Kysely<unknown>({ dialect: new PGliteDialect({ pglite }) });
  return {
    database,
    jobs: { pglite },
    [Symbol.asyncDispose]: async () => {
      if (!pglite.closed) await pglite.close();
    },
  };
}

function openPostgres(url: string): Store {
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  const database = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  return { database, jobs: { url }, [Symbol.asyncDispose]: () => database.destroy() };
}
