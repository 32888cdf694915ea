import { dayOf } from '@kaika/registry/day';
import { sql } from 'kysely';
import type { Reader } from './table.ts';

/** A stretch of time and how it is divided: days, or months of the calendar in Taipei. */
export type Span = { readonly from: Date; readonly until: Date; readonly by: 'day' | 'month' };

export type Counted = { readonly label: string; readonly count: number };

/** Cards issued, by the day printed on their letters. */
export async function issuedCards(db: Reader, { from, until, by }: Span): Promise<Counted[]> {
  const length = by === 'day' ? 10 : 7;
  const { rows } = await sql<Row>`
    select substr("issuedOn", 1, ${length}::int) as label, count(*) as count from authority.card
    where "issuedOn" >= ${dayOf(from)} and "issuedOn" < ${dayOf(until)} group by 1 order by 1`.execute(db);
  return rows.map(counted);
}

/** Cards activated. */
export async function activatedCards(db: Reader, { from, until, by }: Span): Promise<Counted[]> {
  const { rows } = await sql<Row>`
    select to_char("activatedAt" at time zone 'Asia/Taipei', ${formatOf(by)}) as label, count(*) as count
    from authority.card where "activatedAt" >= ${from} and "activatedAt" < ${until} group by 1 order by 1`.execute(
    db,
  );
  return rows.map(counted);
}

/** Whole days from issue to activation, of cards activated in that time, and how many took them. */
export async function activationDays(db: Reader, { from, until }: Span): Promise<readonly Lasted[]> {
  const { rows } = await sql<{ days: number | string; count: number | string }>`
    select (("activatedAt" at time zone 'Asia/Taipei')::date - "issuedOn"::date) as days, count(*) as count
    from authority.card where "activatedAt" >= ${from} and "activatedAt" < ${until} and "issuedOn" is not null
    group by 1 order by 1`.execute(db);
  return rows.map(({ days, count }) => ({ days: Number(days), count: Number(count) }));
}

export type Lasted = { readonly days: number; readonly count: number };

/** Cards in use whose certificates end then. */
export async function expiringCards(db: Reader, { from, until, by }: Span): Promise<Counted[]> {
  const { rows } = await sql<Row>`
    select to_char("notAfter" at time zone 'Asia/Taipei', ${formatOf(by)}) as label, count(*) as count
    from authority.card where state in ('produced', 'shipped', 'active', 'suspended')
    and "notAfter" >= ${from} and "notAfter" < ${until} group by 1 order by 1`.execute(db);
  return rows.map(counted);
}

/** Cards revoked, by reason: RFC 5280's words, or `not-activated`. */
export async function revokedCards(db: Reader, { from, until }: Span): Promise<Counted[]> {
  const { rows } = await sql<Row>`
    select coalesce(reason, 'unspecified') as label, count(*) as count from authority.card
    where state = 'revoked' and since >= ${from} and since < ${until} group by 1 order by 2 desc, 1`.execute(
    db,
  );
  return rows.map(counted);
}

type Row = { label: string; count: number | string };

function counted({ label, count }: Row): Counted {
  return { label, count: Number(count) };
}

function formatOf(by: Span['by']): string {
  return by === 'day' ? 'YYYY-MM-DD' : 'YYYY-MM';
}
