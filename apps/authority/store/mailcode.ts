import type { MailCode } from '@kaika/registry/mailcode';
import type { Database, Reader } from './table.ts';

export async function findMailCode(db: Reader, id: string): Promise<MailCode | null> {
  const row = await db.selectFrom('mailcode').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : { noun: 'mailcode', ...row };
}

/** When codes were asked for this card number since that moment. */
export async function mailCodesSince(db: Reader, cardNumber: string, since: Date): Promise<readonly Date[]> {
  const rows = await db
    .selectFrom('mailcode')
    .select('issuedAt')
    .where('cardNumber', '=', cardNumber)
    .where('issuedAt', '>', since)
    .execute();
  return rows.map(({ issuedAt }) => issuedAt);
}

/** Codes are of no use after a day; what happened with them stays in the log. */
export async function dropOldMailCodes(db: Database, before: Date): Promise<void> {
  await db.deleteFrom('mailcode').where('issuedAt', '<', before).execute();
}
