import { sql } from 'kysely';
import type { Database } from './table.ts';

/** Takes one guess for a source; those of a window that is over no longer count. Answers how many were taken since. */
export async function takeGuess(
  db: Database,
  source: string,
  { now, windowStart }: { readonly now: Date; readonly windowStart: Date },
): Promise<number> {
  const { rows } = await sql<{ taken: number }>`
    insert into authority.guess as one (source, taken, since) values (${source}, 1, ${now})
    on conflict (source) do update set
      taken = case when one.since < ${windowStart} then 1 else one.taken + 1 end,
      since = case when one.since < ${windowStart} then ${now} else one.since end
    returning taken`.execute(db);
  return Number(rows[0]?.taken);
}

/** What was taken was no wrong guess. */
export async function giveGuessBack(db: Database, source: string): Promise<void> {
  await sql`update authority.guess set taken = greatest(0, taken - 1) where source = ${source}`.execute(db);
}

export async function dropOldGuesses(db: Database, before: Date): Promise<void> {
  await sql`delete from authority.guess where since < ${before}`.execute(db);
}
