import { createHash, randomBytes } from 'node:crypto';
import type { Officer } from '@kaika/registry/officer';
import { type Role, requireRole } from '@kaika/registry/officer';
import type { MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { Failure } from '../failure.ts';
import { findOfficer } from '../store/officer.ts';
import { findSession } from '../store/session.ts';
import type { Asked, Env } from './env.ts';
import type { Site } from './site.ts';

/** How long an officer stays signed in; cards come out of readers, browsers stay open. */
export const sessionMs = 8 * 3600_000;

/** Finds out who is signed in. */
export function knowOfficer(site: Site): MiddlewareHandler<Env> {
  return async (c, next) => {
    const id = sessionId(c, site);
    const { db, now } = site.context;
    const session = id === null ? null : await findSession(db, id, now());
    if (session !== null && session.officer !== null) {
      const officer = await findOfficer(db, session.officer);
      if (officer?.state === 'serving') c.set('officer', officer);
    }
    await next();
  };
}

/** The officer signed in, with one of these roles where some are named. Throws `officer.not-signed-in`, `officer.not-allowed`. */
export function requireOfficer(c: Asked, ...wanted: readonly Role[]): Officer {
  const officer = c.get('officer');
  if (officer === null) throw new Failure('officer.not-signed-in');
  if (wanted.length > 0) requireRole(officer, ...wanted);
  return officer;
}

/** The hash of the session's cookie: what the table knows it by. */
export function sessionId(c: Asked, site: Site): string | null {
  const value = getCookie(c, cookieName(site));
  return value === undefined ? null : hashed(value);
}

/** Gives the browser a new session's cookie and answers its id. */
export function newSession(c: Asked, site: Site): string {
  const value = randomBytes(32).toString('base64url');
  setCookie(c, cookieName(site), value, { path: '/', httpOnly: true, sameSite: 'Lax', secure: site.https });
  return hashed(value);
}

export function endSession(c: Asked, site: Site): void {
  deleteCookie(c, cookieName(site), { path: '/', secure: site.https });
}

function cookieName({ https }: Site): string {
  return https ? '__Host-officer' : 'officer';
}

function hashed(value: string): string {
  return createHash('sha256').update(value).digest('hex');
}
