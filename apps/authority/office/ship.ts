import { randomUUID } from 'node:crypto';
import { type Card, ship, unship } from '@kaika/registry/card';
import { type Officer, requireRole } from '@kaika/registry/officer';
import { Refusal } from '@kaika/registry/refusal';
import {
  type ReturnReason,
  recordShipment,
  returnShipment,
  type Shipment,
  undoShipment,
} from '@kaika/registry/shipment';
import type { Context } from '../context.ts';
import { mailContact } from '../mail/contact.ts';
import type { MailName } from '../mail/mail.ts';
import { path } from '../page/path.ts';
import { requireCard } from '../store/card.ts';
import { act } from '../store/save.ts';
import { findSent } from '../store/shipment.ts';
import type { Trx } from '../store/table.ts';

/** How a card is posted: carrier and its number may be empty, the day is the one it was handed over. */
export type Posting = Pick<Shipment, 'cardNumber' | 'carrier' | 'tracking' | 'sentOn'>;

/** Records that a card was posted, and tells the contact by when to activate it. Throws `shipment.already`, `shipment.day`, `shipment.tracking`. */
export async function shipCard(context: Context, posting: Posting, by: Officer): Promise<void> {
  requireRole(by, 'card-operator');
  await act(context.db, async (trx) => {
    const now = context.now();
    const card = await requireCard(trx, posting.cardNumber);
    const changes = [ship(card, by, now), recordShipment({ id: randomUUID(), ...posting }, by, now)] as const;
    const { tracking, carrier } = changes[1].next;
    const values = { tracking: tracking === '' ? '—' : `${carrier} ${tracking}`.trim() };
    await tell(context, trx, { card, about: 'card-shipped', values });
    return { changes, answer: undefined };
  });
}

/** It was recorded as posted by mistake: the contact is told so, too. Throws `shipment.none`, `shipment.reason-missing`. */
export async function undoShipping(
  context: Context,
  { number, reason }: { readonly number: string; readonly reason: string },
  by: Officer,
): Promise<void> {
  await act(context.db, async (trx) => {
    const now = context.now();
    const { card, sent } = await requireSent(trx, number);
    const changes = [
      unship(card, 'shipping-undone', { by, now }),
      ...(sent === null ? [] : [undoShipment(sent, reason, { by, now })]),
    ];
    await tell(context, trx, { card, about: 'card-not-shipped', values: {} });
    return { changes, answer: undefined };
  });
}

/** The post brought it back: it waits to be posted again, and the contact is asked for the right address. Throws `shipment.none`. */
export async function receiveReturned(
  context: Context,
  { number, reason }: { readonly number: string; readonly reason: ReturnReason },
  by: Officer,
): Promise<void> {
  await act(context.db, async (trx) => {
    const now = context.now();
    const { card, sent } = await requireSent(trx, number);
    const changes = [
      unship(card, 'returned', { by, now }),
      ...(sent === null ? [] : [returnShipment(sent, reason, { by, now })]),
    ];
    await tell(context, trx, { card, about: 'card-returned', values: {} });
    return { changes, answer: undefined };
  });
}

/** A card on its way, and the record of it; cards posted by an earlier release have none. */
async function requireSent(trx: Trx, number: string): Promise<{ card: Card; sent: Shipment | null }> {
  const card = await requireCard(trx, number);
  if (card.state !== 'shipped') throw new Refusal('shipment.none');
  return { card, sent: await findSent(trx, number) };
}

type Told = {
  readonly card: Card;
  readonly about: MailName;
  readonly values: Readonly<Record<string, string>>;
};

async function tell(context: Context, trx: Trx, { card, about, values }: Told): Promise<void> {
  const href = `${context.config.origins.authority}${path.activate}`;
  await context.enqueue(trx, await mailContact(trx, card, about, { href, ...values }));
}
