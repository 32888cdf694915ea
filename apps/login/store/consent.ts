import type { Database } from './table.ts';

/** Whether this account agreed before that the client may have all these scopes. */
export async function hasConsent(
  db: Database,
  given: { readonly sub: string; readonly client: string },
  scopes: readonly string[],
): Promise<boolean> {
  const row = await db
    .selectFrom('consent')
    .select('scopes')
    .where('sub', '=', given.sub)
    .where('client', '=', given.client)
    .executeTakeFirst();
  return row !== undefined && scopes.every((scope) => row.scopes.includes(scope));
}

/** Remembers the agreement, so that it is asked for once. */
export async function keepConsent(
  db: Database,
  given: { readonly sub: string; readonly client: string; readonly scopes: readonly string[] },
  now: Date,
): Promise<void> {
  const kept = { scopes: JSON.stringify(given.scopes), at: now };
  await db
    .insertInto('consent')
    .values({ sub: given.sub, client: given.client, ...kept })
    .onConflict((c) => c.columns(['sub', 'client']).doUpdateSet(kept))
    .execute();
}
