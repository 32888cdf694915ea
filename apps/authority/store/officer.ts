import type { Officer } from '@kaika/registry/officer';
import { Refusal } from '@kaika/registry/refusal';
import type { Reader } from './table.ts';

/** The officer whose card this is. Throws `officer.unknown`. */
export async function requireOfficerByCard(db: Reader, cardNumber: string): Promise<Officer> {
  const row = await db
    .selectFrom('officer')
    .selectAll()
    .where('cardNumber', '=', cardNumber)
    .executeTakeFirst();
  if (row === undefined || row.state !== 'serving') throw new Refusal('officer.unknown');
  return { noun: 'officer', ...row };
}

export async function findOfficer(db: Reader, id: string): Promise<Officer | null> {
  const row = await db.selectFrom('officer').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : { noun: 'officer', ...row };
}

/** All officers, those who left too. */
export async function allOfficers(db: Reader): Promise<Officer[]> {
  const rows = await db.selectFrom('officer').selectAll().orderBy('appointedAt').execute();
  return rows.map((row) => ({ noun: 'officer', ...row }));
}
