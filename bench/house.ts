import { startAuthority } from '@kaika/authority/app';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { pino } from 'pino';

/** An authority as `apps/authority/main.ts` runs it, on a PostgreSQL database and a folder. */
export function startBenchHouse(url: string, folder: string) {
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  const database = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  const place = (name: string) => `http://${name}.localhost:8080`;
  const origins = {
    authority: place('authority'),
    login: place('login'),
    portal: place('portal'),
    filing: place('filing'),
    agent: 'http://localhost:61170',
  };
  return startAuthority({
    database,
    folder,
    origins,
    fetch,
    now: () => new Date(),
    log: pino({ level: 'warn' }),
    attestationRoots: [],
    clients: { cardStatusSecret: 'nobody asks for the status of cards here' },
    jobs: { url },
  });
}
