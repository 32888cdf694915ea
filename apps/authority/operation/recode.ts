import { holder } from '@kaika/registry/change';
import { isTrusted, trustedFrom } from '@kaika/registry/contact';
import { issueLink, requireUsable } from '@kaika/registry/link';
import { recodeByLink, requireRecodable } from '@kaika/registry/recode';
import { Refusal } from '@kaika/registry/refusal';
import type { Receipt } from '@kaika/wire/task';
import type { Context } from '../context.ts';
import { Failure } from '../failure.ts';
import { mailContact } from '../mail/contact.ts';
import { findCard, requireCard } from '../store/card.ts';
import { contactOf } from '../store/contact.ts';
import { requireLink } from '../store/link.ts';
import { readRecoding } from '../store/recode.ts';
import { act } from '../store/save.ts';
import { dropVisitsOf } from '../store/visit.ts';
import { signReceipt, tellReceipt } from '../task/receipt.ts';
import { drawLink, endedLinks, linkId } from './link.ts';
import { mailSoftwareRecodeLink, recodeSoftwareWithLink } from './recode-software.ts';
import { isSoftwareNumber } from './software.ts';

/**
 * Mails a link for a new user code to the contact of the card, as a job: whoever asked has been answered already, the same for
 * every number. Cards that are unknown or at their end get nothing; a contact changed lately is told when it can be used.
 */
export async function mailRecodeLink(context: Context, cardNumber: string): Promise<void> {
  if (isSoftwareNumber(cardNumber)) return mailSoftwareRecodeLink(context, cardNumber);
  await act(context.db, async (trx) => {
    const card = await findCard(trx, cardNumber);
    const now = context.now();
    if (card === null || !isRecodable(() => requireRecodable(card, now))) {
      return { changes: [], answer: undefined };
    }
    const contact = await contactOf(trx, card);
    if (!isTrusted(contact, now) && contact.version > 0) {
      const from = trustedFrom(contact).toISOString();
      await context.enqueue(trx, await mailContact(trx, card, 'code-early', { from }));
      return { changes: [], answer: undefined };
    }
    const { id, href } = drawLink(context, 'recode');
    await context.enqueue(trx, await mailContact(trx, card, 'code-link', { href }));
    const changes = [
      ...(await endedLinks(trx, cardNumber, now)),
      issueLink({ id, purpose: 'recode', cardNumber }, holder, now),
    ];
    return { changes, answer: undefined };
  });
}

/** The number, a card's or an application's, of a link that can be used now. Throws `link.unknown`, `link.used`, `link.expired`, what keeps the card from it. */
export async function requireRecodeLink(context: Context, secret: string): Promise<string> {
  const link = await requireLink(context.db, linkId(secret));
  if (link.purpose !== 'recode') throw new Failure('link.unknown');
  requireUsable(link, context.now());
  if (isSoftwareNumber(link.cardNumber)) return link.cardNumber;
  requireRecodable(await requireCard(context.db, link.cardNumber), context.now());
  return link.cardNumber;
}

/** Sets the new user code by a mailed link, once. The code has been checked by its rule. */
export async function recodeWithLink(context: Context, secret: string, userCode: string): Promise<Receipt> {
  const about = await requireRecodeLink(context, secret);
  if (isSoftwareNumber(about)) return recodeSoftwareWithLink(context, { secret, number: about, userCode });
  const card = await requireCard(context.db, about);
  const hash = await context.codes.hash(userCode);
  const { number, holder: name, organisation } = card;
  const words = { what: 'code.reset', cardNumber: number, holder: name, organisation } as const;
  const receipt = await signReceipt(context, { ...words, certificates: [] });
  const told = tellReceipt(context, receipt);
  await act(context.db, async (trx) => {
    const now = context.now();
    const link = await requireLink(trx, linkId(secret));
    const fresh = await requireCard(trx, link.cardNumber);
    const changes = recodeByLink(await readRecoding(trx, fresh), link, { hash, receipt, now });
    await dropVisitsOf(trx, number);
    const values = { href: told.href, at: now.toISOString() };
    await context.enqueue(trx, await mailContact(trx, fresh, 'code-reset', values));
    return { changes, answer: undefined };
  });
  return told;
}

function isRecodable(check: () => void): boolean {
  try {
    check();
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
