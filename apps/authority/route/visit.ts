import type { Card } from '@kaika/registry/card';
import { getCookie, setCookie } from 'hono/cookie';
import { Failure } from '../failure.ts';
import { openVisit, type VisitOperation, visitId, visitMs } from '../operation/visit.ts';
import { dropVisit, findVisit, type Visit } from '../store/visit.ts';
import type { Asked } from './env.ts';
import type { Site } from './site.ts';

/** Opens a visit for the card that proved itself and gives the browser its cookie. */
export async function beginVisit(c: Asked, site: Site, to: { card: Card; operation: VisitOperation }) {
  const secret = await openVisit(site.context, to.card, to.operation);
  setCookie(c, cookieOf(site, to.operation), secret, {
    path: '/',
    httpOnly: true,
    sameSite: 'Strict',
    secure: site.https,
    maxAge: visitMs / 1000,
  });
}

/** The visit of this browser, if it has one that is not over. */
export async function visitOf(c: Asked, site: Site, operation: VisitOperation): Promise<Visit | null> {
  const secret = getCookie(c, cookieOf(site, operation));
  if (secret === undefined) return null;
  const visit = await findVisit(site.context.db, visitId(secret), site.context.now());
  return visit?.operation === operation ? visit : null;
}

/** The visit of this browser. Throws `visit.over`. */
export async function requireVisit(c: Asked, site: Site, operation: VisitOperation): Promise<Visit> {
  const visit = await visitOf(c, site, operation);
  if (visit === null) throw new Failure('visit.over');
  return visit;
}

/** Ends it at once. */
export async function endVisit(c: Asked, site: Site, operation: VisitOperation): Promise<void> {
  const visit = await visitOf(c, site, operation);
  if (visit !== null) await dropVisit(site.context.db, visit.id);
}

function cookieOf({ https }: Site, operation: VisitOperation): string {
  return `${https ? '__Host-' : ''}visit-${operation}`;
}
