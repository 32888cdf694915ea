import { TokenError } from '@kaika/token/error';
import { checkNonce, consumeNonce, issueNonce, type Nonce } from '@kaika/token/nonce';
import type { Database } from './table.ts';

/** Whose sign-in page asks: the hash of the browser's cookie and the interaction it shows. */
export type Asker = { readonly session: string; readonly interaction: string };

/** Issues a nonce to a browser session for one interaction. */
export async function issueChallenge(db: Database, asker: Asker, now: Date): Promise<string> {
  const nonce = issueNonce(sessionOf(asker), now);
  await db
    .insertInto('challenge')
    .values({ nonce: nonce.value, session: nonce.session, interaction: asker.interaction, issued_at: now })
    .execute();
  return nonce.value;
}

/** The interaction whose still unused nonce this is, if this browser asked for it. Throws TokenError `login.nonce-expired`. */
export async function checkChallenge(db: Database, challenge: Challenge, now: Date): Promise<string> {
  const { nonce, interaction } = await find(db, challenge.nonce);
  checkNonce(nonce, sessionOf({ session: challenge.session, interaction }), now);
  return interaction;
}

/** Uses the newest nonce of this browser and interaction up; of two at once one wins. Throws TokenError `login.nonce-expired`. */
export async function consumeChallenge(db: Database, challenge: Challenge, now: Date): Promise<string> {
  const { nonce, interaction } = await find(db, challenge.nonce);
  consumeNonce(nonce, sessionOf({ session: challenge.session, interaction }), now);
  const { numUpdatedRows } = await db
    .updateTable('challenge')
    .set({ used_at: now })
    .where('nonce', '=', challenge.nonce)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows !== 1n) throw new TokenError('login.nonce-expired', 'nonce-used');
  return interaction;
}

type Challenge = { readonly nonce: string; readonly session: string };

/** A nonce answers for one page of one browser: both are in its session's name. */
function sessionOf({ session, interaction }: Asker): string {
  return `${session}/${interaction}`;
}

async function find(db: Database, value: string): Promise<{ nonce?: Nonce; interaction: string }> {
  const row = await db.selectFrom('challenge').selectAll().where('nonce', '=', value).executeTakeFirst();
  if (!row) return { interaction: '' };
  const { nonce, session, interaction, issued_at, used_at } = row;
  return { nonce: { value: nonce, session, issuedAt: issued_at, usedAt: used_at }, interaction };
}
