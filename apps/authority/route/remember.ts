import { getCookie, setCookie } from 'hono/cookie';
import { applicantId, sentMs } from '../operation/applicant.ts';
import { type Applicant, findApplicant } from '../store/applicant.ts';
import type { Asked } from './env.ts';
import type { Site } from './site.ts';

/** Gives the browser the cookie that makes it the applicant's for a while. */
export function rememberApplicant(c: Asked, site: Site, secret: string): void {
  setCookie(c, cookieOf(site), secret, {
    path: '/',
    httpOnly: true,
    sameSite: 'Strict',
    secure: site.https,
    maxAge: sentMs / 1000,
  });
}

/** Whose browser this is; null where that is not known, or no longer. */
export async function applicantOf(c: Asked, site: Site): Promise<Applicant | null> {
  const secret = getCookie(c, cookieOf(site));
  return secret === undefined
    ? null
    : findApplicant(site.context.db, applicantId(secret), site.context.now());
}

function cookieOf({ https }: Site): string {
  return `${https ? '__Host-' : ''}applicant`;
}
