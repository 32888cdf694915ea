import { sql } from 'kysely';
import type { Database } from './table.ts';

/** What is kept of a member's password, by user ID in lower case. */
export function findPassword(
  db: Database,
  userId: string,
): Promise<{ sub: string; hash: string } | undefined> {
  return db
    .selectFrom('password')
    .select(['sub', 'hash'])
    .where('user_id', '=', userId.toLowerCase())
    .executeTakeFirst();
}

export type Member = {
  readonly sub: string;
  readonly userId: string;
  readonly name: string;
  readonly hash: string;
};

/** Makes a member's account with its password in one transaction. False where the user ID is taken. */
export async function registerMember(db: Database, member: Member, now: Date): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const { sub, name, userId, hash } = member;
    const taken = await trx
      .selectFrom('password')
      .select('sub')
      .where('user_id', '=', userId.toLowerCase())
      .executeTakeFirst();
    if (taken) return false;
    await trx
      .insertInto('account')
      .values({ sub, kind: 'member', name, roles: '[]', created_at: now })
      .execute();
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('password')
      .values({ user_id: userId.toLowerCase(), sub, hash, set_at: now })
      .onConflict((c) => c.column('user_id').doNothing())
      .executeTakeFirstOrThrow();
    const ours = numInsertedOrUpdatedRows === 1n;
    if (!ours) await trx.deleteFrom('account').where('sub', '=', sub).execute();
    return ours;
  });
}

/** A limit on tries: `most` of them within `seconds` from the first. */
export type Limit = { readonly most: number; readonly seconds: number };

/**
 * Counts a try before it is judged, so that no number of tries at once gets around the limit. False when the limit is
 * passed. `key` must not be readable: callers hand in a keyed hash.
 */
export async function takeAttempt(db: Database, key: string, limit: Limit, now: Date): Promise<boolean> {
  const until = new Date(now.getTime() + limit.seconds * 1000);
  const { count } = await db
    .insertInto('attempt')
    .values({ key, count: 1, until })
    .onConflict((c) =>
      c.column('key').doUpdateSet({
        count: sql`case when attempt.until <= ${now} then 1 else attempt.count + 1 end`,
        until: sql`case when attempt.until <= ${now} then ${until} else attempt.until end`,
      }),
    )
    .returning('count')
    .executeTakeFirstOrThrow();
  return count <= limit.most;
}

/** Forgets the tries of a key: the right password was given. */
export async function clearAttempts(db: Database, key: string): Promise<void> {
  await db.deleteFrom('attempt').where('key', '=', key).execute();
}
