import { randomInt } from 'node:crypto';
import { dayOf } from '@kaika/registry/day';
import type { Proposal } from '@kaika/registry/proposal';
import { Failure } from '../failure.ts';
import type { Reader } from './table.ts';

/** `K`, the day in Taipei, seven random digits. */
export function drawProposalNumber(now: Date): string {
  return `K${dayOf(now).replaceAll('-', '')}${String(randomInt(10_000_000)).padStart(7, '0')}`;
}

/** The proposal with this number. Throws `proposal.unknown`. */
export async function requireProposal(db: Reader, number: string): Promise<Proposal> {
  const row = await db.selectFrom('proposal').selectAll().where('number', '=', number).executeTakeFirst();
  if (row === undefined) throw new Failure('proposal.unknown');
  return { noun: 'proposal', ...row };
}

/** Proposals in one state or in all, newest first. */
export async function listProposals(
  db: Reader,
  state: Proposal['state'] | undefined,
  page: { readonly limit: number; readonly offset: number },
): Promise<Proposal[]> {
  let query = db.selectFrom('proposal').selectAll();
  if (state !== undefined) query = query.where('state', '=', state);
  const rows = await query
    .orderBy('enteredAt', 'desc')
    .orderBy('number')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return rows.map((row) => ({ noun: 'proposal', ...row }));
}

/** How many proposals are in each state. */
export async function countProposals(
  db: Reader,
): Promise<Readonly<Partial<Record<Proposal['state'], number>>>> {
  const rows = await db
    .selectFrom('proposal')
    .select((select) => ['state', select.fn.countAll().as('count')])
    .groupBy('state')
    .execute();
  return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]));
}

/** Proposals that wait and are about this card or officer. */
export async function openProposals(db: Reader, subject: string): Promise<Proposal[]> {
  const rows = await db
    .selectFrom('proposal')
    .selectAll()
    .where('subject', '=', subject)
    .where('state', '=', 'entered')
    .execute();
  return rows.map((row) => ({ noun: 'proposal', ...row }));
}
