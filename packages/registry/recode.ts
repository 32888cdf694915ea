import { type Card, isExpired, isOverdue, requireStateIn } from './card.ts';
import { type Actor, holder } from './change.ts';
import { endLink, type Link, useLink } from './link.ts';
import type { Changes } from './noun.ts';
import { issueReceipt, type Receipt } from './receipt.ts';
import { Refusal } from './refusal.ts';
import { attemptTask, confirmTask, supersedeTask, type Task } from './task.ts';
import { resetCode, type UserCode } from './usercode.ts';

/** What a new user code (用戶代碼重設) meets: the card, its code, and everything that was begun with the old code. */
export type Recoding = {
  readonly card: Card;
  readonly code: UserCode;
  /** Links that are still open. */
  readonly links: readonly Link[];
  /** Tasks that are not over. */
  readonly tasks: readonly Task[];
};

/** What is set: the hash of the new code, and the receipt that says so. */
export type Recoded = {
  readonly hash: string;
  readonly receipt: Omit<Receipt, 'noun' | 'version'>;
};

/** Throws the refusal that says why the card itself cannot reset its code: it needs a PIN, so it was activated. */
export function requireRecodableByCard(card: Card, now: Date): void {
  requireStateIn(card, ['active', 'suspended'], now);
  requireRecodable(card, now);
}

/** Throws the refusal that says why the code of this card cannot be reset at all. */
export function requireRecodable(card: Card, now: Date): void {
  requireStateIn(card, ['produced', 'shipped', 'active', 'suspended'], now);
  if (isExpired(card, now)) throw new Refusal('card.expired');
  const waits = card.state === 'produced' || card.state === 'shipped';
  if (!waits || !isOverdue(card, now)) return;
  throw new Refusal('card.activation-overdue', { detail: { deadline: card.activationDeadline ?? '' } });
}

/** By card and PIN, in a task of its own. All links and other tasks of the old code end. */
export function recodeByTask(found: Recoding, task: Task, done: Recoded & { readonly now: Date }): Changes {
  requireRecodableByCard(found.card, done.now);
  const attempted = attemptTask(task, 1, done.now);
  return [
    ...reset({ ...found, tasks: found.tasks.filter(({ id }) => id !== task.id) }, done, holder),
    confirmTask(attempted.next, done.receipt.number, { by: holder, now: done.now }),
  ];
}

/** By the link that was mailed. All other links and all tasks of the old code end. */
export function recodeByLink(found: Recoding, link: Link, done: Recoded & { readonly now: Date }): Changes {
  requireRecodable(found.card, done.now);
  const used = useLink(link, holder, done.now);
  return [used, ...reset({ ...found, links: found.links.filter(({ id }) => id !== link.id) }, done, holder)];
}

function reset({ code, links, tasks }: Recoding, done: Recoded & { readonly now: Date }, by: Actor): Changes {
  const { hash, receipt, now } = done;
  return [
    resetCode(code, hash, { by, now }),
    ...links.filter(({ purpose }) => purpose === 'recode').map((link) => endLink(link, by, now)),
    ...tasks.map((task) => supersedeTask(task, now)),
    issueReceipt(receipt, by, now),
  ];
}
