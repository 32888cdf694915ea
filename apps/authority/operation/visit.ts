import { createHash, randomBytes } from 'node:crypto';
import type { Card } from '@kaika/registry/card';
import { holder } from '@kaika/registry/change';
import { issueReceipt } from '@kaika/registry/receipt';
import type { Context } from '../context.ts';
import { openVisit as keepVisit } from '../store/visit.ts';
import { conclude } from './conclude.ts';

/** How long the lists can be looked at after card and PIN. */
export const visitMs = 15 * 60_000;

/** What is looked at: an operation of the menu. */
export type VisitOperation = 'all' | 'expiring';

/**
 * Opens the organisation's lists to a card that proved itself: recorded, with a receipt, and the contact is told.
 * Answers the secret for the browser's cookie.
 */
export async function openVisit(context: Context, card: Card, operation: VisitOperation): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  const { number: cardNumber, organisation } = card;
  const about = { cardNumber, by: holder, what: 'organisation.listed', mail: 'organisation-listed' } as const;
  await conclude(context, about, async (_whole, { now, receipt }, trx) => {
    const expiresAt = new Date(now.getTime() + visitMs);
    const receiptNumber = receipt.number;
    await keepVisit(trx, {
      id: visitId(secret),
      operation,
      cardNumber,
      organisation,
      receipt: receiptNumber,
      expiresAt,
    });
    const data = { card: cardNumber, operation };
    const listed = {
      at: now,
      by: holder.id,
      what: 'organisation.listed',
      subject: organisation,
      data,
    } as const;
    return [{ next: null, event: listed }, issueReceipt(receipt, holder, now)];
  });
  return secret;
}

/** SHA-256 of a cookie's secret, hex. */
export function visitId(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('hex');
}
