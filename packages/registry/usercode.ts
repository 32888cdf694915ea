import type { Actor, Change, Kept, Refused } from './change.ts';
import { Refusal } from './refusal.ts';

/** How many wrong codes lock it, unless the authority is set otherwise. */
export const defaultCodeTries = 3;

/** The user code (用戶代碼) of one card: a hash and a count. The code itself is nowhere. */
export type UserCode = Kept<'usercode'> & {
  readonly cardNumber: string;
  readonly hash: string;
  readonly maxTries: number;
  /** Tries taken and not given back: wrong ones, and those under way. */
  readonly taken: number;
  readonly lockedAt: Date | null;
  readonly setAt: Date;
};

/** 6 to 10 printable ASCII characters without blanks; case matters. Throws `code.rule`. */
export function checkCodeRule(code: string): void {
  if (!/^[!-~]{6,10}$/.test(code)) throw new Refusal('code.rule');
}

/** The code chosen at application becomes the card's. */
export function chooseCode(
  about: Pick<UserCode, 'cardNumber' | 'hash' | 'maxTries'>,
  by: Actor,
  now: Date,
): Change<UserCode> {
  return {
    next: { noun: 'usercode', version: 0, ...about, taken: 0, lockedAt: null, setAt: now },
    event: { at: now, by: by.id, what: 'code.chosen', subject: about.cardNumber },
  };
}

/** A new code in place of the old; the count starts afresh. */
export function resetCode(
  code: UserCode,
  hash: string,
  { by, now }: { by: Actor; now: Date },
): Change<UserCode> {
  return {
    next: { ...code, hash, taken: 0, lockedAt: null, setAt: now },
    event: { at: now, by: by.id, what: 'code.reset', subject: code.cardNumber },
  };
}

/** Tries left now. */
export function triesLeft(code: UserCode): number {
  return Math.max(0, code.maxTries - code.taken);
}

/**
 * Takes one try *before* the code is looked at, so that no race and no crash ever gives one more than allowed.
 * Throws `code.locked` when none is left.
 */
export function takeTry(code: UserCode, by: Actor, now: Date): Change<UserCode> {
  if (triesLeft(code) === 0) throw new Refusal('code.locked');
  return {
    next: { ...code, taken: code.taken + 1 },
    event: { at: now, by: by.id, what: 'code.tried', subject: code.cardNumber },
  };
}

/** The code was right: the count is cleared. */
export function giveBack(code: UserCode, by: Actor, now: Date): Change<UserCode> {
  return {
    next: { ...code, taken: 0, lockedAt: null },
    event: { at: now, by: by.id, what: 'code.accepted', subject: code.cardNumber },
  };
}

/** The code was wrong: the try stays taken. Answers `code.wrong` with the tries left, or `code.locked` after the last. */
export function refuseCode(code: UserCode, by: Actor, now: Date): Refused<Change<UserCode>> {
  const left = triesLeft(code);
  const event = { at: now, by: by.id, subject: code.cardNumber } as const;
  if (left > 0) {
    const change: Change<UserCode> = { next: code, event: { ...event, what: 'code.refused' } };
    return { changes: [change], refusal: new Refusal('code.wrong', { triesLeft: left }) };
  }
  const change: Change<UserCode> = {
    next: { ...code, lockedAt: code.lockedAt ?? now },
    event: { ...event, what: 'code.locked' },
  };
  return { changes: [change], refusal: new Refusal('code.locked', { triesLeft: 0 }) };
}
