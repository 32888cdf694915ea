import { issueLink } from '@kaika/registry/link';
import type { Officer } from '@kaika/registry/officer';
import { approvePaper, enterPaper, type Paper, refusePaper } from '@kaika/registry/paper';
import { requireRecodable } from '@kaika/registry/recode';
import type { Context } from '../context.ts';
import { mailContact } from '../mail/contact.ts';
import { requireCard } from '../store/card.ts';
import { drawPaperNumber, requirePaper } from '../store/paper.ts';
import { act } from '../store/save.ts';
import { drawLink, endedLinks } from './link.ts';

/** An officer enters a paper request for a new user code. Throws `card.unknown` and what keeps the card from it. */
export function enter(
  context: Context,
  typed: Pick<Paper, 'cardNumber' | 'mail' | 'reference'>,
  by: Officer,
): Promise<string> {
  return act(context.db, async (trx) => {
    const now = context.now();
    requireRecodable(await requireCard(trx, typed.cardNumber), now);
    const number = drawPaperNumber(now);
    return { changes: [enterPaper({ ...typed, number }, by, now)], answer: number };
  });
}

/** Another officer approves: a one-time link goes to the address in the paper, and the registered contact is told. */
export async function approve(context: Context, number: string, by: Officer): Promise<void> {
  const { id, href } = drawLink(context, 'recode');
  await act(context.db, async (trx) => {
    const now = context.now();
    const paper = await requirePaper(trx, number);
    const approved = approvePaper(paper, by, now);
    const { cardNumber } = paper;
    const card = await requireCard(trx, cardNumber);
    requireRecodable(card, now);
    const values = { cardNumber, name: card.holder, href };
    await context.enqueue(trx, { to: paper.mail, about: 'code-link', values });
    await context.enqueue(trx, await mailContact(trx, card, 'code-paper'));
    const link = issueLink({ id, purpose: 'recode', cardNumber }, by, now);
    return { changes: [approved, ...(await endedLinks(trx, cardNumber, now)), link], answer: undefined };
  });
}

/** Another officer refuses, with a reason. */
export function refuse(
  context: Context,
  said: { readonly number: string; readonly reason: string },
  by: Officer,
): Promise<void> {
  return act(context.db, async (trx) => {
    const paper = await requirePaper(trx, said.number);
    return { changes: [refusePaper(paper, said.reason, { by, now: context.now() })], answer: undefined };
  });
}
