import { type Card, resume, suspend } from './card.ts';
import { type Certificate, resumeCertificate, suspendCertificate } from './certificate.ts';
import type { Actor } from './change.ts';
import type { Changes } from './noun.ts';
import { issueReceipt, type Receipt } from './receipt.ts';

/** A card and all its certificates, as the record has them now. */
export type Whole = { readonly card: Card; readonly certificates: readonly Certificate[] };
/** Who acts, when, and the receipt that was signed for it. */
export type Act = {
  readonly by: Actor;
  readonly now: Date;
  readonly receipt: Omit<Receipt, 'noun' | 'version'>;
};

/** 停用: the card and every good certificate of it. Throws what the card is instead of active. */
export function suspendWhole({ card, certificates }: Whole, { by, now, receipt }: Act): Changes {
  const good = certificates.filter(({ state }) => state === 'good');
  return [
    suspend(card, by, now),
    ...good.map((one) => suspendCertificate(one, by, now)),
    issueReceipt(receipt, by, now),
  ];
}

/** 復用: the card and every suspended certificate of it. Throws what the card is instead of suspended. */
export function resumeWhole({ card, certificates }: Whole, { by, now, receipt }: Act): Changes {
  const suspended = certificates.filter(({ state }) => state === 'suspended');
  return [
    resume(card, by, now),
    ...suspended.map((one) => resumeCertificate(one, by, now)),
    issueReceipt(receipt, by, now),
  ];
}
