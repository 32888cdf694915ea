import { type Card, isOverdue, revokeOverdue } from '@kaika/registry/card';
import { isRevocable, revokeCertificate } from '@kaika/registry/certificate';
import { system } from '@kaika/registry/change';
import { addDays, dayOf } from '@kaika/registry/day';
import type { Context } from '../context.ts';
import { mailContact } from '../mail/contact.ts';
import { tellExpiring } from '../operation/subscription.ts';
import { abandonCard } from '../production/produce.ts';
import { brokenOffCards, cardsDueOn, overdueCards, requireCard } from '../store/card.ts';
import { certificatesOfCard } from '../store/certificate.ts';
import { markReminded, wasReminded } from '../store/reminder.ts';
import { act } from '../store/save.ts';

/** Days before the deadline on which the contact is reminded. */
export const reminderDays = [30, 7, 1] as const;
/** A production nobody has touched for this long was cut off with its process. */
const brokenOffMs = 15 * 60_000;

/** Every hour: deadlines, reminders, broken-off productions, service keys. Each part fails by itself. */
export async function runHour(context: Context): Promise<void> {
  const parts = { revokeOverdueCards, remind, tellExpiring, abandonBrokenOff, renewSignatories };
  for (const [name, part] of Object.entries(parts)) {
    await part(context).catch((error: unknown) => context.log.error({ err: error, part: name }, 'hour'));
  }
}

/** 逾期未開卡: card and certificates revoked by the clock. */
export async function revokeOverdueCards(context: Context): Promise<void> {
  const { db, now } = context;
  for (const { number } of await overdueCards(db, dayOf(now()))) {
    await act(db, async (trx) => {
      const card = await requireCard(trx, number);
      if ((card.state !== 'produced' && card.state !== 'shipped') || !isOverdue(card, now())) {
        return { changes: [], answer: undefined };
      }
      const certificates = (await certificatesOfCard(trx, number)).filter(isRevocable);
      await context.enqueue(trx, await mailContact(trx, card, 'card-overdue'));
      const revoked = certificates.map((one) =>
        revokeCertificate(one, 'cessationOfOperation', { by: system, now: now() }),
      );
      return { changes: [revokeOverdue(card, now()), ...revoked], answer: undefined };
    });
  }
}

async function remind(context: Context): Promise<void> {
  const today = dayOf(context.now());
  const days = reminderDays.map((left) => addDays(today, left));
  for (const card of await cardsDueOn(context.db, days)) await remindOnce(context, card);
}

async function remindOnce(context: Context, { number, activationDeadline }: Card): Promise<void> {
  const { db, now, config } = context;
  await db.transaction().execute(async (trx) => {
    const reminder = { cardNumber: number, day: dayOf(now()) };
    if (await wasReminded(trx, reminder)) return;
    await markReminded(trx, reminder);
    const card = await requireCard(trx, number);
    const values = { href: `${config.origins.authority}/activate`, deadline: activationDeadline ?? '' };
    await context.enqueue(trx, await mailContact(trx, card, 'card-due', values));
  });
}

/** Productions of a process that is gone. */
export async function abandonBrokenOff(context: Context): Promise<void> {
  const before = new Date(context.now().getTime() - brokenOffMs);
  for (const { number } of await brokenOffCards(context.db, before)) {
    await abandonCard(context, number, 'card.removed', system);
  }
}

/** Asking for a key renews it where that is due. */
async function renewSignatories({ signatory, ca }: Context): Promise<void> {
  await signatory.task();
  await signatory.receipt();
  await signatory.timeStamp();
  for (const key of ca.generations.values()) {
    if (key.authority === 'issuing-cards' || key.authority === 'issuing-software') {
      await signatory.responder(key);
    }
  }
}
