import { randomInt } from 'node:crypto';
import type { EventName } from '@kaika/registry/change';
import { dayOf } from '@kaika/registry/day';
import type { Receipt } from '@kaika/registry/receipt';
import type { Receipt as ToldReceipt } from '@kaika/wire/task';
import { cardNumber } from '@kaika/wire/task';
import type { Context } from '../context.ts';
import { signJws } from '../key/jws.ts';

export const receiptType = 'kaika-receipt+jwt';

/** What a receipt can be about: the event that it is kept for. */
export type ReceiptWhat = Extract<
  EventName,
  | 'card.activated'
  | 'card.unlocked'
  | 'card.pin-changed'
  | 'card.suspended'
  | 'card.resumed'
  | 'card.revoked'
  | 'certificate.accepted'
  | 'certificate.rejected'
  | 'certificate.suspended'
  | 'certificate.resumed'
  | 'certificate.revoked'
  | 'card.mail-written'
  | 'card.lost'
  | 'card.destroyed'
  | 'renewal.asked'
  | 'replacement.asked'
  | 'code.reset'
  | 'contact.changed'
  | 'organisation.listed'
  | 'subscription.made'
>;

/** What a receipt is about. */
export type ReceiptWords = {
  readonly what: ReceiptWhat;
  /** Null for what is on no card. */
  readonly cardNumber: string | null;
  readonly holder: string;
  readonly organisation: string;
  /** The task it was done by, where there was one. */
  readonly task?: string;
  /** The application it is about: for a new card that came of it, or of the certificate that is on no card. */
  readonly application?: string;
  /** Why, where a reason was given. */
  readonly reason?: string;
  /** Serial numbers of the certificates it speaks of. */
  readonly certificates: readonly string[];
};

/** Signs a receipt (JWS, ES256). Its number says the day and cannot be counted through. */
export async function signReceipt(
  context: Context,
  words: ReceiptWords,
): Promise<Omit<Receipt, 'noun' | 'version'>> {
  const at = context.now();
  const number = `R${dayOf(at).replaceAll('-', '')}${String(randomInt(1_000_000_000)).padStart(9, '0')}`;
  const claims = {
    iss: context.config.origins.authority,
    iat: Math.floor(at.getTime() / 1000),
    jti: number,
    at: at.toISOString(),
    ...words,
  };
  const jws = await signJws(receiptType, claims, await context.signatory.receipt());
  const { what, holder } = words;
  return { number, what, at, cardNumber: words.cardNumber, holder, jws };
}

/** A receipt as the agent and the page get it. */
export function tellReceipt(context: Context, receipt: Omit<Receipt, 'noun' | 'version'>): ToldReceipt {
  const { number, what, at, holder, jws } = receipt;
  const href = `${context.config.origins.authority}/receipt/${number}`;
  const told = { number, what, at: at.toISOString(), holder, jws, href };
  return receipt.cardNumber === null ? told : { ...told, cardNumber: cardNumber.parse(receipt.cardNumber) };
}
