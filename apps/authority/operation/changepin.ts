import { holder } from '@kaika/registry/change';
import { changePin } from '@kaika/registry/pinchange';
import { issueReceipt } from '@kaika/registry/receipt';
import type { Receipt } from '@kaika/wire/task';
import type { Context } from '../context.ts';
import { conclude } from './conclude.ts';

/** 更改PIN碼: the card proved with its new PIN that it has one. No PIN comes here; the record, the receipt and the mail do. */
export function recordPinChange(context: Context, cardNumber: string): Promise<Receipt> {
  const about = { cardNumber, by: holder, what: 'card.pin-changed', mail: 'card-pin-changed' } as const;
  return conclude(context, about, ({ card }, { by, now, receipt }) => [
    changePin(card, by, now),
    issueReceipt(receipt, by, now),
  ]);
}
