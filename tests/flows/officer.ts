import { createHash, randomBytes } from 'node:crypto';
import { keep } from '@kaika/authority/store/save';
import { signInSession } from '@kaika/authority/store/session';
import { ceremony } from '@kaika/registry/change';
import { appoint, type Officer, type Role } from '@kaika/registry/officer';
import type { TestAuthority } from './authority.ts';
import { type Browser, openBrowser } from './proof.ts';

/** An officer of these roles, as the ceremony appoints them. */
export async function appointed(
  house: TestAuthority,
  id: string,
  ...roles: readonly Role[]
): Promise<Officer> {
  const { context } = house;
  const change = appoint({ id, name: `示範${id}`, roles, cardNumber: null }, ceremony, context.now());
  await keep(context.db, change);
  return { ...change.next, version: 1 };
}

/** A browser in which this officer signed in a moment ago. */
export async function signedIn(house: TestAuthority, officer: string): Promise<Browser> {
  const { context } = house;
  const cookie = randomBytes(32).toString('base64url');
  const id = createHash('sha256').update(cookie).digest('hex');
  const expiresAt = new Date(context.now().getTime() + 8 * 3600_000);
  await signInSession(context.db, { before: '', id, officer, expiresAt }, context.now());
  return openBrowser(house, { officer: cookie });
}
