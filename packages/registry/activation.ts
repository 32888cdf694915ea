import { activate, type Card, requireActivatable, requireUnlockable, unlock } from './card.ts';
import { type Certificate, release } from './certificate.ts';
import { type Change, holder, type Refused } from './change.ts';
import type { Changes, Noun } from './noun.ts';
import { nextOffer, offered, type PukOffer, proven, refuted } from './puk.ts';
import { issueReceipt, type Receipt } from './receipt.ts';
import { requireRecodableByCard } from './recode.ts';
import { Refusal } from './refusal.ts';
import {
  attemptTask,
  confirmTask,
  failTask,
  type Operation,
  offerTask,
  requireConfirmable,
  requireRefutable,
  type Task,
} from './task.ts';
import { giveBack, refuseCode, takeTry, triesLeft, type UserCode } from './usercode.ts';

/** The things that meet in one conversation with a card. */
export type Conversation = { readonly task: Task; readonly card: Card; readonly code: UserCode };

/** An offer and the changes that record it, or why there is none. */
export type Offered = { readonly offer: PukOffer; readonly changes: Changes } | Refused<Change<Noun>>;

/** Throws the refusal that says why this card admits no such operation now. */
export function requireAdmitted(operation: Operation, card: Card, now: Date): void {
  if (operation === 'recode') requireRecodableByCard(card, now);
  else if (operation === 'activate') requireActivatable(card, now);
  else requireUnlockable(card, now);
}

/** First transaction of a release: everything is in order, so a try is taken. Throws before anything is counted. */
export function takeAttempt({ task, card, code }: Conversation, attempt: number, now: Date): Changes {
  requireAdmitted(task.operation, card, now);
  if (triesLeft(code) === 0) throw new Refusal('code.locked');
  return [attemptTask(task, attempt, now), takeTry(code, holder, now)];
}

/** Second transaction, the code was wrong: the try stays taken; after the last one the task is over. */
export function refuseAttempt({ task, code }: Conversation, now: Date): Refused<Change<Noun>> {
  const refused = refuseCode(code, holder, now);
  if (refused.refusal.code !== 'code.locked') return refused;
  return { ...refused, changes: [...refused.changes, failTask(task, 'code.locked', now)] };
}

/** Second transaction, the code was right: the tries come back and one PUK is offered. */
export function offerPuk(conversation: Conversation, oneTimeKey: string, now: Date): Offered {
  const { task, card, code } = conversation;
  requireAdmitted(task.operation, card, now);
  if (task.state !== 'open') throw new Refusal(task.state === 'superseded' ? 'task.superseded' : 'task.used');
  const back = giveBack(code, holder, now);
  const offer = nextOffer(card.puk, now);
  if (offer === null) return pukBlocked([back], task, now);
  return {
    offer,
    changes: [back, offerTask(task, offer, { oneTimeKey, now }), pukOffered(card, offer, now)],
  };
}

/**
 * The card refused the offered PUK: the next candidate, if there is one and the card has tries to spare.
 * @param pukTriesLeft as the card said with its refusal
 */
export function refutePuk(
  { task, card }: Pick<Conversation, 'task' | 'card'>,
  said: { readonly version: number; readonly pukTriesLeft: number },
  now: Date,
): Offered {
  requireRefutable(task, said.version, now);
  const { oneTimeKey } = task.offer;
  const changed: Card = { ...card, puk: refuted(card.puk, said.version, said.pukTriesLeft) };
  const event = {
    at: now,
    by: holder.id,
    subject: card.number,
    what: 'card.puk-refuted',
    data: { version: String(said.version), triesLeft: String(said.pukTriesLeft) },
  } as const;
  const offer = nextOffer(changed.puk, now);
  if (offer === null) return pukBlocked([{ next: changed, event }], task, now);
  const next: Card = { ...changed, puk: offered(changed.puk, offer, now) };
  return { offer, changes: [{ next, event }, offerTask(task, offer, { oneTimeKey, now })] };
}

/** What a confirmation moves: the card, its certificates, the task; and the receipt that says so. */
export function confirmCard(
  { task, card }: Pick<Conversation, 'task' | 'card'>,
  done: {
    readonly version: number;
    readonly certificates: readonly Certificate[];
    readonly receipt: Omit<Receipt, 'noun' | 'version'>;
  },
  now: Date,
): Changes {
  requireConfirmable(task, done.version, { provenVersion: card.puk.proven, now });
  const known: Card = { ...card, puk: proven(card.puk, done.version) };
  const moved = task.operation === 'activate' ? activate(known, holder, now) : unlock(known, holder, now);
  const released =
    task.operation === 'activate' ? done.certificates.filter(({ state }) => state === 'hold') : [];
  return [
    moved,
    ...released.map((certificate) => release(certificate, holder, now)),
    confirmTask(task, done.receipt.number, { by: holder, now }),
    issueReceipt(done.receipt, holder, now),
  ];
}

function pukOffered(card: Card, offer: PukOffer, now: Date): Change<Card> {
  return {
    next: { ...card, puk: offered(card.puk, offer, now) },
    event: {
      at: now,
      by: holder.id,
      what: 'card.puk-offered',
      subject: card.number,
      data: { version: String(offer.version), nextVersion: String(offer.nextVersion) },
    },
  };
}

function pukBlocked(changes: readonly Change<Noun>[], task: Task, now: Date): Refused<Change<Noun>> {
  return {
    changes: [...changes, failTask(task, 'card.puk-blocked', now)],
    refusal: new Refusal('card.puk-blocked'),
  };
}
