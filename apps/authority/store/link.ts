import type { Link } from '@kaika/registry/link';
import { Failure } from '../failure.ts';
import type { Reader } from './table.ts';

/** The link with this hash (hex). Throws `link.unknown`. */
export async function requireLink(db: Reader, id: string): Promise<Link> {
  const row = await db.selectFrom('link').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new Failure('link.unknown');
  return { noun: 'link', ...row };
}

/** Links of a card that could still be used. */
export async function openLinks(db: Reader, cardNumber: string): Promise<Link[]> {
  const rows = await db
    .selectFrom('link')
    .selectAll()
    .where('cardNumber', '=', cardNumber)
    .where('state', '=', 'open')
    .execute();
  return rows.map((row) => ({ noun: 'link', ...row }));
}
