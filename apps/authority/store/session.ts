import type { Database, Reader, Tables } from './table.ts';

export type Session = Tables['session'];

/** An unexpired session. */
export async function findSession(db: Reader, id: string, now: Date): Promise<Session | null> {
  const row = await db
    .selectFrom('session')
    .selectAll()
    .where('id', '=', id)
    .where('expiresAt', '>', now)
    .executeTakeFirst();
  return row ?? null;
}

/** Keeps a session before anybody signed in: a nonce and its time. */
export async function openSession(
  db: Database,
  session: { readonly id: string; readonly nonce: string; readonly expiresAt: Date },
  now: Date,
): Promise<void> {
  await db
    .insertInto('session')
    .values({ ...session, officer: null, nonceIssuedAt: now, nonceUsedAt: null, signedInAt: null })
    .execute();
}

/** Uses the nonce up. Of two requests at once one wins: answers whether it was this one. */
export async function useNonce(db: Database, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('session')
    .set({ nonceUsedAt: now })
    .where('id', '=', id)
    .where('nonceUsedAt', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Keeps the session of an officer who just signed in; the one before it is over (no fixation). */
export async function signInSession(
  db: Reader,
  session: {
    readonly before: string;
    readonly id: string;
    readonly officer: string;
    readonly expiresAt: Date;
  },
  now: Date,
): Promise<void> {
  const { before, ...rest } = session;
  await db.deleteFrom('session').where('id', '=', before).execute();
  await db
    .insertInto('session')
    .values({ ...rest, nonce: null, nonceIssuedAt: null, nonceUsedAt: null, signedInAt: now })
    .execute();
}

export async function dropSession(db: Database, id: string): Promise<void> {
  await db.deleteFrom('session').where('id', '=', id).execute();
}

export async function dropOldSessions(db: Database, now: Date): Promise<void> {
  await db.deleteFrom('session').where('expiresAt', '<', now).execute();
}
