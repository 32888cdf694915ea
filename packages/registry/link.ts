import type { Actor, Change, EventName, Kept } from './change.ts';
import { Refusal } from './refusal.ts';

/** What a mailed link does: sets a new user code, or confirms a new address of the contact. */
export type LinkPurpose = 'recode' | 'contact';

/** A one-time, short-lived link that was mailed. Its secret is nowhere: the record has the hash. */
export type Link = Kept<'link'> & {
  /** SHA-256 of the secret, hex. */
  readonly id: string;
  readonly purpose: LinkPurpose;
  readonly cardNumber: string;
  readonly state: 'open' | 'used' | 'ended';
  readonly issuedAt: Date;
  readonly expiresAt: Date;
};

/** How long a link is good. */
export const linkTtlMs: Readonly<Record<LinkPurpose, number>> = {
  recode: 30 * 60_000,
  contact: 24 * 3600_000,
};

export function issueLink(
  about: Pick<Link, 'id' | 'purpose' | 'cardNumber'>,
  by: Actor,
  now: Date,
): Change<Link> {
  const expiresAt = new Date(now.getTime() + linkTtlMs[about.purpose]);
  const next: Link = { noun: 'link', version: 0, ...about, state: 'open', issuedAt: now, expiresAt };
  return { next, event: eventOf(next, ['link.issued', by, now]) };
}

/** Throws `link.used`, `link.expired` unless the link can be used now. */
export function requireUsable(link: Link, now: Date): void {
  if (link.state !== 'open') throw new Refusal('link.used');
  if (now.getTime() > link.expiresAt.getTime()) throw new Refusal('link.expired');
}

/** Uses the link up. */
export function useLink(link: Link, by: Actor, now: Date): Change<Link> {
  requireUsable(link, now);
  return { next: { ...link, state: 'used' }, event: eventOf(link, ['link.used', by, now]) };
}

/** A link that must not be used any more: a newer one was mailed, or what it was for has happened. */
export function endLink(link: Link, by: Actor, now: Date): Change<Link> {
  return { next: { ...link, state: 'ended' }, event: eventOf(link, ['link.ended', by, now]) };
}

function eventOf({ cardNumber, purpose }: Link, [what, by, at]: readonly [EventName, Actor, Date]) {
  return { at, by: by.id, what, subject: cardNumber, data: { purpose } };
}
