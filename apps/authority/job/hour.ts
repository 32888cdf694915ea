import { expire, isExpired, isOverdue, revokeOverdue } from '@kaika/registry/card';
import { isRevocable, revokeCertificate } from '@kaika/registry/certificate';
import { system } from '@kaika/registry/change';
import { dayOf } from '@kaika/registry/day';
import type { Context } from '../context.ts';
import { mailContact } from '../mail/contact.ts';
import { forgetMails } from '../mail/outbox.ts';
import { revokeUnaccepted } from '../operation/software.ts';
import { tellExpiring } from '../operation/subscription.ts';
import { abandonCard } from '../production/produce.ts';
import { brokenOffCards, endedCards, overdueCards, requireCard } from '../store/card.ts';
import { certificatesOfCard } from '../store/certificate.ts';
import { dropStrayDocuments } from '../store/document.ts';
import { act } from '../store/save.ts';
import { remindOfExpiry, remindToActivate } from './remind.ts';

/** A production nobody has touched for this long was cut off with its process. */
const brokenOffMs = 15 * 60_000;

/** Every hour: deadlines, reminders, broken-off productions, service keys. Each part fails by itself. */
export async function runHour(context: Context): Promise<void> {
  const parts = {
    revokeOverdueCards,
    remindToActivate,
    remindOfExpiry,
    expireCards,
    forgetMails,
    tellExpiring,
    abandonBrokenOff,
    revokeUnaccepted,
    forgetDocuments,
    renewSignatories,
  };
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

/** 憑證到期: a card whose certificates are past their end. */
export async function expireCards(context: Context): Promise<void> {
  const { db, now } = context;
  for (const { number } of await endedCards(db, now())) {
    await act(db, async (trx) => {
      const card = await requireCard(trx, number);
      const isOver = (card.state === 'active' || card.state === 'suspended') && isExpired(card, now());
      return { changes: isOver ? [expire(card, now())] : [], answer: undefined };
    });
  }
}

/** Productions of a process that is gone. */
export async function abandonBrokenOff(context: Context): Promise<void> {
  const before = new Date(context.now().getTime() - brokenOffMs);
  for (const { number } of await brokenOffCards(context.db, before)) {
    await abandonCard(context, number, 'card.removed', system);
  }
}

/** Documents uploaded for forms that nobody sent within a day. */
async function forgetDocuments({ db, now }: Context): Promise<void> {
  await dropStrayDocuments(db, new Date(now().getTime() - 24 * 3600_000));
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
