import { randomInt } from 'node:crypto';
import { dayOf } from '@kaika/registry/day';
import type { Paper } from '@kaika/registry/paper';
import { Failure } from '../failure.ts';
import type { Reader } from './table.ts';

/** `P`, the day in Taipei, seven random digits. */
export function drawPaperNumber(now: Date): string {
  return `P${dayOf(now).replaceAll('-', '')}${String(randomInt(10_000_000)).padStart(7, '0')}`;
}

/** The paper request with this number. Throws `paper.unknown`. */
export async function requirePaper(db: Reader, number: string): Promise<Paper> {
  const row = await db.selectFrom('paper').selectAll().where('number', '=', number).executeTakeFirst();
  if (row === undefined) throw new Failure('paper.unknown');
  return { noun: 'paper', ...row };
}

/** Paper requests, those to be decided first, then the newest. */
export async function recentPapers(db: Reader, limit = 100): Promise<Paper[]> {
  const rows = await db
    .selectFrom('paper')
    .selectAll()
    .orderBy((select) => select.case().when('state', '=', 'entered').then(0).else(1).end())
    .orderBy('enteredAt', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ noun: 'paper', ...row }));
}

/** How many paper requests are in a state. */
export async function countPapers(db: Reader, state: Paper['state']): Promise<number> {
  const { count } = await db
    .selectFrom('paper')
    .select((select) => select.fn.countAll().as('count'))
    .where('state', '=', state)
    .executeTakeFirstOrThrow();
  return Number(count);
}
