import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import { chooseLanguage, type Language, languageCookie, parseLanguage } from '@kaika/look/language';
import { newNonce } from '@kaika/look/security';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';

/** What every request of this app carries. */
export type Env = {
  Bindings: HttpBindings;
  Variables: {
    language: Language;
    /** Of this answer's Content-Security-Policy. */
    nonce: string;
  };
};

/** Chooses the language (`?lang` is remembered) and draws the page's nonce. */
export function prepare(secure: boolean): MiddlewareHandler<Env> {
  return async (c, next) => {
    const query = c.req.query('lang');
    const hints = { query, cookie: getCookie(c, 'lang'), accept: c.req.header('accept-language') };
    const language = chooseLanguage(hints);
    c.set('language', language);
    c.set('nonce', newNonce());
    await next();
    if (parseLanguage(query)) c.header('set-cookie', languageCookie(language, secure), { append: true });
  };
}

/**
 * Refuses what another site's page sends: every request that changes something must come from our own origin
 * (`Origin`, or `Sec-Fetch-Site` where a browser leaves it out).
 */
export function isSameOrigin(c: Context<Env>, origin: string): boolean {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return true;
  const said = c.req.header('origin');
  return said === undefined ? c.req.header('sec-fetch-site') === 'same-origin' : said === origin;
}

/** The hash of the browser's own cookie, given at its first page: what nonces and sign-ins are bound to. */
export function browserSession(c: Context<Env>, secure: boolean): string {
  const name = cookieName(secure);
  const kept = getCookie(c, name);
  const value = kept && /^[\w-]{43}$/.test(kept) ? kept : randomBytes(32).toString('base64url');
  if (value !== kept) setCookie(c, name, value, { path: '/', httpOnly: true, sameSite: 'Lax', secure });
  return createHash('sha256').update(value).digest('base64url');
}

/** The same for a request that must already have one; undefined where it has none. */
export function knownSession(c: Context<Env>, secure: boolean): string | undefined {
  const kept = getCookie(c, cookieName(secure));
  return kept && createHash('sha256').update(kept).digest('base64url');
}

/** A key for counting tries that tells nobody whose they are. */
export function attemptKey(pepper: Uint8Array, kind: 'user' | 'address' | 'register', value: string): string {
  return createHmac('sha256', pepper).update(`${kind}\n${value.toLowerCase()}`).digest('base64url');
}

/** Where the request comes from, as the socket says. */
export function addressOf(c: Context<Env>): string {
  return c.env.incoming?.socket.remoteAddress ?? 'unknown';
}

function cookieName(secure: boolean): string {
  return secure ? '__Host-login_browser' : 'login_browser';
}
