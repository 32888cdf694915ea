import { type Application, openStates, submit } from './application.ts';
import { type Card, type CardState, isExpired, requireStateIn, retire } from './card.ts';
import { isRevocable, type RevocationReason, revokeCertificate } from './certificate.ts';
import type { Actor, Change, Event } from './change.ts';
import type { ContactWords } from './contact.ts';
import { addDays, type Day, dayOf } from './day.ts';
import type { Changes } from './noun.ts';
import type { Organisation } from './organisation.ts';
import { issueReceipt } from './receipt.ts';
import { Refusal } from './refusal.ts';
import type { Act, Whole } from './suspension.ts';
import type { UserCode } from './usercode.ts';

/** How many days before its certificates end a card may be renewed (換發), the last day counted. */
export const renewalDays = 60;

/** Why a card is replaced (補發). */
export const replacementReasons = ['lost', 'damaged'] as const;
export type ReplacementReason = (typeof replacementReasons)[number];

/** What a reported card becomes, and why its certificates are revoked (RFC 5280 §5.3.1). */
const reported = {
  lost: { state: 'lost', reason: 'keyCompromise' },
  damaged: { state: 'destroyed', reason: 'superseded' },
} as const satisfies Record<
  ReplacementReason,
  { readonly state: 'lost' | 'destroyed'; readonly reason: RevocationReason }
>;

/** What an application for a card after another is made from: nothing of it is typed again. */
export type Predecessor = {
  readonly card: Card;
  /** The application the card came from. */
  readonly application: Application;
  readonly organisation: Organisation;
  /** As last changed. */
  readonly contact: ContactWords;
  readonly code: UserCode;
};

/** The first day on which a card may be renewed. */
export function renewableFrom({ notAfter }: Pick<Card, 'notAfter'>): Day | null {
  return notAfter === null ? null : addDays(dayOf(notAfter), -renewalDays);
}

/** Throws `renewal.too-early`, `card.expired`, and what the card is instead of active. */
export function requireRenewable(card: Card, now: Date): void {
  requireStateIn(card, ['active'], now);
  if (isExpired(card, now)) throw new Refusal('card.expired');
  const from = renewableFrom(card);
  if (from === null || card.notAfter === null) throw new Refusal('card.incomplete');
  if (dayOf(now) < from) {
    throw new Refusal('renewal.too-early', { detail: { from, notAfter: dayOf(card.notAfter) } });
  }
}

/**
 * The application for the card that follows another, ready for review: the record's organisation, its present contact, and the user
 * code of the card before. Throws `code.locked`.
 */
export function applyAgain(
  { card, application, organisation, contact, code }: Predecessor,
  about: { readonly number: string; readonly purpose: 'renewal' | 'replacement' },
  { by, now }: { readonly by: Actor; readonly now: Date },
): Change<Application> {
  if (code.lockedAt !== null) throw new Refusal('code.locked');
  const content = {
    kind: organisation.kind,
    name: organisation.name,
    ubn: organisation.ubn,
    address: application.address,
    contactName: contact.name,
    contactMail: contact.mail,
    contactPhone: contact.phone,
    person: application.person,
  };
  const after = { userCodeHash: code.hash, enteredBy: null, previousCard: card.number, by };
  return submit(content, { ...about, ...after }, now);
}

/** Throws `renewal.open` where an application for the card after this one is under way, or that card is there. */
export function requireNoSuccessor(
  applications: readonly Application[],
  stateOf: (cardNumber: string) => CardState | null,
): void {
  const open = successorOf(applications, stateOf);
  if (open !== null) throw new Refusal('renewal.open', { detail: { number: open.number } });
}

/** The application under way for the card after another, or the one that card came from. */
export function successorOf(
  applications: readonly Application[],
  stateOf: (cardNumber: string) => CardState | null,
): Application | null {
  const living: readonly (CardState | null)[] = ['produced', 'shipped', 'active', 'suspended'];
  const counts = ({ state, cardNumber }: Application) =>
    openStates.includes(state) || (cardNumber !== null && living.includes(stateOf(cardNumber)));
  return applications.find(counts) ?? null;
}

/** 到期換發 or 毀損補發 proved with the card itself: the application alone; the card goes on. */
export function askNewCard(card: Card, application: Change<Application>, { by, now, receipt }: Act): Changes {
  const what = application.next.purpose === 'renewal' ? 'renewal.asked' : 'replacement.asked';
  return [noted([what, card, application.next.number], by, now), application, issueReceipt(receipt, by, now)];
}

/**
 * 遺失補發, 毀損補發 without the card: it and its certificates are over at once, and the application takes its place; null where one
 * is under way already. Throws what the card is instead of in use or on its way.
 */
export function reportCard(
  { card, certificates }: Whole,
  why: ReplacementReason,
  { act, application }: { readonly act: Act; readonly application: Change<Application> | null },
): Changes {
  const { by, now, receipt } = act;
  requireReportable(card, now);
  const { state, reason } = reported[why];
  return [
    retire(card, state, { by, now }),
    ...certificates.filter(isRevocable).map((one) => revokeCertificate(one, reason, { by, now })),
    ...(application === null
      ? []
      : [noted(['replacement.asked', card, application.next.number], by, now), application]),
    issueReceipt(receipt, by, now),
  ];
}

/** Throws what the card is instead of in use or on its way. */
export function requireReportable(card: Card, now: Date): void {
  requireStateIn(card, ['produced', 'shipped', 'active', 'suspended'], now);
  if (isExpired(card, now)) throw new Refusal('card.expired');
}

/** A replacement was activated: the card it replaces is over, if it is not already. After a renewal both go on. */
export function replaceCard({ card, certificates }: Whole, by: Actor, now: Date): Changes {
  if (card.state !== 'active' && card.state !== 'suspended') return [];
  return [
    retire(card, 'replaced', { by, now }),
    ...certificates.filter(isRevocable).map((one) => revokeCertificate(one, 'superseded', { by, now })),
  ];
}

type Noted = readonly [what: 'renewal.asked' | 'replacement.asked', card: Card, application: string];

function noted([what, card, application]: Noted, by: Actor, at: Date): { next: null; event: Event } {
  return { next: null, event: { at, by: by.id, what, subject: card.number, data: { application } } };
}
