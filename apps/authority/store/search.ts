import { type Expression, type SqlBool, sql } from 'kysely';
import type { Reader, Tables } from './table.ts';

type Pick2<T extends keyof Tables, K extends keyof Tables[T]> = Pick<Tables[T], K>;

export type FoundRows = {
  readonly organisation: readonly Pick2<'organisation', 'oid' | 'name' | 'ubn' | 'kind'>[];
  readonly application: readonly Pick2<
    'application',
    'number' | 'name' | 'person' | 'ubn' | 'state' | 'submittedAt'
  >[];
  readonly card: readonly Pick2<'card', 'number' | 'holder' | 'state' | 'issuedOn'>[];
  readonly certificate: readonly Pick2<
    'certificate',
    'serial' | 'subject' | 'use' | 'state' | 'notAfter' | 'cardNumber'
  >[];
  readonly receipt: readonly Pick2<'receipt', 'number' | 'what' | 'at' | 'cardNumber' | 'holder'>[];
};

export type Span = { readonly limit: number; readonly offset: number };

/** One more than the limit is asked for, so that the caller knows whether there are more; a count would cost as much as the list. */
export async function searchOrganisations(db: Reader, text: string, span: Span) {
  return db
    .selectFrom('organisation')
    .select(['oid', 'name', 'ubn', 'kind'])
    .where(({ or }) =>
      or([begins('lower("name")', text.toLowerCase()), ...digits('ubn', text), equals('oid', text)]),
    )
    .orderBy('name')
    .orderBy('oid')
    .limit(span.limit)
    .offset(span.offset)
    .execute();
}

export async function searchApplications(db: Reader, text: string, span: Span) {
  const lower = text.toLowerCase();
  return db
    .selectFrom('application')
    .select(['number', 'name', 'person', 'ubn', 'state', 'submittedAt'])
    .where(({ or }) =>
      or([
        begins('"number"', text.toUpperCase()),
        begins('lower("name")', lower),
        begins('lower("person")', lower),
        ...digits('ubn', text),
      ]),
    )
    .orderBy('submittedAt', 'desc')
    .orderBy('number')
    .limit(span.limit)
    .offset(span.offset)
    .execute();
}

export async function searchCards(db: Reader, text: string, span: Span) {
  return db
    .selectFrom('card')
    .select(['number', 'holder', 'state', 'issuedOn'])
    .where(({ or }) =>
      or([begins('"number"', cardText(text)), begins('lower("holder")', text.toLowerCase())]),
    )
    .orderBy('number')
    .limit(span.limit)
    .offset(span.offset)
    .execute();
}

export async function searchCertificates(db: Reader, text: string, span: Span) {
  const serial = text.toLowerCase().replaceAll(/[\s:]/g, '');
  if (!/^[0-9a-f]{4,}$/.test(serial)) return [];
  return db
    .selectFrom('certificate')
    .select(['serial', 'subject', 'use', 'state', 'notAfter', 'cardNumber'])
    .where(begins('"serial"', serial))
    .where('der', 'is not', null)
    .orderBy('serial')
    .limit(span.limit)
    .offset(span.offset)
    .execute();
}

export async function searchReceipts(db: Reader, text: string, span: Span) {
  if (!/^R\d/i.test(text)) return [];
  return db
    .selectFrom('receipt')
    .select(['number', 'what', 'at', 'cardNumber', 'holder'])
    .where(begins('"number"', text.toUpperCase()))
    .orderBy('number')
    .limit(span.limit)
    .offset(span.offset)
    .execute();
}

/** Digits alone are taken as the end of a card number without its `XC` and leading zeros where they are typed in full. */
function cardText(text: string): string {
  const typed = text.toUpperCase().replaceAll(/\s/g, '');
  return /^\d{14}$/.test(typed) ? `XC${typed}` : typed;
}

function digits(column: string, text: string): readonly Expression<SqlBool>[] {
  return /^\d+$/.test(text) ? [begins(`"${column}"`, text)] : [];
}

/** Begins with the text; of a form that an index of `text_pattern_ops` answers. `of` is written here, never typed by anybody. */
function begins(of: string, text: string): Expression<SqlBool> {
  return sql<SqlBool>`${sql.raw(of)} like ${`${text.replace(/[\\%_]/g, '\\$&')}%`}`;
}

function equals(column: string, text: string): Expression<SqlBool> {
  return sql<SqlBool>`${sql.ref(column)} = ${text}`;
}
