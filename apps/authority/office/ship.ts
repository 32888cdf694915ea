import { ship } from '@kaika/registry/card';
import { type Officer, requireRole } from '@kaika/registry/officer';
import type { Context } from '../context.ts';
import { mailContact } from '../mail/contact.ts';
import { requireCard } from '../store/card.ts';
import { act } from '../store/save.ts';

/** Records that a card was posted, and tells the contact by when to activate it. */
export async function shipCard(context: Context, number: string, by: Officer): Promise<void> {
  requireRole(by, 'card-operator');
  await act(context.db, async (trx) => {
    const card = await requireCard(trx, number);
    const change = ship(card, by, context.now());
    const href = `${context.config.origins.authority}/activate`;
    await context.enqueue(trx, await mailContact(trx, card, 'card-shipped', { href }));
    return { changes: [change], answer: undefined };
  });
}
