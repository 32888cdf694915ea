import { readFileSync } from 'node:fs';
import { serve } from '@hono/node-server';
import { decodePems } from '@kaika/pki/pem';
import { acr } from '@kaika/wire/claims';
import { origins } from '@kaika/wire/house';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { pino } from 'pino';
import { z } from 'zod';
import { startLogin } from './app.ts';

/** The environment of a process that runs the login service alone. */
const environment = z
  .object({
    DATABASE_URL: z.url(),
    KAIKA_FOLDER: z.string().min(1),
    KAIKA_AUTHORITY: z.url(),
    KAIKA_LOGIN: z.url(),
    KAIKA_PORTAL: z.url(),
    KAIKA_FILING: z.url(),
    KAIKA_AGENT: z.url().default('http://localhost:61170'),
    KAIKA_CARD_STATUS_SECRET: z.string().min(32),
    /** PEM files: root certificates, and certificates of issuing authorities. */
    KAIKA_TRUST: z.string().min(1),
    KAIKA_INTERMEDIATES: z.string().min(1),
    /** Certificate policies that stand for authentication, dotted, with commas between. */
    KAIKA_POLICIES: z.string().min(1),
    /** JSON file with the services that rely on this one. */
    KAIKA_CLIENTS: z.string().min(1),
    PORT: z.coerce.number().int().default(8082),
    HOST: z.string().default('127.0.0.1'),
  })
  .parse(process.env);

const clients = z.array(
  z.strictObject({
    id: z.string().min(1),
    secret: z.string().min(32),
    redirectUris: z.array(z.url()).min(1),
    postLogoutRedirectUris: z.array(z.url()),
    backchannelLogoutUri: z.url().optional(),
    requiredAcr: z.enum([acr.card, acr.password]),
    name: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
    firstParty: z.boolean(),
  }),
);

const log = pino({ name: 'login' });
const pool = new pg.Pool({ connectionString: environment.DATABASE_URL, max: 10 });
const database = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });

const login = await startLogin({
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
  trust: certificatesIn(environment.KAIKA_TRUST),
  intermediates: certificatesIn(environment.KAIKA_INTERMEDIATES),
  policies: environment.KAIKA_POLICIES.split(',').map((policy) => policy.trim()),
  cardStatus: {
    url: `${environment.KAIKA_AUTHORITY}/api/card-status`,
    secret: environment.KAIKA_CARD_STATUS_SECRET,
  },
  clients: clients
    .parse(JSON.parse(readFileSync(environment.KAIKA_CLIENTS, 'utf8')))
    .map(({ backchannelLogoutUri, ...client }) => ({
      ...client,
      ...(backchannelLogoutUri === undefined ? {} : { backchannelLogoutUri }),
    })),
});

const server = serve({ fetch: login.fetch, port: environment.PORT, hostname: environment.HOST });
log.info({ port: environment.PORT }, 'login listens');

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    server.close();
    await login[Symbol.asyncDispose]();
    await database.destroy();
  });
}

function certificatesIn(file: string): readonly Uint8Array[] {
  return decodePems('CERTIFICATE', readFileSync(file, 'utf8'));
}
