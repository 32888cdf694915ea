import { serve } from '@hono/node-server';
import { origins } from '@kaika/wire/house';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { pino } from 'pino';
import { z } from 'zod';
import { startPortal } from './app.ts';

/** The environment of a process that runs the portal alone. */
const environment = z
  .object({
    DATABASE_URL: z.url(),
    KAIKA_FOLDER: z.string().min(1),
    KAIKA_AUTHORITY: z.url(),
    KAIKA_LOGIN: z.url(),
    KAIKA_PORTAL: z.url(),
    KAIKA_FILING: z.url(),
    KAIKA_AGENT: z.url().default('http://localhost:61170'),
    KAIKA_CLIENT_ID: z.string().min(1).default('portal'),
    KAIKA_CLIENT_SECRET: z.string().min(32),
    PORT: z.coerce.number().int().default(8083),
    HOST: z.string().default('127.0.0.1'),
  })
  .parse(process.env);

const log = pino({ name: 'portal' });
const pool = new pg.Pool({ connectionString: environment.DATABASE_URL, max: 10 });
const database = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });

const portal = await startPortal({
  database,
  folder: environment.KAIKA_FOLDER,
  origins: origins.parse({
    authority: environment.KAIKA_AUTHORITY,
    login: environment.KAIKA_LOGIN,
    portal: environment.KAIKA_PORTAL,
    filing: environment.KAIKA_FILING,
    agent: environment.KAIKA_AGENT,
  }),
  fetch,
  now: () => new Date(),
  log,
  client: { id: environment.KAIKA_CLIENT_ID, secret: environment.KAIKA_CLIENT_SECRET },
});

const server = serve({ fetch: portal.fetch, port: environment.PORT, hostname: environment.HOST });
log.info({ port: environment.PORT }, 'portal listens');

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    server.close();
    await portal[Symbol.asyncDispose]();
    await database.destroy();
  });
}
