import { sql } from 'kysely';
import type { Reader, Tables, Trx } from './table.ts';

/** A browser that sent an application, or proved to be its applicant. */
export type Applicant = Tables['applicant'];

/** Keeps it unless its id is taken; answers whose application the id stands for. Waits for whoever is writing the same id. */
export async function claimApplicant(trx: Trx, applicant: Applicant): Promise<string> {
  await trx
    .insertInto('applicant')
    .values(applicant)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  const { number } = await trx
    .selectFrom('applicant')
    .select('number')
    .where('id', '=', applicant.id)
    .executeTakeFirstOrThrow();
  return number;
}

export async function findApplicant(db: Reader, id: string, now: Date): Promise<Applicant | null> {
  const row = await db
    .selectFrom('applicant')
    .selectAll()
    .where('id', '=', id)
    .where('expiresAt', '>', now)
    .executeTakeFirst();
  return row ?? null;
}

/** Drops what ended before that moment. */
export async function dropApplicants(db: Reader, before: Date): Promise<void> {
  await db.deleteFrom('applicant').where('expiresAt', '<', before).execute();
}

/** Takes one try for an application; those before `windowStart` no longer count. Answers how many were taken since. */
export async function takeApplicantTry(
  db: Reader,
  number: string,
  { now, windowStart }: { readonly now: Date; readonly windowStart: Date },
): Promise<number> {
  const { rows } = await sql<{ taken: number }>`
    insert into authority.applicanttry as one (number, taken, since) values (${number}, 1, ${now})
    on conflict (number) do update set
      taken = case when one.since < ${windowStart} then 1 else one.taken + 1 end,
      since = case when one.since < ${windowStart} then ${now} else one.since end
    returning taken`.execute(db);
  return Number(rows[0]?.taken);
}

export async function clearApplicantTries(db: Reader, number: string): Promise<void> {
  await db.deleteFrom('applicanttry').where('number', '=', number).execute();
}
