import type { Reader, Trx } from './table.ts';

export type Reminder = { readonly cardNumber: string; readonly day: string };

/** Whether the contact of that card was reminded on that day. */
export async function wasReminded(db: Reader, { cardNumber, day }: Reminder): Promise<boolean> {
  const row = await db
    .selectFrom('reminder')
    .select('day')
    .where('cardNumber', '=', cardNumber)
    .where('day', '=', day)
    .executeTakeFirst();
  return row !== undefined;
}

export async function markReminded(trx: Trx, reminder: Reminder): Promise<void> {
  await trx.insertInto('reminder').values(reminder).execute();
}
