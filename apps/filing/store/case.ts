import type { Expression, ExpressionBuilder, Kysely, Selectable, SqlBool } from 'kysely';
import {
  type Case,
  type CaseState,
  type Change,
  caseStates,
  type Event,
  type EventName,
} from '../rule/case.ts';
import type { CaseKind } from '../rule/kind.ts';
import { Refusal } from '../rule/refusal.ts';
import type { Tables } from './table.ts';

export type Store = Kysely<Tables>;

/** A letter that leaves with the change that caused it. */
export type Letter = { readonly recipient: string; readonly subject: string; readonly text: string };

/** A signed report or a sealed receipt that came with a change. */
export type Paper = { readonly id: string; readonly kind: 'report' | 'receipt'; readonly sha256: string };

/** What goes along with a change, in the same transaction. */
export type Along = { readonly letter?: Letter | undefined; readonly paper?: Paper | undefined };

/** Keeps a new case and its first event. */
export async function insertCase(store: Store, { next, event }: Change): Promise<void> {
  await store.transaction().execute(async (trx) => {
    await trx
      .insertInto('case')
      .values({ id: next.id, version: next.version, created_at: next.createdAt, ...columns(next) })
      .execute();
    await insertEvent(trx, event);
  });
}

/**
 * Keeps a change with its event, letter and paper, or nothing of them. Answers the case as kept.
 * Throws `request.conflict` when the case moved on since it was read.
 */
export async function saveCase(store: Store, { next, event }: Change, along: Along = {}): Promise<Case> {
  const version = next.version + 1;
  await store.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('case')
      .set({ version, ...columns(next) })
      .where('id', '=', next.id)
      .where('version', '=', next.version)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) throw new Refusal('request.conflict');
    await insertEvent(trx, event);
    if (along.letter !== undefined) {
      await trx
        .insertInto('mail')
        .values({ ...along.letter, case_id: next.id, at: event.at, sent_at: null })
        .execute();
    }
    if (along.paper !== undefined) {
      await trx
        .insertInto('paper')
        .values({ ...along.paper, case_id: next.id, at: event.at })
        .execute();
    }
  });
  return { ...next, version };
}

/** A case of a firm, or of anyone when no firm is named. Throws `case.not-found`, also for another firm's case. */
export async function readCase(store: Store, id: string, firmOid?: string): Promise<Case> {
  let query = store.selectFrom('case').selectAll().where('id', '=', id);
  if (firmOid !== undefined) query = query.where('firm_oid', '=', firmOid);
  const row = await query.executeTakeFirst();
  if (row === undefined) throw new Refusal('case.not-found');
  return toCase(row);
}

export type Filter = {
  readonly firmOid?: string;
  readonly states?: readonly CaseState[];
  readonly kind?: CaseKind | undefined;
  /** Part of a company's name, its number, or the case's. */
  readonly words?: string;
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
  readonly order: 'newest' | 'waiting';
};

/** One page of cases and how many there are in all. */
export async function listCases(
  store: Store,
  filter: Filter,
): Promise<{ readonly cases: readonly Case[]; readonly total: number }> {
  const found = store.selectFrom('case').where((eb) => matching(eb, filter));
  const { total } = await found
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const ordered =
    filter.order === 'newest'
      ? found.orderBy('changed_at', 'desc').orderBy('id')
      : found.orderBy('submitted_at', 'asc').orderBy('id');
  const rows = await ordered
    .selectAll()
    .limit(filter.pageSize)
    .offset((filter.page - 1) * filter.pageSize)
    .execute();
  return { cases: rows.map(toCase), total: Number(total) };
}

/** How many cases stand in each state: of a firm, or of all. */
export async function countStates(store: Store, firmOid?: string): Promise<ReadonlyMap<CaseState, number>> {
  let query = store
    .selectFrom('case')
    .select((eb) => ['state', eb.fn.countAll<number>().as('total')])
    .groupBy('state');
  if (firmOid !== undefined) query = query.where('firm_oid', '=', firmOid);
  const rows = await query.execute();
  return new Map(
    caseStates.map((state) => [state, Number(rows.find((row) => row.state === state)?.total ?? 0)] as const),
  );
}

