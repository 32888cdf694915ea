import { createHash, randomBytes } from 'node:crypto';
import type { LoginClaims } from '@kaika/wire/claims';
import type { Database } from './table.ts';

export type Session = {
  readonly sub: string;
  readonly sid: string | null;
  readonly idToken: string;
  readonly claims: LoginClaims;
};

/** A sign-in under way. `onward`: the path of this site to go to afterwards. */
export type Attempt = {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly onward: string;
};

/** Keeps a sign-in under way until `expiresAt`. Answers the secret for the browser's cookie; the store has its hash alone. */
export async function keepAttempt(db: Database, attempt: Attempt, expiresAt: Date): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  await db
    .insertInto('attempt')
    .values({ id: hash(secret), ...attempt, expires_at: expiresAt })
    .execute();
  return secret;
}

/** Takes a sign-in out of the store: it serves once. */
export async function takeAttempt(db: Database, secret: string, now: Date): Promise<Attempt | undefined> {
  const row = await db.deleteFrom('attempt').where('id', '=', hash(secret)).returningAll().executeTakeFirst();
  if (!row || row.expires_at <= now) return undefined;
  const { state, nonce, verifier, onward } = row;
  return { state, nonce, verifier, onward };
}

/** Keeps a session until `expiresAt`. Answers the secret for the browser's cookie. */
export async function keepSession(db: Database, session: Session, expiresAt: Date): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  await db
    .insertInto('session')
    .values({
      id: hash(secret),
      sub: session.sub,
      sid: session.sid,
      id_token: session.idToken,
      claims: JSON.stringify(session.claims),
      expires_at: expiresAt,
    })
    .execute();
  return secret;
}

/** The session of a cookie, while it lasts. */
export async function findSession(db: Database, secret: string, now: Date): Promise<Session | undefined> {
  const row = await db
    .selectFrom('session')
    .selectAll()
    .where('id', '=', hash(secret))
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row && { sub: row.sub, sid: row.sid, idToken: row.id_token, claims: row.claims };
}

/** Ends the session of a cookie and gives it back. */
export async function endSession(
  db: Database,
  secret: string,
): Promise<Pick<Session, 'idToken'> | undefined> {
  const row = await db
    .deleteFrom('session')
    .where('id', '=', hash(secret))
    .returning('id_token')
    .executeTakeFirst();
  return row && { idToken: row.id_token };
}

/** What a logout token says: whose sessions end, or which one. */
export type Logout = {
  readonly jti: string;
  readonly sub: string | undefined;
  readonly sid: string | undefined;
};

/** Ends the sessions a logout token names, in one transaction with remembering it. False where it was used before. */
export async function endNamed(db: Database, logout: Logout, expiresAt: Date): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('logout')
      .values({ jti: logout.jti, expires_at: expiresAt })
      .onConflict((c) => c.column('jti').doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows !== 1n) return false;
    const named = trx.deleteFrom('session');
    if (logout.sid !== undefined) await named.where('sid', '=', logout.sid).execute();
    else if (logout.sub !== undefined) await named.where('sub', '=', logout.sub).execute();
    return true;
  });
}

/** Forgets what is over. */
export async function sweep(db: Database, now: Date): Promise<void> {
  for (const table of ['session', 'attempt', 'logout'] as const) {
    await db.deleteFrom(table).where('expires_at', '<', now).execute();
  }
}

function hash(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
