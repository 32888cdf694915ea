import { openAsBlob } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { getRequestListener } from '@hono/node-server';
import { type SampleAuthority, type SampleCard, sampleAuthority } from '@kaika/token/sample';
import type { CardStatusAnswer } from '@kaika/wire/cardstatus';
import { acr } from '@kaika/wire/claims';
import { Kysely, PGliteDialect, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { pino } from 'pino';
import { type LoginApp, startLogin } from './app.ts';
import type { Client, LoginConfig } from './config.ts';
import type { Database, Tables } from './store/table.ts';

/** The login service with a small authority around it, on free ports of this machine: for its tests. */
export type Stage = {
  readonly config: LoginConfig;
  readonly login: LoginApp;
  readonly db: Database;
  readonly authority: SampleAuthority;
  readonly card: SampleCard;
  /** What the authority tells of cards; null answers 404. */
  told: CardStatusAnswer | null;
  /** Whether the authority can be reached at all. */
  reachable: boolean;
  /** Moves the clock. */
  now: Date;
  /** Every line of the log. */
  readonly log: string[];
  /** Logout tokens posted to the back channel. */
  readonly backchannel: string[];
  /** Where services are called back; nobody answers there but the back channel. */
  readonly service: string;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** The PostgreSQL of a test run, its schema `login` emptied; undefined where the run is about the embedded database. */
export async function postgresOfTests(): Promise<Kysely<unknown> | undefined> {
  const connectionString = process.env.KAIKA_TEST_DATABASE_URL;
  if (connectionString === undefined || process.env.KAIKA_TEST_STORE !== 'postgres') return undefined;
  const database = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString }) }),
  });
  await sql`drop schema if exists login cascade`.execute(database);
  return database;
}

/** Opens the stage. Clients: `portal` (either sign-in), `filing` (card), `other` (a third party, either sign-in). */
export async function openStage(given?: Kysely<unknown>): Promise<Stage> {
  const now = new Date();
  const pglite = given ? undefined : await PGlite.create(await ready());
  const database = given ?? new Kysely<unknown>({ dialect: new PGliteDialect({ pglite: pglite as PGlite }) });
  const folder = await mkdtemp(join(tmpdir(), 'login-'));
  const handlers = { authority: notYet, login: notYet, service: notYet };
  const servers = await Promise.all([
    listen((request, env) => handlers.authority(request, env)),
    listen((request, env) => handlers.login(request, env)),
    listen((request, env) => handlers.service(request, env)),
  ]);
  const addresses = servers.map(addressOf) as [string, string, string];
  const authority = sampleAuthority({ ocsp: `${addresses[0]}/ocsp`, crl: `${addresses[0]}/crl`, now });
  const state = {
    now,
    told: tellActive(now) as Stage['told'],
    reachable: true,
    log: [] as string[],
    backchannel: [] as string[],
  };
  const config = configOf(state, { database, folder, authority, addresses });
  const stage = Object.assign(state, {
    config,
    authority,
    card: authority.issue(),
    service: addresses[2],
    db: database.withSchema('login').withTables<Tables>(),
    login: await startLogin(config),
    async [Symbol.asyncDispose]() {
      await stage.login[Symbol.asyncDispose]();
      await Promise.all(servers.map(close));
      await database.destroy();
      if (pglite && !pglite.closed) await pglite.close();
      await rm(folder, { recursive: true });
    },
  }) satisfies Stage;
  handlers.authority = (request) => answerAsAuthority(stage, request);
  handlers.service = (request) => answerAsService(stage, request);
  handlers.login = (request, env) => stage.login.fetch(request, env);
  return stage;
}

type State = { now: Date; readonly log: string[] };
type Place = {
  readonly database: Kysely<unknown>;
  readonly folder: string;
  readonly authority: SampleAuthority;
  /** Of authority, login and service. */
  readonly addresses: readonly [string, string, string];
};

function configOf(state: State, { database, folder, authority, addresses }: Place): LoginConfig {
  const [authorityUrl, login, service] = addresses;
  return {
    database,
    folder,
    origins: {
      authority: authorityUrl,
      login,
      portal: service,
      filing: service,
      agent: 'http://localhost:61170',
    },
    fetch,
    now: () => state.now,
    log: pino({ level: 'trace' }, { write: (line: string) => void state.log.push(line) }),
    trust: [authority.root],
    intermediates: [authority.issuing],
    policies: [authority.policy],
    cardStatus: { url: `${authorityUrl}/api/card-status`, secret: 'status-secret' },
    clients: clientsOf(service),
  };
}

/** What the authority tells of an active card. */
export function tellActive(now: Date): CardStatusAnswer {
  return {
    cardNumber: 'XC00000000091349',
    state: 'active',
    organisation: {
      oid: '1.3.6.1.4.1.32473.1.4.1',
      kind: 'professional',
      name: '範例會計師事務所',
      ubn: '04595257',
    },
    certificate: { status: 'good', reason: null, since: now.toISOString() },
    activationDeadline: null,
  };
}

type Handler = (request: Request, env: unknown) => Response | Promise<Response>;

const notYet: Handler = () => new Response('not yet', { status: 503 });

function clientsOf(service: string): readonly Client[] {
  const client = (id: string, requiredAcr: Client['requiredAcr'], firstParty = true): Client => ({
    id,
    secret: `${id}-secret-of-the-tests`,
    redirectUris: [`${service}/${id}/callback`],
    postLogoutRedirectUris: [`${service}/${id}/signed-out`],
    backchannelLogoutUri: `${service}/backchannel`,
    requiredAcr,
    name: { zh: `服務 ${id}`, en: `Service ${id}` },
    firstParty,
  });
  return [client('portal', acr.password), client('filing', acr.card), client('other', acr.password, false)];
}

async function answerAsService(stage: Stage, request: Request): Promise<Response> {
  if (new URL(request.url).pathname !== '/backchannel') return new Response('ok');
  const token = (await request.formData()).get('logout_token');
  if (typeof token === 'string') stage.backchannel.push(token);
  return new Response('ok');
}

async function answerAsAuthority(stage: Stage, request: Request): Promise<Response> {
  if (!stage.reachable) return new Response('down', { status: 503 });
  const { pathname } = new URL(request.url);
  const octets = (bytes: Uint8Array) => new Response(new Uint8Array(bytes));
  if (pathname === '/crl') return octets(stage.authority.crl(stage.now));
  const body = new Uint8Array(await request.arrayBuffer());
  if (pathname === '/ocsp') return octets(stage.authority.answerOcsp(body, stage.now));
  if (request.headers.get('authorization') !== 'Bearer status-secret')
    return new Response('', { status: 401 });
  return stage.told
    ? Response.json(stage.told)
    : Response.json({ code: 'certificate.unknown' }, { status: 404 });
}

function listen(handler: Handler): Promise<Server> {
  const listener = getRequestListener((request, env) => handler(request, env));
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

function addressOf(server: Server): string {
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('not listening');
  return `http://127.0.0.1:${address.port}`;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** An empty database that the test run has ready, which is read in a fraction of the time that making one takes. */
async function ready() {
  const file = process.env.KAIKA_TEST_DATABASE;
  return file === undefined ? {} : { loadDataDir: await openAsBlob(file) };
}
