import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Event } from '@kaika/registry/change';
import { sql } from 'kysely';
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

/**
 * The leaf of an event in the log: SHA-256(0x00 ‖ commitment), RFC 9162 §2.1.1, with commitment = SHA-256(salt ‖ canonical
 * bytes). Canonical: JSON of the members in alphabetical order, times in ISO 8601 UTC with milliseconds, UTF-8.
 * @param salt 32 octets, hex
 */
export function leafOf(
  said: Omit<Event, 'data'> & { readonly id: string; readonly data: Readonly<Record<string, string>> },
  salt: string,
): string {
  const { at, by, data, id, subject, what } = said;
  const sorted = Object.fromEntries(Object.entries(data).sort(([left], [right]) => (left < right ? -1 : 1)));
  const canonical = JSON.stringify({ at: at.toISOString(), by, data: sorted, id, subject, what });
  const commitment = createHash('sha256').update(Buffer.from(salt, 'hex')).update(canonical, 'utf8').digest();
  return createHash('sha256').update(Uint8Array.of(0)).update(commitment).digest('hex');
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
    .limit(limit)
    .execute();
}
