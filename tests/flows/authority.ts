import { randomUUID } from 'node:crypto';
import { mkdtempSync, openAsBlob, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { type Authority, startAuthority } from '@kaika/authority/app';
import type { Asks } from '@kaika/authority/bootstrap/holder';
import type { AuthorityConfig } from '@kaika/authority/config';
import { organisationFor } from '@kaika/authority/office/decide';
import { produceCard } from '@kaika/authority/production/produce';
import { requireApplication } from '@kaika/authority/store/application';
import { act, keep } from '@kaika/authority/store/save';
import { approveAtCeremony, submit } from '@kaika/registry/application';
import { ceremony } from '@kaika/registry/change';
import type { OrganisationKind } from '@kaika/registry/organisation';
import { createAttestor, equip } from '@kaika/softcard/attestor';
import { createSoftcard, type Softcard } from '@kaika/softcard/softcard';
import { type Problem, problem } from '@kaika/wire/problem';
import { confirmed, release, type TaskIssued, taskIssued } from '@kaika/wire/task';
import { Kysely, PGliteDialect, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { pino } from 'pino';

/** An authority on a database of its own, with a clock that tests turn and a folder that goes with it. */
export type TestAuthority = Authority & {
  readonly config: AuthorityConfig;
  readonly clock: { now: Date };
  readonly origin: string;
  /** A blank virtual card whose attestation this authority believes. */
  blank(serialNumber?: number): Softcard;
  /** Stops it and starts another on the same data, as after a crash; with another configuration where one is given. */
  restart(more?: Partial<AuthorityConfig>): Promise<TestAuthority>;
};

const origins = {
  authority: 'http://authority.localhost:8080',
  login: 'http://login.localhost:8080',
  portal: 'http://portal.localhost:8080',
  filing: 'http://filing.localhost:8080',
  agent: 'http://localhost:61170',
};

const attestor = createAttestor('test attestation', new Date('2026-01-01T00:00:00Z'));
let serial = 1000;

/** Starts one. `more` overrides the configuration. Hashing is light: what it costs is tested where it is written. */
export async function openAuthority(more: Partial<AuthorityConfig> = {}): Promise<TestAuthority> {
  const clock = { now: new Date('2026-11-21T02:00:00.000Z') };
  const folder = mkdtempSync(join(tmpdir(), 'kaika-authority-'));
  const { database, jobs } = more;
  const store = database && jobs ? { database, jobs, close: async () => {} } : await openStore();
  const config: AuthorityConfig = {
    database: store.database,
    folder,
    origins,
    fetch,
    now: () => clock.now,
    log: pino({ level: 'silent' }),
    attestationRoots: [attestor.certificate],
    clients: { cardStatusSecret: 'a secret only the login service knows' },
    jobs: store.jobs,
    argon2: { memory: 64, passes: 1, parallelism: 1, tagLength: 32 },
    limits: false,
    ...more,
  };
  const close = async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return started(config, clock, close);
}

type Store = Pick<AuthorityConfig, 'database' | 'jobs'> & { readonly close: () => Promise<void> };

/**
 * A database of its own in the PostgreSQL server that the run brought; without one, or with `KAIKA_TEST_STORE=pglite`, PGlite in memory.
 * On PGlite every flow is also walked by the browser tests, whose houses keep their data in it.
 */
async function openStore(): Promise<Store> {
  const server = process.env.KAIKA_TEST_DATABASE_URL;
  if (server !== undefined && process.env.KAIKA_TEST_STORE !== 'pglite') return openPostgres(server);
  const ready = process.env.KAIKA_TEST_DATABASE;
  const pglite = await PGlite.create(ready === undefined ? {} : { loadDataDir: await openAsBlob(ready) });
  const database = new Kysely<unknown>({ dialect: new PGliteDialect({ pglite }) });
  return { database, jobs: { pglite }, close: () => pglite.close() };
}

async function openPostgres(server: string): Promise<Store> {
  const name = `authority_${randomUUID().replaceAll('-', '')}`;
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  const database = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  return { database, jobs: { url }, close: () => database.destroy() };
}

async function started(
  config: AuthorityConfig,
  clock: { now: Date },
  close: () => Promise<void>,
): Promise<TestAuthority> {
  const authority = await startAuthority(config);
  return {
    ...authority,
    config,
    clock,
    origin: origins.authority,
    blank: (serialNumber = ++serial) =>
      createSoftcard({ serialNumber, attestation: equip(attestor, serialNumber) }),
    restart: async (more = {}) => {
      await authority[Symbol.asyncDispose]();
      return started({ ...config, ...more }, clock, close);
    },
    [Symbol.asyncDispose]: async () => {
      await authority[Symbol.asyncDispose]();
      await close();
    },
  };
}

/** A card that was produced for an organisation, and what its holder knows. */
export type IssuedCard = { readonly card: Softcard; readonly number: string; readonly userCode: string };

/** Whom a card is for, where that matters. */
export type IssueAbout = {
  readonly name?: string;
  readonly ubn?: string;
  readonly kind?: OrganisationKind;
  readonly person?: string;
};

let applications = 0;

/** Applies for, approves and produces a card, without people. */
export async function issueCard(house: TestAuthority, about: IssueAbout = {}): Promise<IssuedCard> {
  const { context } = house;
  const number = `A-${++applications}`;
  const userCode = 'Geheim-1';
  const content = {
    kind: about.kind ?? 'professional',
    name: about.name ?? '示範會計師事務所',
    ubn: about.ubn ?? '00000037',
    address: '臺北市中正區示範路1號',
    contactName: '示範聯絡人',
    contactMail: 'office@firm.example',
    contactPhone: '02-0000-0000',
    person: about.person ?? null,
  } as const;
  const userCodeHash = await context.codes.hash(userCode);
  await keep(context.db, submit(content, { number, userCodeHash, enteredBy: null }, context.now()));
  await act(context.db, async (trx) => {
    const application = await requireApplication(trx, number);
    const { oid, changes } = await organisationFor(context, trx, { application, by: ceremony });
    const approved = approveAtCeremony(application, oid, { by: ceremony, now: context.now() });
    return { changes: [...changes, approved], answer: undefined };
  });
  const card = house.blank();
  return {
    card,
    userCode,
    number: await produceCard(context, card, { application: number, by: ceremony }),
  };
}

/** A refusal as it came over the wire. */
export class Refused extends Error {
  readonly problem: Problem;
  constructor(said: Problem) {
    super(said.code);
    this.problem = said;
  }
}

/** Posts JSON as a page of the authority does. Throws `Refused` with the problem. */
export async function post(house: TestAuthority, path: string, body: unknown): Promise<unknown> {
  const response = await house.fetch(
    new Request(`${house.origin}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: house.origin },
      body: JSON.stringify(body),
    }),
  );
  const said: unknown = await response.json();
  if (!response.ok) throw new Refused(problem.parse(said));
  return said;
}

export async function orderTask(
  house: TestAuthority,
  operation: 'activate' | 'unlock',
  cardNumber: string,
): Promise<TaskIssued> {
  return taskIssued.parse(await post(house, '/api/task', { operation, cardNumber }));
}

/** The conversation over HTTP. */
export function asksOf(house: TestAuthority, { id }: TaskIssued): Asks {
  const at = `/api/task/${id}`;
  return {
    release: async (body) => release.parse(await post(house, `${at}/release`, body)),
    refuted: async (body) => release.parse(await post(house, `${at}/refuted`, body)),
    confirm: async (body) => confirmed.parse(await post(house, `${at}/confirm`, body)),
  };
}

/** How many audit rows say that. */
export async function countEvents(house: TestAuthority, what: string): Promise<number> {
  const { rows } = await sql<{ count: number | string }>`
    select count(*) as count from authority.event where what = ${what}`.execute(house.config.database);
  return Number(rows[0]?.count);
}
