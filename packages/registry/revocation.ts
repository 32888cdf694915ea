import { requireStateIn, revoke, suspend } from './card.ts';
import { isRevocable, type RevocationReason, revokeCertificate, suspendCertificate } from './certificate.ts';
import type { Actor, Change, Kept } from './change.ts';
import type { Changes } from './noun.ts';
import { issueReceipt } from './receipt.ts';
import { Refusal } from './refusal.ts';
import type { Act, Whole } from './suspension.ts';

/** How long a revocation waits for its confirmation, in milliseconds; the card stays suspended after that. */
export const revocationTtlMs = 30 * 60_000;

/** What a holder may say: the others are the authority's to find. */
export const holderReasons = [
  'keyCompromise',
  'cessationOfOperation',
  'affiliationChanged',
  'superseded',
  'unspecified',
] as const satisfies readonly RevocationReason[];
export type HolderReason = (typeof holderReasons)[number];

/** A revocation that was asked for and proved: the card is suspended, and is revoked when its holder confirms. */
export type Revocation = Kept<'revocation'> & {
  readonly id: string;
  readonly cardNumber: string;
  readonly reason: HolderReason;
  /** Who proved it: by card or by mail. */
  readonly by: string;
  /** What names the browser that proved it; no other may confirm. */
  readonly session: string;
  readonly askedAt: Date;
  readonly expiresAt: Date;
  readonly confirmedAt: Date | null;
  readonly receipt: string | null;
};

/**
 * 廢止, first step: nobody can use the card any more from now on, and nothing is final. A card not yet activated is on hold
 * already. Throws what keeps the card from it: `card.revoked`, `card.expired`, `card.incomplete`.
 */
export function askRevocation(
  { card, certificates }: Whole,
  about: Pick<Revocation, 'id' | 'reason' | 'session'>,
  { by, now }: { readonly by: Actor; readonly now: Date },
): Changes {
  requireStateIn(card, ['produced', 'shipped', 'active', 'suspended'], now);
  const expiresAt = new Date(now.getTime() + revocationTtlMs);
  const next: Revocation = {
    noun: 'revocation',
    version: 0,
    ...about,
    cardNumber: card.number,
    by: by.id,
    askedAt: now,
    expiresAt,
    confirmedAt: null,
    receipt: null,
  };
  const asked: Change<Revocation> = {
    next,
    event: {
      at: now,
      by: by.id,
      what: 'revocation.asked',
      subject: card.number,
      data: { reason: about.reason },
    },
  };
  if (card.state !== 'active') return [asked];
  const good = certificates.filter(({ state }) => state === 'good');
  return [asked, suspend(card, by, now), ...good.map((one) => suspendCertificate(one, by, now))];
}

/** 廢止, second step: for good. Throws `revocation.over`, and what the card became meanwhile. */
export function confirmRevocation(revocation: Revocation, { card, certificates }: Whole, act: Act): Changes {
  requireAsked(revocation, act.now);
  const { by, now, receipt } = act;
  const { reason } = revocation;
  return [
    revoke(card, reason, { by, now }),
    ...certificates.filter(isRevocable).map((one) => revokeCertificate(one, reason, { by, now })),
    {
      next: { ...revocation, confirmedAt: now, receipt: receipt.number },
      event: { at: now, by: by.id, what: 'revocation.confirmed', subject: card.number, data: { reason } },
    },
    issueReceipt(receipt, by, now),
  ];
}

/** Throws `revocation.over` where it waits no longer. */
export function requireAsked(revocation: Revocation, now: Date): void {
  if (revocation.confirmedAt !== null || now > revocation.expiresAt) throw new Refusal('revocation.over');
}
