import { randomInt } from 'node:crypto';
import type { Application } from '@kaika/registry/application';
import type { Batch } from '@kaika/registry/batch';
import { dayOf } from '@kaika/registry/day';
import type { Line } from '@kaika/registry/line';
import { Refusal } from '@kaika/registry/refusal';
import { sql } from 'kysely';
import type { Reader, Trx } from './table.ts';

/** `B`, the day in Taipei, four random digits. */
export function drawBatchNumber(now: Date): string {
  return `B${dayOf(now).replaceAll('-', '')}${String(randomInt(10_000)).padStart(4, '0')}`;
}

/** The batch with this number. Throws `batch.unknown`. */
export async function requireBatch(db: Reader, number: string): Promise<Batch> {
  const row = await db.selectFrom('batch').selectAll().where('number', '=', number).executeTakeFirst();
  if (row === undefined) throw new Refusal('batch.unknown');
  return { noun: 'batch', ...row };
}

/** How many lines of a batch are in each state. */
export type LineCounts = Readonly<Partial<Record<Line['state'], number>>>;

/** Batches with what has become of their lines: those not closed first, then the newest. */
export async function recentBatches(
  db: Reader,
  page: { readonly limit: number; readonly offset: number },
): Promise<(Batch & { readonly counts: LineCounts })[]> {
  const rows = await db
    .selectFrom('batch')
    .selectAll()
    .orderBy((select) => select.case().when('state', '=', 'closed').then(1).else(0).end())
    .orderBy('madeAt', 'desc')
    .orderBy('number')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  const counts = await lineCounts(
    db,
    rows.map(({ number }) => number),
  );
  return rows.map((row) => ({ noun: 'batch', ...row, counts: counts.get(row.number) ?? {} }));
}

export async function countBatches(db: Reader): Promise<number> {
  const { count } = await db
    .selectFrom('batch')
    .select((select) => select.fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

async function lineCounts(db: Reader, batches: readonly string[]): Promise<ReadonlyMap<string, LineCounts>> {
  if (batches.length === 0) return new Map();
  const rows = await db
    .selectFrom('line')
    .select((select) => ['batch', 'state', select.fn.countAll().as('count')])
    .where('batch', 'in', batches)
    .groupBy(['batch', 'state'])
    .execute();
  const counts = new Map<string, Record<string, number>>();
  for (const { batch, state, count } of rows) {
    counts.set(batch, { ...counts.get(batch), [state]: Number(count) });
  }
  return counts;
}

/** The lines of a batch in the order they are made. */
export async function linesOfBatch(db: Reader, batch: string): Promise<Line[]> {
  const rows = await db
    .selectFrom('line')
    .selectAll()
    .where('batch', '=', batch)
    .orderBy('priority', 'desc')
    .orderBy('position')
    .execute();
  return rows.map((row) => ({ noun: 'line', ...row }));
}

/** A line with what its application and its card say. */
export type ShownLine = Line &
  Pick<Application, 'name' | 'person' | 'address' | 'contactName'> & { readonly takenByName: string | null };

/** The lines of a batch as people read them. */
export async function shownLines(db: Reader, batch: string): Promise<ShownLine[]> {
  const rows = await db
    .selectFrom('line')
    .innerJoin('application', 'application.number', 'line.application')
    .leftJoin('officer', 'officer.id', 'line.takenBy')
    .selectAll('line')
    .select([
      'application.name',
      'application.person',
      'application.address',
      'application.contactName',
      'officer.name as takenByName',
    ])
    .where('line.batch', '=', batch)
    .orderBy('line.priority', 'desc')
    .orderBy('line.position')
    .execute();
  return rows.map((row) => ({ noun: 'line', ...row }));
}

/** A line of a batch by its application. Throws `application.unknown`. */
export async function requireLine(db: Reader, batch: string, application: string): Promise<Line> {
  const row = await db
    .selectFrom('line')
    .selectAll()
    .where('id', '=', `${batch}/${application}`)
    .executeTakeFirst();
  if (row === undefined) throw new Refusal('application.unknown');
  return { noun: 'line', ...row };
}

/** The line an application has in a batch that is not over; null where it is in none. */
export async function findOpenLine(db: Reader, application: string): Promise<Line | null> {
  const row = await db
    .selectFrom('line')
    .selectAll()
    .where('application', '=', application)
    .where('state', 'in', ['waiting', 'making', 'failed'])
    .executeTakeFirst();
  return row === undefined ? null : { noun: 'line', ...row };
}

/** What an officer left half-done in that reader. */
export async function findOwnLine(
  db: Reader,
  { batch, officer, reader }: { readonly batch: string; readonly officer: string; readonly reader: string },
): Promise<Line | null> {
  const row = await db
    .selectFrom('line')
    .selectAll()
    .where('batch', '=', batch)
    .where('state', '=', 'making')
    .where('takenBy', '=', officer)
    .where('reader', '=', reader)
    .executeTakeFirst();
  return row === undefined ? null : { noun: 'line', ...row };
}

/** The next line nobody is at, locked: another who asks at the same moment gets the one after it. */
export async function lockNextLine(trx: Trx, batch: string): Promise<Line | null> {
  const row = await trx
    .selectFrom('line')
    .selectAll()
    .where('batch', '=', batch)
    .where('state', '=', 'waiting')
    .orderBy('priority', 'desc')
    .orderBy('position')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  return row === undefined ? null : { noun: 'line', ...row };
}

/** Approved applications for a card that are in no batch, oldest first. */
export async function freeApplications(db: Reader, limit = 500): Promise<Application[]> {
  const rows = await free(db).selectAll().orderBy('submittedAt').orderBy('number').limit(limit).execute();
  return rows.map((row) => ({ noun: 'application', ...row }));
}

export async function countFreeApplications(db: Reader): Promise<number> {
  const { count } = await free(db)
    .select((select) => select.fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

function free(db: Reader) {
  return db
    .selectFrom('application')
    .where('state', '=', 'approved')
    .where('request', 'is', null)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('line')
            .select(sql`1`.as('one'))
            .whereRef('line.application', '=', 'application.number')
            .where('line.state', 'in', ['waiting', 'making', 'failed']),
        ),
      ),
    );
}
