import { type SqlBool, sql } from 'kysely';
import type { ToldEvent } from './event.ts';
import type { EventRow, Reader, Tables } from './table.ts';

/** What is looked for in the log; what is left out does not matter. */
export type AuditFilter = {
  readonly by?: string | undefined;
  readonly subject?: string | undefined;
  /** A whole name (`card.revoked`) or a noun (`card`). */
  readonly what?: string | undefined;
  readonly from?: Date | undefined;
  /** Excluded. */
  readonly until?: Date | undefined;
};

/** Where a page of the log begins: after this event, going back in time. */
export type AuditCursor = { readonly at: Date; readonly id: string };

export type AuditEntry = ToldEvent & { readonly index: number | null };

/** The log backwards, from a cursor on. Pages go by place, not by number: nobody counts the log. */
export async function auditEntries(
  db: Reader,
  filter: AuditFilter,
  { after, limit }: { readonly after?: AuditCursor | undefined; readonly limit: number },
): Promise<AuditEntry[]> {
  const { by, subject, what, from, until } = filter;
  let query = db.selectFrom('event').select(['id', 'at', 'by', 'what', 'subject', 'data', 'index']);
  if (by) query = query.where('by', '=', by);
  if (subject) query = query.where('subject', '=', subject);
  if (what?.includes('.')) query = query.where('what', '=', what);
  else if (what) query = query.where('what', '>=', `${what}.`).where('what', '<', `${what}/`);
  if (from) query = query.where('at', '>=', from);
  if (until) query = query.where('at', '<', until);
  // As one comparison of rows, which an index answers; two joined by `or` would read the log from its end.
  if (after) query = query.where(sql<SqlBool>`(at, id) < (${after.at}, ${after.id})`);
  return query.orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute();
}

/** One row of the log, whole. */
export async function findEntry(
  db: Reader,
  id: string,
): Promise<(Omit<EventRow, 'data'> & { readonly data: Readonly<Record<string, string>> }) | null> {
  const row = await db.selectFrom('event').selectAll().where('id', '=', id).executeTakeFirst();
  return row ?? null;
}

/** The first signed head that covers this place in the log; null where there is none yet. */
export async function headCovering(
  db: Reader,
  index: number,
): Promise<Pick<Tables['treehead'], 'size' | 'root' | 'at' | 'jws'> | null> {
  const row = await db
    .selectFrom('treehead')
    .select(['size', 'root', 'at', 'jws'])
    .where('size', '>', index)
    .orderBy('size')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}
