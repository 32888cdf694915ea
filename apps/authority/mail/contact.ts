import type { Card } from '@kaika/registry/card';
import { contactOf } from '../store/contact.ts';
import type { Reader } from '../store/table.ts';
import type { Mail, MailName } from './mail.ts';

/** A mail to the contact of a card, with the card's own words filled in. */
export async function mailContact(
  db: Reader,
  card: Card,
  about: MailName,
  values: Mail['values'] = {},
): Promise<Mail> {
  const contact = await contactOf(db, card);
  return {
    to: contact.mail,
    about,
    values: {
      name: contact.name,
      cardNumber: card.number,
      deadline: card.activationDeadline ?? '',
      ...values,
    },
  };
}
