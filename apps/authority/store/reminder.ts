import type { Trx } from './table.ts';

/** A reminder by the day it belongs to: so many days before the last one, whenever it is really sent. */
export type Reminder = { readonly cardNumber: string; readonly day: string };

/** Notes that a card's contact is reminded; false where that was noted before. Two who note it at once wait for each other, and one gets true. */
export async function markReminded(trx: Trx, reminder: Reminder): Promise<boolean> {
  const row = await trx
    .insertInto('reminder')
    .values(reminder)
    .onConflict((conflict) => conflict.doNothing())
    .returning('day')
    .executeTakeFirst();
  return row !== undefined;
}
