import type { Card } from '@kaika/registry/card';
import { requireApplication } from '../store/application.ts';
import type { Reader } from '../store/table.ts';
import type { Mail, MailName } from './mail.ts';

/** A mail to the contact of a card, with the card's own words filled in. */
export async function mailContact(
  db: Reader,
  card: Card,
  about: MailName,
  values: Mail['values'] = {},
): Promise<Mail> {
  const application = await requireApplication(db, card.application);
  return {
    to: application.contactMail,
    about,
    values: {
      name: application.contactName,
      cardNumber: card.number,
      deadline: card.activationDeadline ?? '',
      ...values,
    },
  };
}
