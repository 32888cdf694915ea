import type { Organisation } from '@kaika/wire/cardstatus';
import type { Selectable } from 'kysely';
import type { Database, Tables } from './table.ts';

export type Account = Selectable<Tables['account']>;

/** The account of a subject, or undefined. */
export function findAccount(db: Database, sub: string): Promise<Account | undefined> {
  return db.selectFrom('account').selectAll().where('sub', '=', sub).executeTakeFirst();
}

/** The person a card is bound to, or undefined: most cards speak for their organisation. */
export function findPerson(db: Database, cardNumber: string): Promise<Account | undefined> {
  return db
    .selectFrom('account')
    .selectAll()
    .where('kind', '=', 'person')
    .where('card_number', '=', cardNumber)
    .executeTakeFirst();
}

/** The account of an organisation by its OID, or undefined. */
export function findOrganisation(db: Database, oid: string): Promise<Account | undefined> {
  return db.selectFrom('account').selectAll().where('org_oid', '=', oid).executeTakeFirst();
}

/**
 * The account of an organisation, made at its first card login and keyed by its OID alone; name, kind and ubn follow
 * what the authority says now. `sub` is used only when the account is new.
 */
export async function admitOrganisation(
  db: Database,
  organisation: Organisation,
  made: { readonly sub: string; readonly at: Date },
): Promise<Account> {
  const told = { name: organisation.name, org_kind: organisation.kind, ubn: organisation.ubn };
  return db
    .insertInto('account')
    .values({
      ...told,
      sub: made.sub,
      kind: 'organisation',
      org_oid: organisation.oid,
      roles: '[]',
      created_at: made.at,
    })
    .onConflict((c) => c.column('org_oid').doUpdateSet(told))
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** A person known by a card: officers and examiners. */
export type Person = {
  readonly cardNumber: string;
  readonly name: string;
  readonly roles: readonly string[];
};

/** Makes or renames the account of a person; the `sub` stays with the card number. Answers the `sub`. */
export async function bindPerson(
  db: Database,
  person: Person,
  made: { readonly sub: string; readonly at: Date },
): Promise<string> {
  const told = { name: person.name, roles: JSON.stringify(person.roles) };
  const { sub } = await db
    .insertInto('account')
    .values({ ...told, sub: made.sub, kind: 'person', card_number: person.cardNumber, created_at: made.at })
    .onConflict((c) => c.column('card_number').doUpdateSet(told))
    .returning('sub')
    .executeTakeFirstOrThrow();
  return sub;
}
