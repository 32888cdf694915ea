import { confirmCard, requireAdmitted } from '@kaika/registry/activation';
import { Refusal } from '@kaika/registry/refusal';
import { requireConfirmable } from '@kaika/registry/task';
import type { Confirm, Confirmed } from '@kaika/wire/task';
import type { Context } from '../context.ts';
import { Failure } from '../failure.ts';
import { mailContact } from '../mail/contact.ts';
import { replacedBy } from '../operation/renewal.ts';
import { requireCard } from '../store/card.ts';
import { certificatesOfCard } from '../store/certificate.ts';
import { act } from '../store/save.ts';
import type { Reader } from '../store/table.ts';
import { findReceipt, requireTask } from '../store/task.ts';
import { recorded, requireConfirmation } from './proof.ts';
import { signReceipt, tellReceipt } from './receipt.ts';

/**
 * `confirm`: the card says it is done. The state is read again (revoked or suspended meanwhile wins), the certificates become
 * good, the PUK's version is fixed, a receipt is signed. Told twice, it answers the same receipt.
 */
export async function confirmTask(context: Context, said: Confirm): Promise<Confirmed> {
  const found = await read(context.db, said.task);
  const { task, card } = found;
  const all = await recorded(context.db, task, card);
  requireConfirmation(all, said);
  const known = await knownReceipt(context, said.task);
  if (known !== null) return known;
  const now = context.now();
  requireConfirmable(task, said.version, { provenVersion: card.puk.proven, now });
  requireAdmitted(task.operation, card, now);
  const receipt = await signReceipt(context, {
    what: task.operation === 'activate' ? 'card.activated' : 'card.unlocked',
    cardNumber: card.number,
    holder: card.holder,
    organisation: card.organisation,
    task: task.id,
    certificates: all.certificates.filter((one) => one.der !== null).map((one) => one.serial),
  });
  await act(context.db, async (trx) => {
    const fresh = await read(trx, said.task);
    // Told twice at once: the other one was first and its receipt stands.
    if (fresh.task.state === 'confirmed') return { changes: [], answer: undefined };
    const certificates = await certificatesOfCard(trx, fresh.card.number);
    const confirmed = confirmCard(fresh, { version: said.version, certificates, receipt }, context.now());
    const replaced = task.operation === 'activate' ? await replacedBy(context, trx, fresh.card) : [];
    const { href } = tellReceipt(context, receipt);
    const about = task.operation === 'activate' ? 'card-activated' : 'card-unlocked';
    await context.enqueue(
      trx,
      await mailContact(trx, fresh.card, about, { href, at: receipt.at.toISOString() }),
    );
    return { changes: [...confirmed, ...replaced], answer: undefined };
  });
  const kept = await knownReceipt(context, said.task);
  if (kept === null) throw new Failure('request.failed');
  return kept;
}

async function knownReceipt(context: Context, id: string): Promise<Confirmed | null> {
  const task = await requireTask(context.db, id);
  if (task.state !== 'confirmed' || task.receipt === null) return null;
  const receipt = await findReceipt(context.db, task.receipt);
  return receipt === null ? null : { receipt: tellReceipt(context, receipt) };
}

async function read(db: Reader, id: string) {
  const task = await requireTask(db, id);
  if (task.cardNumber === null) throw new Refusal('task.unknown');
  return { task, card: await requireCard(db, task.cardNumber) };
}
