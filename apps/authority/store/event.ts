import { randomBytes, randomUUID } from 'node:crypto';
import type { Event } from '@kaika/registry/change';
import { sql } from 'kysely';
import { leafOf } from '../log/leaf.ts';
import type { EventRow, Reader, Trx } from './table.ts';

/** Writes the audit rows of changes. Called by `save`, in the transaction of the changes. */
export async function recordAll(trx: Trx, events: readonly Event[]): Promise<void> {
  if (events.length === 0) return;
  const salts = randomBytes(saltOctets * events.length);
  const rows = events.map((event, at) =>
    eventRow(event, randomUUID(), salts.toString('hex', at * saltOctets, (at + 1) * saltOctets)),
  );
  const columns = ['id', 'at', 'by', 'what', 'subject', 'data', 'salt', 'leaf'].map((name) => sql.ref(name));
  await sql`
    insert into authority.event (${sql.join(columns)}) select ${sql.join(columns)}
    from json_populate_recordset(null::authority.event, ${JSON.stringify(rows)}::text::json)`.execute(trx);
}

const saltOctets = 32;

/** The row of an event: what was said, its salt, and the leaf that commits to both. */
export function eventRow(event: Event, id: string, salt: string) {
  const { at, by, what, subject, data = {} } = event;
  const said = { id, at, by, what, subject, data };
  return { ...said, salt, leaf: leafOf(said, salt), index: null };
}

/** What is shown of an event. */
export type ToldEvent = Pick<EventRow, 'id' | 'at' | 'by' | 'what' | 'subject'> & {
  readonly data: Readonly<Record<string, string>>;
};

/** Everything that happened to any of these subjects, newest first. */
export async function eventsAbout(
  db: Reader,
  subjects: readonly string[],
  limit = 200,
): Promise<ToldEvent[]> {
  if (subjects.length === 0) return [];
  return db
    .selectFrom('event')
    .select(['id', 'at', 'by', 'what', 'subject', 'data'])
    .where('subject', 'in', subjects)
    .orderBy('at', 'desc')
    .orderBy('index', 'desc')
    .limit(limit)
    .execute();
}

/** How many times that happened to a subject. */
export async function countEventsAbout(db: Reader, subject: string, what: Event['what']): Promise<number> {
  const { count } = await db
    .selectFrom('event')
    .select((select) => select.fn.countAll().as('count'))
    .where('subject', '=', subject)
    .where('what', '=', what)
    .executeTakeFirstOrThrow();
  return Number(count);
}
