import { createHash, randomBytes } from 'node:crypto';
import type { Card } from '@kaika/registry/card';
import { requireStateIn } from '@kaika/registry/card';
import { holder } from '@kaika/registry/change';
import { askWriting, confirmWriting, type Writing } from '@kaika/registry/writing';
import type { Context } from '../context.ts';
import { mailContact } from '../mail/contact.ts';
import { mailLinkPath } from '../page/path.ts';
import { requireCard } from '../store/card.ts';
import { act } from '../store/save.ts';
import { requireWriting, writingsOfCard } from '../store/writing.ts';

/** What became of it: a link was mailed to the address; or it was confirmed before and the card can be written at once. */
export type Asked = { readonly mailed: true } | { readonly mailed: false; readonly secret: string };

/**
 * A card that proved itself (card and PIN) asks for an address in its certificates. The address gets a link, the contact is told;
 * what was asked for before is over. Throws `mail.same`.
 */
export async function askForMail(context: Context, card: Card, mail: string): Promise<Asked> {
  const secret = randomBytes(32).toString('base64url');
  const id = writingId(secret);
  const href = `${context.config.origins.authority}${mailLinkPath(secret)}`;
  return act<Asked>(context.db, async (trx) => {
    const now = context.now();
    const fresh = await requireCard(trx, card.number);
    requireStateIn(fresh, ['active'], now);
    const known = await writingsOfCard(trx, card.number);
    const { asked, ended } = askWriting({ id, cardNumber: card.number, mail }, known, { by: holder, now });
    const changes = [asked, ...ended];
    if (asked.next.state !== 'asked') return { changes, answer: { mailed: false, secret } };
    const about = { cardNumber: card.number, at: now.toISOString() };
    await context.enqueue(trx, { to: mail, about: 'mail-confirm', values: { ...about, href } });
    await context.enqueue(trx, await mailContact(trx, fresh, 'mail-asked', { ...about, mail }));
    return { changes, answer: { mailed: true } };
  });
}

/** The writing of a mailed link, and its card. Throws `link.unknown`. */
export async function findByLink(
  { db }: Context,
  secret: string,
): Promise<{ readonly writing: Writing; readonly card: Card }> {
  const writing = await requireWriting(db, writingId(secret));
  return { writing, card: await requireCard(db, writing.cardNumber) };
}

/** The address is confirmed: from now on the card may be written. Confirmed twice, it stays so. Throws `link.*`. */
export async function confirmMail(context: Context, secret: string): Promise<void> {
  await act(context.db, async (trx) => {
    const writing = await requireWriting(trx, writingId(secret));
    const done = writing.state === 'confirmed' || writing.state === 'issued' || writing.state === 'written';
    return { changes: done ? [] : [confirmWriting(writing, holder, context.now())], answer: undefined };
  });
}

/** SHA-256 of a link's secret, hex. */
export function writingId(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('hex');
}
