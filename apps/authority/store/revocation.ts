import type { Revocation } from '@kaika/registry/revocation';
import type { Reader } from './table.ts';

export async function findRevocation(db: Reader, id: string): Promise<Revocation | null> {
  const row = await db.selectFrom('revocation').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : { noun: 'revocation', ...row };
}
