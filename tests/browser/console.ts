import { createHash, randomBytes } from 'node:crypto';
import { signInSession } from '@kaika/authority/store/session';
import type { Person } from './person.ts';

/** Signs an officer of the demonstration in without card and window, which other tests walk through. */
export async function becomeOfficer({ context, house }: Person, officer: string): Promise<void> {
  const { db, now } = house.authority.context;
  const value = randomBytes(32).toString('base64url');
  const id = createHash('sha256').update(value).digest('hex');
  const expiresAt = new Date(now().getTime() + 3600_000);
  await signInSession(db, { before: '', id, officer, expiresAt }, now());
  const { hostname } = new URL(house.origins.authority);
  await context.addCookies([{ name: 'officer', value, domain: hostname, path: '/', httpOnly: true }]);
}
