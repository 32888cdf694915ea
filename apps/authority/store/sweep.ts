import { randomInt } from 'node:crypto';
import { dayOf } from '@kaika/registry/day';
import type { Sweep, SweepScope } from '@kaika/registry/sweep';
import { sql } from 'kysely';
import { Failure } from '../failure.ts';
import type { Reader, Tables, Trx } from './table.ts';

export type SweepTarget = Tables['sweeptarget'];

/** `W`, the day in Taipei, seven random digits. */
export function drawSweepNumber(now: Date): string {
  return `W${dayOf(now).replaceAll('-', '')}${String(randomInt(10_000_000)).padStart(7, '0')}`;
}

/** The mass revocation with this number. Throws `sweep.unknown`. */
export async function requireSweep(db: Reader, number: string): Promise<Sweep> {
  const row = await db.selectFrom('sweep').selectAll().where('number', '=', number).executeTakeFirst();
  if (row === undefined) throw new Failure('sweep.unknown');
  return { noun: 'sweep', ...row };
}

/** The same, held by this transaction: of several processes one works on it at a time. */
export async function holdSweep(trx: Trx, number: string): Promise<Sweep> {
  await sql`select 1 from authority.sweep where number = ${number} for update`.execute(trx);
  return requireSweep(trx, number);
}

export async function listSweeps(
  db: Reader,
  page: { readonly limit: number; readonly offset: number },
): Promise<Sweep[]> {
  const rows = await db
    .selectFrom('sweep')
    .selectAll()
    .orderBy('enteredAt', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return rows.map((row) => ({ noun: 'sweep', ...row }));
}

/** How many mass revocations are in each state. */
export async function countSweeps(db: Reader): Promise<Readonly<Partial<Record<Sweep['state'], number>>>> {
  const rows = await db
    .selectFrom('sweep')
    .select((select) => ['state', select.fn.countAll().as('count')])
    .groupBy('state')
    .execute();
  return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]));
}

/** Those that run. */
export async function runningSweeps(db: Reader): Promise<string[]> {
  const rows = await db.selectFrom('sweep').select('number').where('state', '=', 'running').execute();
  return rows.map(({ number }) => number);
}

/** How many cards a scope hits. */
export async function countHits(db: Reader, scope: SweepScope): Promise<number> {
  const { count } = await hits(db, scope)
    .select((select) => select.fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

export type Hit = Pick<Tables['card'], 'number' | 'holder' | 'state' | 'organisation' | 'model' | 'issuedOn'>;

/** The first of the cards a scope hits. */
export async function sampleHits(db: Reader, scope: SweepScope, limit: number): Promise<Hit[]> {
  return hits(db, scope)
    .select(['number', 'holder', 'state', 'organisation', 'model', 'issuedOn'])
    .orderBy('number')
    .limit(limit)
    .execute();
}

/** Names the cards of a scope for good. Answers how many. */
export async function nameTargets(trx: Trx, sweep: string, scope: SweepScope): Promise<number> {
  const found = await hits(trx, scope).select('number').execute();
  if (found.length === 0) return 0;
  const numbers = found.map(({ number }) => number);
  await sql`
    insert into authority.sweeptarget (sweep, "cardNumber", state)
    select ${sweep}, number, 'waiting'
    from json_array_elements_text(${JSON.stringify(numbers)}::text::json) as named (number)`.execute(trx);
  return numbers.length;
}

/** The next card that waits; null where none does. */
export async function nextTarget(db: Reader, sweep: string): Promise<string | null> {
  const row = await db
    .selectFrom('sweeptarget')
    .select('cardNumber')
    .where('sweep', '=', sweep)
    .where('state', '=', 'waiting')
    .orderBy('cardNumber')
    .limit(1)
    .executeTakeFirst();
  return row?.cardNumber ?? null;
}

/** Says what became of a card that waits. Answers false where another process was faster. */
export async function settleTarget(trx: Trx, target: SweepTarget): Promise<boolean> {
  const { sweep, cardNumber, ...said } = target;
  const { numUpdatedRows } = await trx
    .updateTable('sweeptarget')
    .set(said)
    .where('sweep', '=', sweep)
    .where('cardNumber', '=', cardNumber)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** How many cards were settled since then. */
export async function settledSince(db: Reader, sweep: string, since: Date): Promise<number> {
  const { count } = await db
    .selectFrom('sweeptarget')
    .select((select) => select.fn.countAll().as('count'))
    .where('sweep', '=', sweep)
    .where('at', '>=', since)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export type SweepProgress = Readonly<Record<SweepTarget['state'], number>>;

export async function progressOf(db: Reader, sweep: string): Promise<SweepProgress> {
  const rows = await db
    .selectFrom('sweeptarget')
    .select((select) => ['state', select.fn.countAll().as('count')])
    .where('sweep', '=', sweep)
    .groupBy('state')
    .execute();
  const of = (state: SweepTarget['state']) => Number(rows.find((row) => row.state === state)?.count ?? 0);
  return { waiting: of('waiting'), revoked: of('revoked'), passed: of('passed') };
}

/** The cards a mass revocation names, with their holders, by number. */
export async function targetsOf(
  db: Reader,
  sweep: string,
  page: { readonly limit: number; readonly offset: number },
) {
  return db
    .selectFrom('sweeptarget')
    .innerJoin('card', 'card.number', 'sweeptarget.cardNumber')
    .select(['cardNumber', 'sweeptarget.state', 'note', 'receipt', 'at', 'card.holder'])
    .where('sweep', '=', sweep)
    .orderBy('cardNumber')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
}

/** What a scope may name: models and keys that there are. */
export async function scopeChoices(
  db: Reader,
): Promise<{ readonly models: readonly string[]; readonly generations: readonly string[] }> {
  const models = await db
    .selectFrom('card')
    .select('model')
    .where('model', 'is not', null)
    .distinct()
    .execute();
  const { rows } = await sql<{ generation: string }>`
    with recursive known as (
      (select generation from authority.certificate order by generation limit 1)
      union all
      select (select generation from authority.certificate c where c.generation > known.generation
              order by generation limit 1)
      from known where known.generation is not null
    ) select generation from known where generation is not null`.execute(db);
  return {
    models: models.flatMap(({ model }) => model ?? []).sort(),
    generations: rows.map(({ generation }) => generation),
  };
}

/** Cards of a scope that can be revoked. */
function hits(db: Reader, scope: SweepScope) {
  const { organisation, model, generation, issuedFrom, issuedUntil, numbers } = scope;
  let query = db.selectFrom('card').where('state', 'in', ['produced', 'shipped', 'active', 'suspended']);
  if (organisation) query = query.where('organisation', '=', organisation);
  if (model) query = query.where('model', '=', model);
  if (issuedFrom) query = query.where('issuedOn', '>=', issuedFrom);
  if (issuedUntil) query = query.where('issuedOn', '<=', issuedUntil);
  if (numbers) query = query.where('number', 'in', numbers.split(' '));
  if (generation) {
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('certificate')
          .select('serial')
          .whereRef('certificate.cardNumber', '=', 'card.number')
          .where('generation', '=', generation)
          .where('certificate.state', 'in', ['hold', 'good', 'suspended']),
      ),
    );
  }
  return query;
}
