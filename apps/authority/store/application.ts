import { randomInt } from 'node:crypto';
import type { Application, ApplicationState } from '@kaika/registry/application';
import { dayOf } from '@kaika/registry/day';
import { Refusal } from '@kaika/registry/refusal';
import type { Reader } from './table.ts';

/** `A`, the day in Taipei, seven random digits: says when, and cannot be counted through. */
export function drawApplicationNumber(now: Date): string {
  return `A${dayOf(now).replaceAll('-', '')}${String(randomInt(10_000_000)).padStart(7, '0')}`;
}

/** The application with this number. Throws `application.unknown`. */
export async function requireApplication(db: Reader, number: string): Promise<Application> {
  const row = await db.selectFrom('application').selectAll().where('number', '=', number).executeTakeFirst();
  if (row === undefined) throw new Refusal('application.unknown');
  return { noun: 'application', ...row };
}

/** Applications in one of the states, oldest first: a queue. */
export async function applicationsInState(
  db: Reader,
  states: readonly ApplicationState[],
  page: { readonly limit: number; readonly offset: number } = { limit: 100, offset: 0 },
): Promise<Application[]> {
  const rows = await db
    .selectFrom('application')
    .selectAll()
    .where('state', 'in', states)
    .orderBy('submittedAt')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return rows.map((row) => ({ noun: 'application', ...row }));
}

/** How many applications are in each state. */
export async function countApplications(
  db: Reader,
): Promise<Readonly<Partial<Record<ApplicationState, number>>>> {
  const rows = await db
    .selectFrom('application')
    .select((select) => ['state', select.fn.countAll().as('count')])
    .groupBy('state')
    .execute();
  return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]));
}

/** Applications for the card after this one, newest first. */
export async function applicationsAfter(db: Reader, cardNumber: string): Promise<Application[]> {
  const rows = await db
    .selectFrom('application')
    .selectAll()
    .where('previousCard', '=', cardNumber)
    .orderBy('submittedAt', 'desc')
    .execute();
  return rows.map((row) => ({ noun: 'application', ...row }));
}
