import type { Card } from '@kaika/registry/card';
import { addDays, type Day, dayOf, daysBetween } from '@kaika/registry/day';
import type { Context } from '../context.ts';
import { mailContact } from '../mail/contact.ts';
import { calendarOf } from '../operation/calendar.ts';
import { path } from '../page/path.ts';
import { cardsDueBy, cardsExpiringBy, requireCard } from '../store/card.ts';
import { expiringHoldings } from '../store/inventory.ts';
import { markReminded } from '../store/reminder.ts';
import type { Trx } from '../store/table.ts';

/** Days before the last day of activation on which the contact is reminded, unless the authority is set otherwise. */
export const defaultReminderDays = [30, 7, 1] as const;
/** Days before a card’s certificates end on which the contact is told, with a calendar file. */
export const expiryReminderDays = [60, 30, 7] as const;

/**
 * The reminder that is due: the last of `days` that has come. A house that was down on its day catches up with that one, and with none
 * before it. Null before the first, and when the day itself is past.
 */
export function dueReminder(last: Day, days: readonly number[], today: Day): number | null {
  const left = daysBetween(today, last);
  const come = days.filter((one) => left <= one);
  return left < 0 || come.length === 0 ? null : Math.min(...come);
}

/** 開卡期限將屆: each of the days once, whichever process comes first. */
export async function remindToActivate(context: Context): Promise<void> {
  const { db, now, config } = context;
  const today = dayOf(now());
  const days = config.reminderDays ?? defaultReminderDays;
  const until = addDays(today, Math.max(...days));
  for (const { number, activationDeadline } of await cardsDueBy(db, { from: today, until })) {
    const last = activationDeadline ?? '';
    const due = dueReminder(last, days, today);
    if (due === null) continue;
    await once(context, { cardNumber: number, day: addDays(last, -due) }, async (trx, card) => {
      if (card.state !== 'produced' && card.state !== 'shipped') return;
      const href = `${config.origins.authority}${path.activate}`;
      const values = { href, deadline: last, days: String(daysBetween(today, last)) };
      await context.enqueue(trx, await mailContact(trx, card, 'card-due', values));
    });
  }
}

/** 憑證將到期: 60, 30 and 7 days before, to the contact of every card in use. */
export async function remindOfExpiry(context: Context): Promise<void> {
  const { db, now } = context;
  const today = dayOf(now());
  const until = new Date(now().getTime() + (Math.max(...expiryReminderDays) + 1) * dayMs);
  for (const { number, notAfter } of await cardsExpiringBy(db, { from: now(), until })) {
    if (notAfter === null) continue;
    const last = dayOf(notAfter);
    const due = dueReminder(last, expiryReminderDays, today);
    if (due === null) continue;
    await once(context, { cardNumber: number, day: addDays(last, -due) }, async (trx, card) => {
      if (card.state !== 'active' && card.state !== 'suspended') return;
      await tellExpiry(context, trx, { card, notAfter });
    });
  }
}

const dayMs = 86_400_000;

async function tellExpiry(
  context: Context,
  trx: Trx,
  { card, notAfter }: { readonly card: Card; readonly notAfter: Date },
): Promise<void> {
  const { now, config } = context;
  const { authority } = config.origins;
  const last = dayOf(notAfter);
  const values = {
    href: `${authority}${path.renew}`,
    until: last,
    days: String(daysBetween(dayOf(now()), last)),
  };
  const span = { organisation: card.organisation, from: now(), until: notAfter };
  const holdings = (await expiringHoldings(trx, span)).filter(({ cardNumber }) => cardNumber === card.number);
  const host = new URL(authority).hostname;
  const calendar = calendarOf(holdings, { days: 7, name: `憑證到期 ${card.number}`, host, now: now() });
  await context.enqueue(trx, { ...(await mailContact(trx, card, 'card-expiring', values)), calendar });
}

/** In one transaction: that it is done, and what is done. Whoever finds it done does nothing. */
async function once(
  { db }: Context,
  reminder: { readonly cardNumber: string; readonly day: Day },
  act: (trx: Trx, card: Card) => Promise<void>,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    if (await markReminded(trx, reminder)) await act(trx, await requireCard(trx, reminder.cardNumber));
  });
}
