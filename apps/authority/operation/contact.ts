import type { Card } from '@kaika/registry/card';
import { holder } from '@kaika/registry/change';
import { askContact, type Contact, type ContactWords, confirmContact } from '@kaika/registry/contact';
import { endLink, issueLink, requireUsable, useLink } from '@kaika/registry/link';
import { issueReceipt } from '@kaika/registry/receipt';
import { Refusal } from '@kaika/registry/refusal';
import type { Receipt } from '@kaika/wire/task';
import type { Context } from '../context.ts';
import { Failure } from '../failure.ts';
import type { Mail, MailName } from '../mail/mail.ts';
import { requireCard } from '../store/card.ts';
import { contactOf } from '../store/contact.ts';
import { openLinks, requireLink } from '../store/link.ts';
import { act } from '../store/save.ts';
import { signReceipt, tellReceipt } from '../task/receipt.ts';
import { drawLink, linkId } from './link.ts';

/** What became of it: changed, or waiting until the new address is confirmed. */
export type Asked = { readonly receipt: Receipt } | { readonly mailedTo: string };

/** Changes the contact of a card that proved itself (card and PIN). Throws `contact.same`. */
export async function changeContact(context: Context, card: Card, words: ContactWords): Promise<Asked> {
  const contact = await contactOf(context.db, card);
  const { next } = askContact(contact, words, { by: holder, now: context.now() });
  if (next.asked !== null) return askForNew(context, card.number, words);
  return {
    receipt: await record(context, card, (before, now) => askContact(before, words, { by: holder, now })),
  };
}

/** The card number and the address of a link that can be used now. Throws `link.*`. */
export async function requireContactLink(context: Context, secret: string) {
  const link = await requireLink(context.db, linkId(secret));
  if (link.purpose !== 'contact') throw new Failure('link.unknown');
  requireUsable(link, context.now());
  const card = await requireCard(context.db, link.cardNumber);
  const { asked } = await contactOf(context.db, card);
  if (asked === null) throw new Refusal('link.used');
  return { card, asked };
}

/** The new address is confirmed: from now on the authority writes there. The link is used up. */
export async function confirmNewContact(context: Context, secret: string): Promise<Receipt> {
  const { card } = await requireContactLink(context, secret);
  return record(context, card, (before, now) => confirmContact(before, holder, now), secret);
}

/** The new address gets a link, the present one is told; links mailed before are void. */
async function askForNew(context: Context, cardNumber: string, words: ContactWords): Promise<Asked> {
  const { id, href } = drawLink(context, 'contact');
  await act(context.db, async (trx) => {
    const now = context.now();
    const card = await requireCard(trx, cardNumber);
    const contact = await contactOf(trx, card);
    const asked = askContact(contact, words, { by: holder, now });
    const older = (await openLinks(trx, cardNumber)).filter(({ purpose }) => purpose === 'contact');
    await context.enqueue(trx, mailTo(words, 'contact-confirm', { cardNumber, href }));
    await context.enqueue(trx, mailTo(contact, 'contact-asked', { cardNumber, mail: words.mail }));
    const link = issueLink({ id, purpose: 'contact', cardNumber }, holder, now);
    return { changes: [asked, ...older.map((one) => endLink(one, holder, now)), link], answer: undefined };
  });
  return { mailedTo: words.mail };
}

/** Keeps a change with its receipt; whoever was and whoever is the contact is told. */
async function record(
  context: Context,
  { number: cardNumber, holder: name, organisation }: Card,
  change: (before: Contact, now: Date) => ReturnType<typeof confirmContact>,
  secret?: string,
): Promise<Receipt> {
  const words = { what: 'contact.changed', cardNumber, holder: name, organisation } as const;
  const receipt = await signReceipt(context, { ...words, certificates: [] });
  const { href } = tellReceipt(context, receipt);
  await act(context.db, async (trx) => {
    const now = context.now();
    const before = await contactOf(trx, await requireCard(trx, cardNumber));
    const used = secret === undefined ? [] : [useLink(await requireLink(trx, linkId(secret)), holder, now)];
    const changed = change(before, now);
    const values = { cardNumber, href, at: now.toISOString(), mail: changed.next.mail };
    for (const to of before.mail === changed.next.mail ? [before] : [before, changed.next]) {
      await context.enqueue(trx, mailTo(to, 'contact-changed', values));
    }
    return { changes: [changed, ...used, issueReceipt(receipt, holder, now)], answer: undefined };
  });
  return tellReceipt(context, receipt);
}

function mailTo({ mail, name }: ContactWords, about: MailName, values: Mail['values']): Mail {
  return { to: mail, about, values: { name, ...values } };
}
