import { chooseLanguage, languageCookie, parseLanguage } from '@kaika/look/language';
import { newNonce, securityHeaders } from '@kaika/look/security';
import type { MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import type { Body } from './form/value.ts';
import type { Env, Office, Visit } from './office.ts';
import type { Frame } from './page/shell.tsx';
import type { Case } from './rule/case.ts';
import { Refusal } from './rule/refusal.ts';
import { readCase } from './store/case.ts';
import { readSession, type Session } from './store/session.ts';

/** Whether this service is reached under https: cookies are then secure and bear `__Host-`. */
export function isSecure({ config }: Office): boolean {
  return config.origins.filing.startsWith('https:');
}

/** The name of a cookie: `__Host-` binds it to this host under https (RFC 6265bis §4.1.3.2). */
export function cookieName(office: Office, name: 'filing' | 'filing_login'): string {
  return isSecure(office) ? `__Host-${name}` : name;
}

/** Learns language and session of each request, and puts the headers on every answer. */
export function prepareVisit(office: Office): MiddlewareHandler<Env> {
  return async (c, next) => {
    const wished = c.req.query('lang');
    const hints = { query: wished, cookie: getCookie(c, 'lang'), accept: c.req.header('accept-language') };
    c.set('language', chooseLanguage(hints));
    c.set('nonce', newNonce());
    const secret = getCookie(c, cookieName(office, 'filing'));
    const { store, config } = office;
    c.set('session', secret === undefined ? undefined : await readSession(store, secret, config.now()));
    await next();
    const language = parseLanguage(wished);
    if (language !== undefined)
      c.header('set-cookie', languageCookie(language, isSecure(office)), { append: true });
    const { login } = config.origins;
    const policy = {
      nonce: c.get('nonce'),
      formAction: [login],
      connect: agentOf(office),
      https: isSecure(office),
    };
    for (const [name, value] of Object.entries(securityHeaders(policy))) {
      if (!c.res.headers.has(name)) c.header(name, value);
    }
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store');
  };
}

/** Refuses what other sites send (CSRF): a change needs the Origin of this service, which every browser states. */
export function sameOrigin(office: Office): MiddlewareHandler<Env> {
  return async (c, next) => {
    const reads = c.req.method === 'GET' || c.req.method === 'HEAD';
    if (!reads && c.req.header('origin') !== office.config.origins.filing)
      throw new Refusal('request.cross-site');
    await next();
  };
}

/** What the pages are told about a request. */
export function frameOf(c: Visit, { config, script }: Office): Frame {
  const { pathname, search } = new URL(c.req.url);
  return {
    language: c.get('language'),
    nonce: c.get('nonce'),
    path: `${pathname}${search}`,
    session: c.get('session'),
    origins: config.origins,
    script: script.href,
    demo: config.demo ?? false,
  };
}

/** Whoever is signed in. Throws `session.expired`. */
export function sessionOf(c: Visit): Session {
  const session = c.get('session');
  if (session === undefined) throw new Refusal('session.expired');
  return session;
}

/** The session of a firm; an examiner finds no such page. */
export function firmOf(c: Visit): Session {
  const session = sessionOf(c);
  if (session.actor.role !== 'firm') throw new Refusal('request.not-found');
  return session;
}

/** The session of an examiner; a firm finds no such page. */
export function examinerOf(c: Visit): Session {
  const session = sessionOf(c);
  if (session.actor.role !== 'examiner') throw new Refusal('request.not-found');
  return session;
}

/** The firm's own case of the address. Throws `case.not-found`, also for another firm's. */
export function ownCase(c: Visit, { store }: Office): Promise<Case> {
  return readCase(store, c.req.param('id') ?? '', firmOf(c).actor.orgOid);
}

/** A case as far as whoever asks may see it: firms their own, examiners what was handed in. */
export async function visibleCase(c: Visit, office: Office): Promise<Case> {
  if (sessionOf(c).actor.role === 'firm') return ownCase(c, office);
  const held = await readCase(office.store, c.req.param('id') ?? '');
  if (held.submittedAt === null || held.state === 'withdrawn') throw new Refusal('case.not-found');
  return held;
}

/** The form that was sent; a field sent twice is an array. */
export async function bodyOf(c: Visit): Promise<Body> {
  try {
    return await c.req.parseBody({ all: true });
  } catch (cause) {
    throw new Refusal('request.malformed', {}, { cause });
  }
}

/** A page number of an address: from 1. */
export function pageOf(c: Visit): number {
  const page = Number(c.req.query('page') ?? '1');
  return Number.isSafeInteger(page) && page >= 1 && page <= 10_000 ? page : 1;
}

function agentOf({ config }: Office): readonly string[] {
  return [new URL(config.origins.agent).origin];
}
