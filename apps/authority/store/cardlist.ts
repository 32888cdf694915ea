import type { CardState } from '@kaika/registry/card';
import type { Day } from '@kaika/registry/day';
import type { Reader, Tables } from './table.ts';

/** One line of a list of cards. */
export type CardLine = Pick<
  Tables['card'],
  'number' | 'holder' | 'state' | 'issuedOn' | 'activationDeadline' | 'activatedAt' | 'notAfter' | 'since'
>;

/** Which cards a list shows; what is left out does not matter. */
export type CardFilter = {
  /** In the number or the holder. */
  readonly text?: string | undefined;
  readonly state?: CardState | undefined;
  /** Not yet active, and to be so by this day. */
  readonly dueBy?: Day | undefined;
};

type Span = { readonly limit: number; readonly offset: number };

/** Cards, newest change first. */
export async function listCards(db: Reader, filter: CardFilter, span: Span): Promise<CardLine[]> {
  return matching(db, filter)
    .select([
      'number',
      'holder',
      'state',
      'issuedOn',
      'activationDeadline',
      'activatedAt',
      'notAfter',
      'since',
    ])
    .orderBy('since', 'desc')
    .orderBy('number')
    .limit(span.limit)
    .offset(span.offset)
    .execute();
}

export async function countCards(db: Reader, filter: CardFilter): Promise<number> {
  const { count } = await matching(db, filter)
    .select((select) => select.fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Cards in use whose certificates end between two moments. */
export async function countExpiring(db: Reader, from: Date, until: Date): Promise<number> {
  const { count } = await db
    .selectFrom('card')
    .select((select) => select.fn.countAll().as('count'))
    .where('state', 'in', ['produced', 'shipped', 'active', 'suspended'])
    .where('notAfter', '>', from)
    .where('notAfter', '<=', until)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The cards of an organisation, also those that were not completed, by number. */
export async function organisationCards(db: Reader, oid: string, span: Span): Promise<CardLine[]> {
  return db
    .selectFrom('card')
    .select([
      'number',
      'holder',
      'state',
      'issuedOn',
      'activationDeadline',
      'activatedAt',
      'notAfter',
      'since',
    ])
    .where('organisation', '=', oid)
    .orderBy('number')
    .limit(span.limit)
    .offset(span.offset)
    .execute();
}

export async function countOrganisationCards(db: Reader, oid: string): Promise<number> {
  const { count } = await db
    .selectFrom('card')
    .select((select) => select.fn.countAll().as('count'))
    .where('organisation', '=', oid)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The holders of these cards, by number. */
export async function holdersOf(
  db: Reader,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (numbers.length === 0) return new Map();
  const rows = await db
    .selectFrom('card')
    .select(['number', 'holder'])
    .where('number', 'in', numbers)
    .execute();
  return new Map(rows.map(({ number, holder }) => [number, holder]));
}

function matching(db: Reader, { text, state, dueBy }: CardFilter) {
  let query = db.selectFrom('card');
  if (text) {
    const like = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
    query = query.where((where) =>
      where.or([where('number', 'ilike', like), where('holder', 'ilike', like)]),
    );
  }
  if (state) query = query.where('state', '=', state);
  if (dueBy) {
    query = query.where('state', 'in', ['produced', 'shipped']).where('activationDeadline', '<=', dueBy);
  }
  return query;
}
