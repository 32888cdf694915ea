import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { decodePems } from '@kaika/pki/pem';
import { origins } from '@kaika/wire/house';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { pino } from 'pino';
import { z } from 'zod';
import { startAuthority } from './app.ts';
import { adoptOutcome } from './ca/adopt.ts';
import { readOutcome } from './ca/outcome.ts';
import type { TokenPlace } from './key/pkcs11.ts';
import { createStatusServer } from './status/socket.ts';

/** The environment of a process that runs the authority alone (docs/operate.md). */
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
    /** PEM file with the makers' attestation roots. */
    KAIKA_ATTESTATION_ROOTS: z.string().min(1),
    /** 32 octets, hex; a file in the folder where it is not set. */
    KAIKA_KEY_ENCRYPTION_KEY: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
    /** A PKCS#11 token for the signing keys (docs/operate.md): module, label, file that holds the user's PIN, signatures at a time. */
    KAIKA_PKCS11_MODULE: z.string().min(1).optional(),
    KAIKA_PKCS11_TOKEN: z.string().min(1).default('kaika'),
    KAIKA_PKCS11_PIN_FILE: z.string().min(1).optional(),
    KAIKA_PKCS11_SESSIONS: z.coerce.number().int().min(1).max(64).optional(),
    /** Folder of a ceremony's outcome (docs/operate.md); without it the first start makes a hierarchy of its own. */
    KAIKA_CEREMONY: z.string().min(1).optional(),
    KAIKA_SMTP: z.url().optional(),
    KAIKA_MAIL_FROM: z.string().default('no-reply@kaika.example'),
    /** Days within which a card is activated after its issue, and days before the last of them on which its contact is reminded. */
    KAIKA_ACTIVATION_DAYS: z.coerce.number().int().min(1).max(365).optional(),
    KAIKA_REMINDER_DAYS: z
      .string()
      .regex(/^\d{1,3}(,\d{1,3})*$/)
      .transform((text) => text.split(',').map(Number))
      .optional(),
    PORT: z.coerce.number().int().default(8081),
    HOST: z.string().default('127.0.0.1'),
  })
  .parse(process.env);

const log = pino({ name: 'authority' });
const pool = new pg.Pool({ connectionString: environment.DATABASE_URL, max: 10 });
const database = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
const token = tokenPlace();
const { KAIKA_KEY_ENCRYPTION_KEY: key, KAIKA_SMTP: smtp } = environment;
const { KAIKA_ACTIVATION_DAYS: activationDays, KAIKA_REMINDER_DAYS: reminderDays } = environment;

const { KAIKA_CEREMONY: folder } = environment;
const outcome = folder === undefined ? undefined : await readOutcome(folder);
if (outcome) await adoptOutcome(database, outcome, new Date());

const authority = await startAuthority({
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
  attestationRoots: decodePems('CERTIFICATE', readFileSync(environment.KAIKA_ATTESTATION_ROOTS, 'utf8')),
  clients: { cardStatusSecret: environment.KAIKA_CARD_STATUS_SECRET },
  jobs: { url: environment.DATABASE_URL },
  ...(smtp === undefined ? {} : { mail: { smtp, from: environment.KAIKA_MAIL_FROM } }),
  ...(activationDays === undefined ? {} : { activationDays }),
  ...(reminderDays === undefined ? {} : { reminderDays }),
  ...(token === undefined ? {} : { pkcs11: token }),
  ...(outcome ? { ceremony: outcome.description, arc: outcome.arc, instance: outcome.instance } : {}),
  ...(key === undefined ? {} : { keyEncryptionKey: new Uint8Array(Buffer.from(key, 'hex')) }),
});

// OCSP is answered right on the socket; everything else by the whole server.
const http = createServer(getRequestListener(authority.fetch));
const server = createStatusServer({ desk: authority.ocsp, now: () => new Date(), http });
server.listen(environment.PORT, environment.HOST);
log.info({ port: environment.PORT }, 'authority listens');

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    server.close();
    http.closeAllConnections();
    await authority[Symbol.asyncDispose]();
    await database.destroy();
  });
}

function tokenPlace(): TokenPlace | undefined {
  const { KAIKA_PKCS11_MODULE: module, KAIKA_PKCS11_PIN_FILE: file } = environment;
  if (module === undefined) return undefined;
  if (file === undefined)
    throw new TypeError('KAIKA_PKCS11_PIN_FILE must name the file with the PIN of the token');
  const { KAIKA_PKCS11_TOKEN: label, KAIKA_PKCS11_SESSIONS: sessions } = environment;
  return { module, token: label, pin: readFileSync(file, 'utf8').trimEnd(), sessions };
}
