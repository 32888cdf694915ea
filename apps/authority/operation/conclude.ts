import type { Card } from '@kaika/registry/card';
import type { Certificate } from '@kaika/registry/certificate';
import type { Actor } from '@kaika/registry/change';
import type { Changes } from '@kaika/registry/noun';
import type { Act, Whole } from '@kaika/registry/suspension';
import type { Receipt } from '@kaika/wire/task';
import type { Context } from '../context.ts';
import { mailContact } from '../mail/contact.ts';
import type { Mail, MailName } from '../mail/mail.ts';
import { requireCard } from '../store/card.ts';
import { certificatesOfCard } from '../store/certificate.ts';
import { act } from '../store/save.ts';
import type { Reader, Trx } from '../store/table.ts';
import { type ReceiptWhat, signReceipt, tellReceipt } from '../task/receipt.ts';

/** An act on a card that ends with a receipt: who, what, and how it is told to the contact. */
export type Conclusion = {
  readonly cardNumber: string;
  readonly by: Actor;
  readonly what: ReceiptWhat;
  readonly mail: MailName;
  readonly reason?: string;
  /** The application for a new card that came of it. */
  readonly application?: string;
  /** Serial numbers of the certificates it is about; by default all of the card. */
  readonly serials?: readonly string[];
  /** What the mail says besides. */
  readonly values?: Mail['values'];
};

/**
 * Signs a receipt and then, in one transaction on the card as it is by then, decides, keeps everything with its events and orders
 * the mail. `decide` throws what the rules refuse; then there was no receipt.
 */
export async function conclude(
  context: Context,
  about: Conclusion,
  decide: (whole: Whole, act: Act, trx: Trx) => Promise<Changes> | Changes,
): Promise<Receipt> {
  const { cardNumber, by, what, mail, reason, application } = about;
  const { card, certificates } = await readWhole(context.db, cardNumber);
  const receipt = await signReceipt(context, {
    what,
    cardNumber,
    holder: card.holder,
    organisation: card.organisation,
    certificates: about.serials ?? certificates.filter((one) => one.der !== null).map((one) => one.serial),
    ...(reason === undefined ? {} : { reason }),
    ...(application === undefined ? {} : { application }),
  });
  const told = tellReceipt(context, receipt);
  await act(context.db, async (trx) => {
    const whole = await readWhole(trx, cardNumber);
    const changes = await decide(whole, { by, now: context.now(), receipt }, trx);
    const values = { ...about.values, href: told.href, at: receipt.at.toISOString() };
    await context.enqueue(trx, await mailContact(trx, whole.card, mail, values));
    return { changes, answer: undefined };
  });
  return told;
}

/** A card and all its certificates. Throws `card.unknown`. */
export async function readWhole(
  db: Reader,
  cardNumber: string,
): Promise<{ readonly card: Card; readonly certificates: readonly Certificate[] }> {
  return { card: await requireCard(db, cardNumber), certificates: await certificatesOfCard(db, cardNumber) };
}
