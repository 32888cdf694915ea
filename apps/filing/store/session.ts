import { createHash, randomBytes } from 'node:crypto';
import type { Actor } from '../rule/case.ts';
import type { Store } from './case.ts';

export type Session = {
  readonly id: string;
  readonly sub: string;
  readonly sid: string | null;
  readonly idToken: string;
  readonly actor: Actor;
  readonly firm: { readonly ubn: string | null; readonly kind: string };
  readonly expiresAt: Date;
};

export type Attempt = {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Path of this service to go to afterwards. */
  readonly onward: string;
  readonly expiresAt: Date;
};

/** Keeps a sign-in under way. Answers the secret for the browser's cookie; the store holds its hash alone. */
export async function insertAttempt(store: Store, attempt: Attempt): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  await store
    .insertInto('attempt')
    .values({
      id: hash(secret),
      state: attempt.state,
      nonce: attempt.nonce,
      verifier: attempt.verifier,
      onward: attempt.onward,
      expires_at: attempt.expiresAt,
    })
    .execute();
  return secret;
}

/** Takes a sign-in out of the store: it serves once. Undefined when there is none or it is too old. */
export async function takeAttempt(store: Store, secret: string, now: Date): Promise<Attempt | undefined> {
  await store.deleteFrom('attempt').where('expires_at', '<', now).execute();
  const row = await store
    .deleteFrom('attempt')
    .where('id', '=', hash(secret))
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { state, nonce, verifier, onward } = row;
  return { state, nonce, verifier, onward, expiresAt: row.expires_at };
}

/** Keeps a session under a fresh secret, for the browser's cookie. */
export async function insertSession(store: Store, session: Omit<Session, 'id'>): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  await store
    .insertInto('session')
    .values({
      id: hash(secret),
      sub: session.sub,
      sid: session.sid,
      id_token: session.idToken,
      actor: JSON.stringify(session.actor),
      firm: JSON.stringify(session.firm),
      expires_at: session.expiresAt,
    })
    .execute();
  return secret;
}

/** The session of a cookie, while it lasts. */
export async function readSession(store: Store, secret: string, now: Date): Promise<Session | undefined> {
  const row = await store
    .selectFrom('session')
    .selectAll()
    .where('id', '=', hash(secret))
    .where('expires_at', '>', now)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { id, sub, sid, actor, firm } = row;
  return { id, sub, sid, actor, firm, idToken: row.id_token, expiresAt: row.expires_at };
}

/** Ends one session, by its id (not its secret), and all that ran out. */
export async function deleteSession(store: Store, id: string, now: Date): Promise<void> {
  await store
    .deleteFrom('session')
    .where((eb) => eb.or([eb('id', '=', id), eb('expires_at', '<', now)]))
    .execute();
}

/** Ends what the login service ended: one session of it (`sid`), or all of an account. */
export async function deleteSessionsOf(
  store: Store,
  ended: { readonly sub: string | undefined; readonly sid: string | undefined },
): Promise<void> {
  if (ended.sid !== undefined) await store.deleteFrom('session').where('sid', '=', ended.sid).execute();
  else if (ended.sub !== undefined) await store.deleteFrom('session').where('sub', '=', ended.sub).execute();
}

function hash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
