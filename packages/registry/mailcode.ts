import type { Actor, Change, Kept, Refused } from './change.ts';
import { Refusal } from './refusal.ts';

/** How long a mailed code is good, in milliseconds. */
export const mailCodeTtlMs = 15 * 60_000;
/** Wrong entries a mailed code stands. They never count against the card's own user code. */
export const mailCodeTries = 3;
/** Codes that may be asked for a card number within an hour and within a day, whether there is such a card or not. */
export const mailCodesPer = { hour: 3, day: 8 } as const;

/** Whoever has the contact's mail and the user code, and not the card. */
export const holderByMail: Actor = { id: 'holder-by-mail' };

/** What can be done without the card. */
export type MailedOperation = 'suspend' | 'resume' | 'revoke' | 'replace';

/**
 * A code mailed to the contact of a card; with the user code it proves the holder who has not the card at hand. Kept for numbers
 * that are no card, too, so that nobody learns which are.
 */
export type MailCode = Kept<'mailcode'> & {
  readonly id: string;
  /** As it was asked for: `XC` and 14 digits. */
  readonly cardNumber: string;
  readonly operation: MailedOperation;
  /** Why to revoke or to replace; null for the others. */
  readonly reason: string | null;
  /** Keyed hash of the code, hex. */
  readonly hash: string;
  /** Tries taken and not given back. */
  readonly taken: number;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
};

/** A code is given out. Throws `mailcode.too-many` by what was asked for this number before. */
export function issueMailCode(
  about: Pick<MailCode, 'id' | 'cardNumber' | 'operation' | 'reason' | 'hash'>,
  before: readonly Date[],
  now: Date,
): Change<MailCode> {
  const within = (ms: number) => before.filter((at) => now.getTime() - at.getTime() < ms).length;
  const hour = 3600_000;
  if (within(hour) >= mailCodesPer.hour || within(24 * hour) >= mailCodesPer.day) {
    throw new Refusal('mailcode.too-many');
  }
  const expiresAt = new Date(now.getTime() + mailCodeTtlMs);
  return {
    next: { noun: 'mailcode', version: 0, ...about, taken: 0, issuedAt: now, expiresAt, usedAt: null },
    event: said(about, 'mailcode.issued', now),
  };
}

/** Takes one try *before* anything is compared. Throws `mailcode.expired`, `mailcode.used-up`. */
export function takeMailTry(code: MailCode, now: Date): Change<MailCode> {
  requireOpen(code, now);
  return { next: { ...code, taken: code.taken + 1 }, event: said(code, 'mailcode.tried', now) };
}

/**
 * The mailed code or the user code was wrong; which of them is not told. The try stays taken. Answers `mailcode.wrong` with the tries
 * left, after the last one `mailcode.used-up`.
 */
export function refuseMailCode(code: MailCode, now: Date): Refused<Change<MailCode>> {
  const triesLeft = Math.max(0, mailCodeTries - code.taken);
  const refusal =
    triesLeft === 0 ? new Refusal('mailcode.used-up') : new Refusal('mailcode.wrong', { triesLeft });
  return { changes: [{ next: code, event: said(code, 'mailcode.refused', now) }], refusal };
}

/** Both were right: the code is used up. Throws `mailcode.expired`, `mailcode.used-up` where it was not open any more. */
export function useMailCode(code: MailCode, now: Date): Change<MailCode> {
  if (code.usedAt !== null) throw new Refusal('mailcode.used-up');
  if (now > code.expiresAt) throw new Refusal('mailcode.expired');
  return { next: { ...code, usedAt: now }, event: said(code, 'mailcode.used', now) };
}

function requireOpen(code: MailCode, now: Date): void {
  if (code.usedAt !== null || code.taken >= mailCodeTries) throw new Refusal('mailcode.used-up');
  if (now > code.expiresAt) throw new Refusal('mailcode.expired');
}

type What = 'mailcode.issued' | 'mailcode.tried' | 'mailcode.refused' | 'mailcode.used';

function said(code: Pick<MailCode, 'cardNumber' | 'operation'>, what: What, at: Date) {
  const { cardNumber: subject, operation } = code;
  return { at, by: holderByMail.id, what, subject, data: { operation } };
}
