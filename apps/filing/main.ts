import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { certificatesFromPem } from '@kaika/pki/certificate';
import { origins } from '@kaika/wire/house';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { pino } from 'pino';
import { z } from 'zod';
import { startFiling } from './app.ts';

/** The environment of a filing service of its own (docs/operate). Lists are separated by commas. */
const environment = z.object({
  DATABASE_URL: z.url(),
  FOLDER: z.string().min(1),
  PORT: z.coerce.number().int().min(1).max(65_535).default(8084),
  AUTHORITY_ORIGIN: z.url(),
  LOGIN_ORIGIN: z.url(),
  PORTAL_ORIGIN: z.url(),
  FILING_ORIGIN: z.url(),
  AGENT_ORIGIN: z.url().default('http://localhost:61170'),
  CLIENT_ID: z.string().min(1).default('filing'),
  CLIENT_SECRET: z.string().min(16).optional(),
  TRUST_FILE: z.string().min(1),
  INTERMEDIATES_FILE: z.string().optional(),
  SIGNATURE_POLICIES: z.string().optional(),
  EXAMINERS: z.string().default(''),
  TIMESTAMP_URL: z.url().optional(),
});

const given = environment.parse(process.env);
const database = new Kysely<unknown>({
  dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: given.DATABASE_URL }) }),
});
const log = pino({ name: 'filing', redact: ['req.headers.cookie', 'req.headers.authorization'] });
const policies = list(given.SIGNATURE_POLICIES ?? '');
const app = await startFiling({
  database,
  folder: given.FOLDER,
  origins: origins.parse({
    authority: given.AUTHORITY_ORIGIN,
    login: given.LOGIN_ORIGIN,
    portal: given.PORTAL_ORIGIN,
    filing: given.FILING_ORIGIN,
    agent: given.AGENT_ORIGIN,
  }),
  fetch,
  now: () => new Date(),
  log,
  client: {
    id: given.CLIENT_ID,
    ...(given.CLIENT_SECRET === undefined ? {} : { secret: given.CLIENT_SECRET }),
  },
  trust: await readCertificates(given.TRUST_FILE),
  intermediates:
    given.INTERMEDIATES_FILE === undefined ? [] : await readCertificates(given.INTERMEDIATES_FILE),
  ...(policies.length === 0 ? {} : { signaturePolicies: policies }),
  examiners: list(given.EXAMINERS),
  ...(given.TIMESTAMP_URL === undefined ? {} : { timestamp: given.TIMESTAMP_URL }),
});
const server = createServer(getRequestListener((request) => app.fetch(request)));
server.listen(given.PORT, () => log.info({ port: given.PORT }, 'listening'));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close());

async function close(): Promise<void> {
  server.close();
  await app[Symbol.asyncDispose]();
  await database.destroy();
}

async function readCertificates(file: string): Promise<readonly Uint8Array[]> {
  return certificatesFromPem(await readFile(file, 'utf8')).map(({ der }) => der);
}

function list(text: string): readonly string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