/** The case of the same company handed in last before this one, whoever filed it; undefined for a first one. */
export async function previousCase(store: Store, held: Case): Promise<Case | undefined> {
  if (held.content.company.ubn === '') return undefined;
  const row = await store
    .selectFrom('case')
    .selectAll()
    .where('company_ubn', '=', held.content.company.ubn)
    .where('id', '!=', held.id)
    .where('submitted_at', 'is not', null)
    .where('submitted_at', '<', held.submittedAt ?? held.changedAt)
    .where('state', '!=', 'withdrawn')
    .orderBy('submitted_at', 'desc')
    .executeTakeFirst();
  return row === undefined ? undefined : toCase(row);
}

/** Cases handed in whose receipt was not made yet. */
export async function listUnreceived(store: Store): Promise<readonly Case[]> {
  const rows = await store
    .selectFrom('case')
    .selectAll()
    .where('state', 'in', ['submitted', 'resubmitted'])
    .where(
      (eb) =>
        eb
          .selectFrom('event')
          .select('what')
          .whereRef('event.case_id', '=', 'case.id')
          .orderBy('event.id', 'desc')
          .limit(1),
      'in',
      ['case.submitted', 'case.resubmitted'],
    )
    .limit(100)
    .execute();
  return rows.map(toCase);
}

/** The history of a case, oldest first. */
export async function listEvents(store: Store, caseId: string): Promise<readonly Event[]> {
  const rows = await store
    .selectFrom('event')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('id')
    .execute();
  // `what` was written by this store from the rule's own union.
  return rows.map((row) => ({ ...row, caseId: row.case_id, what: row.what as EventName }));
}

/** The papers of a case, oldest first. */
export async function listPapers(
  store: Store,
  caseId: string,
): Promise<readonly (Paper & { readonly at: Date })[]> {
  return store.selectFrom('paper').selectAll().where('case_id', '=', caseId).orderBy('at').execute();
}

/** The next case number of a 民國 year: `F115000001`. A number that is not used in the end is a gap, not a danger. */
export async function nextNumber(store: Store, year: number): Promise<string> {
  const { last } = await store
    .insertInto('counter')
    .values({ year, last: 1 })
    .onConflict((conflict) =>
      conflict.column('year').doUpdateSet((eb) => ({ last: eb('counter.last', '+', 1) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return `F${year}${String(last).padStart(6, '0')}`;
}

function matching(eb: ExpressionBuilder<Tables, 'case'>, filter: Filter) {
  const terms: Expression<SqlBool>[] = [];
  if (filter.firmOid !== undefined) terms.push(eb('firm_oid', '=', filter.firmOid));
  if (filter.states !== undefined) terms.push(eb('state', 'in', [...filter.states]));
  if (filter.kind !== undefined) terms.push(eb('kind', '=', filter.kind));
  if (filter.words !== undefined && filter.words !== '') {
    const pattern = `%${filter.words.replace(/[\\%_]/g, '\\$&')}%`;
    terms.push(
      eb.or([
        eb('company_name', 'ilike', pattern),
        eb('company_ubn', 'like', pattern),
        eb('number', 'ilike', pattern),
        eb('firm_name', 'ilike', pattern),
      ]),
    );
  }
  return eb.and(terms);
}

async function insertEvent(store: Store, event: Event): Promise<void> {
  await store
    .insertInto('event')
    .values({
      case_id: event.caseId,
      at: event.at,
      by: JSON.stringify(event.by),
      what: event.what,
      detail: JSON.stringify(event.detail),
    })
    .execute();
}

function columns(held: Case) {
  return {
    number: held.number,
    state: held.state,
    firm_oid: held.firm.oid,
    firm_name: held.firm.name,
    firm_ubn: held.firm.ubn,
    company_name: held.content.company.name,
    company_ubn: held.content.company.ubn,
    kind: held.content.kind,
    content: JSON.stringify(held.content),
    report: held.report === null ? null : JSON.stringify(held.report),
    reason: held.reason,
    changed_at: held.changedAt,
    submitted_at: held.submittedAt,
  };
}

function toCase(row: Selectable<Tables['case']>): Case {
  return {
    id: row.id,
    number: row.number,
    version: row.version,
    // Written by this store from the rule's own union.
    state: row.state as CaseState,
    firm: { oid: row.firm_oid, name: row.firm_name, ubn: row.firm_ubn },
    content: row.content,
    report: row.report === null ? null : { ...row.report, signedAt: new Date(row.report.signedAt) },
    reason: row.reason,
    createdAt: row.created_at,
    changedAt: row.changed_at,
    submittedAt: row.submitted_at,
  };
}
