import type { Actor, Change, Kept } from './change.ts';

/** What a person keeps of an act: signed by the authority, kept for good. */
export type Receipt = Kept<'receipt'> & {
  readonly number: string;
  /** `card.activated`, `card.unlocked`, … */
  readonly what: string;
  readonly at: Date;
  readonly cardNumber: string | null;
  readonly holder: string;
  /** Compact JWS, typ `kaika-receipt+jwt`. */
  readonly jws: string;
};

/** Records a receipt that was signed. */
export function issueReceipt(
  about: Omit<Receipt, 'noun' | 'version'>,
  by: Actor,
  now: Date,
): Change<Receipt> {
  return {
    next: { noun: 'receipt', version: 0, ...about },
    event: { at: now, by: by.id, what: 'receipt.issued', subject: about.number, data: { act: about.what } },
  };
}
