import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { startAuthority } from '@kaika/authority/app';
import type { AuthorityConfig } from '@kaika/authority/config';
import { keep, save } from '@kaika/authority/store/save';
import { signInSession } from '@kaika/authority/store/session';
import { ceremony } from '@kaika/registry/change';
import { appoint, roles } from '@kaika/registry/officer';
import { enterPaper } from '@kaika/registry/paper';
import { enterProposal } from '@kaika/registry/proposal';
import { proposeSweep } from '@kaika/registry/sweep';
import { Kysely, PGliteDialect, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { pino } from 'pino';
import { seedCards } from '../tools/seed/seed.ts';

/** Fills an authority on the store named first with as many cards, asks for every page, and says how long each took, as one line of JSON. */
const [url = '', count = '0'] = process.argv.slice(2);
const cards = Number(count);
/** Askings of each page. */
const times = 40;

type Store = Pick<AuthorityConfig, 'database' | 'jobs'> & { readonly close: () => Promise<void> };

async function openEmbedded(): Promise<Store> {
  const pglite = await PGlite.create('memory://');
  const database = new Kysely<unknown>({ dialect: new PGliteDialect({ pglite }) });
  return { database, jobs: { pglite }, close: () => pglite.close() };
}

async function openServer(url: string): Promise<Store> {
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  const database = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  return { database, jobs: { url }, close: () => database.destroy() };
}

async function measure(store: Store) {
  const folder = mkdtempSync(join(tmpdir(), 'kaika-bench-'));
  const authority = await startAuthority(configOf(folder, store));
  try {
    const started = performance.now();
    await seedCards(authority.context, cards);
    const seconds = (performance.now() - started) / 1000;
    const cookie = await prepare(authority);
    await sql`analyze`.execute(store.database);
    return { seconds, pages: await askAll(authority, await pagesOf(authority), cookie) };
  } finally {
    await authority[Symbol.asyncDispose]();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Authority = Awaited<ReturnType<typeof startAuthority>>;

function configOf(folder: string, { database, jobs }: Store): AuthorityConfig {
  const place = (name: string) => `http://${name}.localhost:8080`;
  const origins = {
    authority: place('authority'),
    login: place('login'),
    portal: place('portal'),
    filing: place('filing'),
    agent: 'http://localhost:61170',
  };
  return {
    ...{ database, jobs, folder, origins, fetch },
    now: () => new Date(),
    log: pino({ level: 'error' }),
    attestationRoots: [],
    clients: { cardStatusSecret: 'nobody asks for the status of cards here' },
    limits: false,
  };
}

/** An officer who may see everything, signed in; letters, proposals and mass revocations to fill their lists. */
async function prepare({ context }: Authority): Promise<string> {
  const { db } = context;
  const now = context.now();
  const change = appoint({ id: 'measured', name: '測量', roles, cardNumber: null }, ceremony, now);
  await keep(db, change);
  const officer = { ...change.next, version: 1 };
  const some = await db.selectFrom('card').select('number').limit(500).execute();
  const changes = some.flatMap(({ number: cardNumber }, at) => [
    enterPaper({ number: `P${at}`, cardNumber, mail: 'a@seed.example', reference: String(at) }, officer, now),
    enterProposal(
      {
        number: `K${at}`,
        kind: 'revoke',
        subject: cardNumber,
        about: { reason: 'unspecified' },
        grounds: '測量',
      },
      officer,
      now,
    ),
  ]);
  const scope = { model: 'softcard' };
  const sweep = {
    number: 'W1',
    scope,
    reason: 'unspecified',
    grounds: '測量',
    perMinute: 60,
    total: cards,
  } as const;
  await db.transaction().execute((trx) => save(trx, [...changes, proposeSweep(sweep, officer, now)]));
  await sql`insert into authority.sweeptarget (sweep, "cardNumber", state)
    select 'W1', number, 'waiting' from authority.card`.execute(db);
  const cookie = randomBytes(32).toString('base64url');
  const id = createHash('sha256').update(cookie).digest('hex');
  const expiresAt = new Date(now.getTime() + 8 * 3600_000);
  await signInSession(db, { before: '', id, officer: officer.id, expiresAt }, now);
  return `officer=${cookie}`;
}

/** Every list, search and report, on its first and a late page. */
async function pagesOf({ context }: Authority): Promise<readonly string[]> {
  const { db } = context;
  const card = await db
    .selectFrom('card')
    .selectAll()
    .where('state', '=', 'revoked')
    .executeTakeFirstOrThrow();
  const certificate = await db.selectFrom('certificate').select('serial').executeTakeFirstOrThrow();
  const event = await db.selectFrom('event').select('id').executeTakeFirstOrThrow();
  const search = (q: string, more = '') => `/officer/search?q=${encodeURIComponent(q)}${more}`;
  return [
    '/officer/work',
    '/officer',
    '/officer?state=produced&page=300',
    '/officer/cards',
    '/officer/cards?page=300',
    `/officer/cards?q=${encodeURIComponent('會計師')}`,
    '/officer/cards?q=1234&state=active',
    '/officer/cards?state=due',
    `/officer/cards/${card.number}`,
    `/officer/certificates/${certificate.serial}`,
    `/officer/organisations/${card.organisation}`,
    `/certificate?q=${card.number}`,
    `/certificate?q=${certificate.serial}`,
    `/certificate?q=${encodeURIComponent(card.holder)}`,
    search('臺北'),
    search('臺北', '&in=organisation&page=20'),
    search('臺北', '&in=application&page=20'),
    search('XC'),
    search('XC', '&in=card&page=300'),
    search(card.number.slice(0, 13)),
    search('9000'),
    search(certificate.serial.slice(0, 6)),
    search('SEED-0000'),
    search('找不到的名稱'),
    '/officer/papers',
    '/officer/proposals',
    '/officer/proposals?state=entered&page=20',
    '/officer/sweeps',
    '/officer/sweeps/W1?page=300',
    '/officer/sweeps/new',
    '/officer/expiring?days=90',
    '/officer/batches',
    '/officer/shipping',
    '/officer/outbox',
    '/officer/people',
    '/officer/people/measured',
    ...reportPages(),
    ...auditPages(card.number, event.id),
  ];
}

function reportPages(): readonly string[] {
  return [
    '/officer/reports',
    `/officer/reports?from=${day(29)}&until=${day(0)}`,
    `/officer/reports?from=${day(1800)}&until=${day(0)}`,
  ];
}

function auditPages(cardNumber: string, event: string): readonly string[] {
  return [
    '/officer/audit',
    '/officer/audit?by=system',
    '/officer/audit?by=ceremony&what=card.produced',
    '/officer/audit?what=certificate',
    `/officer/audit?subject=${cardNumber}`,
    `/officer/audit?from=${day(200)}&until=${day(199)}`,
    `/officer/audit?after=${day(300)}T00:00:00.000Z_0`,
    `/officer/audit/${event}`,
  ];
}

/** `YYYY-MM-DD`, so many days ago. */
function day(back: number): string {
  return new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
}

type Asked = { readonly path: string; readonly p95: number; readonly p50: number };

async function askAll(
  authority: Authority,
  paths: readonly string[],
  cookie: string,
): Promise<readonly Asked[]> {
  const taken = new Map(paths.map((path): [string, number[]] => [path, []]));
  // In turns, so that what disturbs the machine disturbs all pages alike; the first turn warms up.
  for (let round = -1; round < times; round += 1) {
    for (const path of paths) {
      const started = performance.now();
      const answer = await authority.fetch(
        new Request(`http://authority.localhost:8080${path}`, { headers: { cookie } }),
      );
      await answer.text();
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
      if (round >= 0) taken.get(path)?.push(performance.now() - started);
    }
  }
  return [...taken]
    .map(([path, all]) => {
      const sorted = all.toSorted((left, right) => left - right);
      const at = (part: number) =>
        sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? 0;
      return { path, p95: at(0.95), p50: at(0.5) };
    })
    .sort((left, right) => right.p95 - left.p95);
}

console.log(JSON.stringify(await measure(await (url === '' ? openEmbedded() : openServer(url)))));
