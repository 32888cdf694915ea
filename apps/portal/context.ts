import type { HttpBindings } from '@hono/node-server';
import { chooseLanguage, type Language, languageCookie, parseLanguage } from '@kaika/look/language';
import { newNonce } from '@kaika/look/security';
import type { Context, MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { PortalConfig } from './config.ts';
import { findSession, type Session } from './store/session.ts';
import type { Database } from './store/table.ts';

/** What every request of this app carries. */
export type Env = {
  Bindings: HttpBindings;
  Variables: {
    language: Language;
    /** Of this answer's Content-Security-Policy. */
    nonce: string;
    session: Session | undefined;
  };
};

type Kind = 'session' | 'attempt';

/** Chooses the language (`?lang` is remembered), draws the page's nonce and finds who is signed in. */
export function prepare(config: PortalConfig, db: Database): MiddlewareHandler<Env> {
  const secure = isSecure(config);
  return async (c, next) => {
    const query = c.req.query('lang');
    const hints = { query, cookie: getCookie(c, 'lang'), accept: c.req.header('accept-language') };
    const language = chooseLanguage(hints);
    c.set('language', language);
    c.set('nonce', newNonce());
    const secret = readCookie(c, config, 'session');
    c.set('session', secret === undefined ? undefined : await findSession(db, secret, config.now()));
    await next();
    if (parseLanguage(query)) c.header('set-cookie', languageCookie(language, secure), { append: true });
  };
}

/** Whether a request that changes something comes from our own pages (`Origin`, or `Sec-Fetch-Site` without it). */
export function isSameOrigin(c: Context<Env>, origin: string): boolean {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return true;
  const said = c.req.header('origin');
  return said === undefined ? c.req.header('sec-fetch-site') === 'same-origin' : said === origin;
}

/** The secret in one of this app's cookies. */
export function readCookie(c: Context<Env>, config: PortalConfig, kind: Kind): string | undefined {
  return getCookie(c, cookieName(config, kind));
}

/** Host-only, HttpOnly, Lax; `__Host-` where TLS allows. */
export function writeCookie(c: Context<Env>, config: PortalConfig, kind: Kind, secret: string): void {
  setCookie(c, cookieName(config, kind), secret, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: isSecure(config),
  });
}

export function dropCookie(c: Context<Env>, config: PortalConfig, kind: Kind): void {
  deleteCookie(c, cookieName(config, kind), { path: '/', secure: isSecure(config) });
}

function cookieName(config: PortalConfig, kind: Kind): string {
  return isSecure(config) ? `__Host-portal_${kind}` : `portal_${kind}`;
}

function isSecure({ origins }: PortalConfig): boolean {
  return origins.portal.startsWith('https:');
}
