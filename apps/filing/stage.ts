import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoginClaims } from '@kaika/wire/claims';
import type { App } from '@kaika/wire/house';
import type { Kysely } from 'kysely';
import { pino } from 'pino';
import { startFiling } from './app.ts';
import type { FilingConfig } from './config.ts';
import { type Authority, makeAuthority } from './stage-authority.ts';
import { openDatabase } from './stage-database.ts';
import { type Login, makeLogin } from './stage-login.ts';
/** What tests of the whole service stand on: an issuer, an authority, cards made of keys, and a browser with a jar. */

export const origins = {
  authority: 'http://authority.localhost',
  login: 'http://login.localhost',
  portal: 'http://portal.localhost',
  filing: 'http://filing.localhost',
  agent: 'http://localhost:61170',
};

export const firmClaims: LoginClaims = {
  sub: 'account-firm',
  acr: 'urn:kaika:loa:card',
  org_oid: '1.3.6.1.4.1.32473.1.4.1',
  org_name: '範例會計師事務所',
  org_kind: 'professional',
  ubn: '12345675',
  card_number: 'XC00000000000001',
};
export const otherFirmClaims: LoginClaims = {
  ...firmClaims,
  sub: 'account-other',
  org_oid: '1.3.6.1.4.1.32473.1.4.2',
  org_name: '另一會計師事務所',
  card_number: 'XC00000000000002',
};
export const examinerClaims: LoginClaims = {
  sub: 'account-examiner',
  acr: 'urn:kaika:loa:card',
  name: '範例審查人員',
  org_oid: '1.3.6.1.4.1.32473.1.4.9',
  org_name: '範例登記機關',
  org_kind: 'other',
  card_number: 'XC00000000000009',
};

export type Stage = {
  readonly app: App;
  readonly authority: Authority;
  readonly login: Login;
  readonly database: Kysely<unknown>;
  /** Moves the clock. */
  readonly pass: (milliseconds: number) => void;
  readonly close: () => Promise<void>;
};

/**
 * A running service with nothing on any network: its fetch reaches the issuer and the status service of the stage.
 * `database`: of another stage, which then stays open; a PGlite of its own takes seconds.
 */
export async function openStage(more: Partial<FilingConfig> = {}): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'kaika-filing-'));
  const database = more.database ?? (await openDatabase());
  let at = new Date('2026-11-21T02:00:00Z').getTime();
  const now = () => new Date(at);
  const authority = makeAuthority(now);
  const login = await makeLogin(origins.login);
  const app = await startFiling({
    database,
    folder,
    origins,
    now,
    fetch: (input, init) => reach(new Request(input, init), { authority, login }),
    log: pino({ level: 'silent' }),
    client: { id: 'filing', secret: 'a secret of the test stage' },
    trust: [authority.root.certificate.der],
    intermediates: [],
    examiners: ['XC00000000000009'],
    ...more,
  });
  const close = async () => {
    await app[Symbol.asyncDispose]();
    if (more.database === undefined) await database.destroy();
    await rm(folder, { recursive: true });
  };
  const pass = (milliseconds: number) => {
    at += milliseconds;
  };
  return { app, authority, login, database, close, pass };
}

/** A browser: keeps cookies, follows redirects within the service, states its origin when it sends something. */
export type Browser = {
  readonly get: (path: string) => Promise<Response>;
  readonly post: (path: string, fields: Readonly<Record<string, string | Blob>>) => Promise<Response>;
  readonly json: (path: string, body: unknown) => Promise<Response>;
  readonly cookies: Map<string, string>;
};

export function openBrowser(app: App): Browser {
  const cookies = new Map<string, string>();
  const go = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    headers.set('origin', origins.filing);
    const response = await app.fetch(new Request(new URL(path, origins.filing), { ...init, headers }));
    for (const line of response.headers.getSetCookie()) keepCookie(cookies, line);
    const onward = response.headers.get('location');
    return onward?.startsWith('/') ? go(onward) : response;
  };
  const post: Browser['post'] = (path, fields) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    return go(path, { method: 'POST', body });
  };
  const json: Browser['json'] = (path, body) => {
    const headers = { 'content-type': 'application/json', accept: 'application/json' };
    return go(path, { method: 'POST', headers, body: JSON.stringify(body) });
  };
  return { get: (path) => go(path), post, json, cookies };
}

/** Signs a browser in as somebody, through the whole code flow. */
export async function signIn(stage: Stage, claims: LoginClaims): Promise<Browser> {
  const browser = openBrowser(stage.app);
  const sent = await browser.get('/login');
  const callback = stage.login.authorize(new URL(sent.headers.get('location') ?? ''), claims);
  const arrived = await browser.get(`${callback.pathname}${callback.search}`);
  if (arrived.status >= 500) throw new Error(await arrived.text());
  return browser;
}

async function reach(request: Request, stage: { authority: Authority; login: Login }): Promise<Response> {
  const { origin } = new URL(request.url);
  if (origin === origins.login) return stage.login.answer(request);
  if (origin === 'http://status.test') return stage.authority.answer(request);
  throw new TypeError(`nothing at ${origin}`);
}

function keepCookie(cookies: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';');
  const [name = '', value = ''] = pair.split('=');
  if (/max-age=0/i.test(line)) cookies.delete(name);
  else cookies.set(name, value);
}
