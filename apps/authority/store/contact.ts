import type { Card } from '@kaika/registry/card';
import { type Contact, firstContact } from '@kaika/registry/contact';
import { requireApplication } from './application.ts';
import type { Reader } from './table.ts';

/** The contact of a card: as last changed, or as the application named it. */
export async function contactOf(
  db: Reader,
  { number, application }: Pick<Card, 'number' | 'application'>,
): Promise<Contact> {
  const row = await db.selectFrom('contact').selectAll().where('cardNumber', '=', number).executeTakeFirst();
  if (row !== undefined) return { noun: 'contact', ...row };
  const { contactName, contactMail, contactPhone, submittedAt } = await requireApplication(db, application);
  return firstContact(number, { name: contactName, mail: contactMail, phone: contactPhone }, submittedAt);
}
