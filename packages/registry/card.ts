import type { Actor, Change, EventName, Kept, Note } from './change.ts';
import { system } from './change.ts';
import { addDays, type Day, dayOf } from './day.ts';
import { firstPuk, type Puk } from './puk.ts';
import { Refusal } from './refusal.ts';

/** The words of `@kaika/wire/cardstatus`. */
export type CardState =
  | 'produced'
  | 'shipped'
  | 'active'
  | 'suspended'
  | 'revoked'
  | 'expired'
  | 'incomplete'
  | 'lost'
  | 'destroyed'
  | 'replaced';

/** Days after the date of issue within which a card is activated, unless the authority is set otherwise. */
export const defaultActivationDays = 90;

/** A certificate card. It is `incomplete` from the first APDU of its production until the last is read back. */
export type Card = Kept<'card'> & {
  /** `XC` and 14 digits. */
  readonly number: string;
  readonly state: CardState;
  readonly application: string;
  readonly organisation: string;
  /** What the window and the letter name: the organisation, and the person where it is a person's card. */
  readonly holder: string;
  /** Input of the derivation of its keys; one for each attempt at production. */
  readonly productionId: string;
  readonly model: string | null;
  /** 32 hex digits, from the CHUID written at production. */
  readonly guid: string | null;
  readonly puk: Puk;
  readonly managementVersion: number;
  /** 發卡日期, day 0 of the activation period. */
  readonly issuedOn: Day | null;
  readonly activationDeadline: Day | null;
  readonly notAfter: Date | null;
  readonly shippedAt: Date | null;
  readonly activatedAt: Date | null;
  /** When the present state began. */
  readonly since: Date;
  readonly reason: string | null;
};

/** The number of the n-th card: `XC`, thirteen digits, and a check digit (ISO/IEC 7812-1 annex B) for whoever types it. */
export function cardNumberOf(sequence: number): string {
  if (!Number.isSafeInteger(sequence) || sequence < 1 || sequence > 9_999_999_999_999) {
    throw new RangeError('card sequence out of range');
  }
  const digits = String(sequence).padStart(13, '0');
  return `XC${digits}${luhn(digits)}`;
}

/** A card is being made. */
export function startProduction(
  about: Pick<Card, 'number' | 'application' | 'organisation' | 'holder' | 'productionId'>,
  by: Actor,
  now: Date,
): Change<Card> {
  const next: Card = {
    noun: 'card',
    version: 0,
    ...about,
    state: 'incomplete',
    model: null,
    guid: null,
    puk: firstPuk,
    managementVersion: 1,
    issuedOn: null,
    activationDeadline: null,
    notAfter: null,
    shippedAt: null,
    activatedAt: null,
    since: now,
    reason: null,
  };
  return {
    next,
    event: {
      at: now,
      by: by.id,
      what: 'card.production-started',
      subject: about.number,
      data: { application: about.application },
    },
  };
}

/** Its production broke off; it stays incomplete for good and a new attempt is a new card. */
export function failProduction(
  card: Card,
  code: string,
  { by, now }: { by: Actor; now: Date },
): Change<Card> {
  requireState(card, 'incomplete');
  return move(card, { reason: code }, ['card.production-failed', by, now, { code }]);
}

/** Everything is on the card and was read back. Day 0 of the activation period is today in Taipei. */
export function completeProduction(
  card: Card,
  made: {
    readonly model: string;
    readonly guid: string;
    readonly notAfter: Date;
    readonly activationDays: number;
  },
  { by, now }: { by: Actor; now: Date },
): Change<Card> {
  requireState(card, 'incomplete');
  // Given up meanwhile: its certificates are revoked, and another attempt has begun or will.
  if (card.reason !== null) throw new Refusal('card.incomplete');
  const issuedOn = dayOf(now);
  const { activationDays, ...facts } = made;
  const activationDeadline = addDays(issuedOn, activationDays);
  return move(card, { ...facts, state: 'produced', issuedOn, activationDeadline, reason: null, since: now }, [
    'card.produced',
    by,
    now,
    { model: made.model },
  ]);
}

/** It was posted. Throws `shipment.already` where it is on its way. */
export function ship(card: Card, by: Actor, now: Date): Change<Card> {
  if (card.state === 'shipped') throw new Refusal('shipment.already');
  requireState(card, 'produced');
  return move(card, { state: 'shipped', shippedAt: now, since: now }, ['card.shipped', by, now]);
}

/**
 * It is here again: recorded as posted by mistake, or brought back by the post. It can be posted again; the activation period goes on.
 * Throws `shipment.none` unless it is on its way.
 */
export function unship(
  card: Card,
  why: 'shipping-undone' | 'returned',
  { by, now }: { by: Actor; now: Date },
): Change<Card> {
  if (card.state !== 'shipped') throw new Refusal('shipment.none');
  return move(card, { state: 'produced', shippedAt: null, since: now }, [`card.${why}`, by, now]);
}

/** Its posting letter was made; `copy` counts from 1. Throws `card.incomplete`. */
export function noteLetter(card: Card, copy: number, { by, now }: { by: Actor; now: Date }): Note {
  if (card.issuedOn === null) throw new Refusal('card.incomplete');
  const data = { copy: String(copy) };
  return { next: null, event: { at: now, by: by.id, what: 'card.letter-made', subject: card.number, data } };
}

/** First use. */
export function activate(card: Card, by: Actor, now: Date): Change<Card> {
  requireActivatable(card, now);
  return move(card, { state: 'active', activatedAt: now, since: now }, ['card.activated', by, now]);
}

/** A new PIN was set on a card in use. */
export function unlock(card: Card, by: Actor, now: Date): Change<Card> {
  requireUnlockable(card, now);
  return move(card, {}, ['card.unlocked', by, now]);
}

/** 停用 */
export function suspend(card: Card, by: Actor, now: Date): Change<Card> {
  if (card.state === 'suspended') throw new Refusal('card.suspended');
  if (card.state !== 'active') throw unusable(card, now);
  return move(card, { state: 'suspended', since: now }, ['card.suspended', by, now]);
}

/** 復用 */
export function resume(card: Card, by: Actor, now: Date): Change<Card> {
  if (card.state !== 'suspended') throw unusable(card, now);
  if (isExpired(card, now)) throw new Refusal('card.expired');
  return move(card, { state: 'active', since: now }, ['card.resumed', by, now]);
}

/** 廢止, for good. Admits every state that is not an end. */
export function revoke(card: Card, reason: string, { by, now }: { by: Actor; now: Date }): Change<Card> {
  if (isOver(card)) throw unusable(card, now);
  return move(card, { state: 'revoked', since: now, reason }, ['card.revoked', by, now, { reason }]);
}

/** The activation period passed: revoked by the clock. */
export function revokeOverdue(card: Card, now: Date): Change<Card> {
  requireState(card, 'produced', 'shipped');
  if (!isOverdue(card, now)) throw new Refusal('card.not-active');
  return move(card, { state: 'revoked', since: now, reason: 'not-activated' }, [
    'card.revoked-overdue',
    system,
    now,
  ]);
}

/** The last certificate's notAfter passed. */
export function expire(card: Card, now: Date): Change<Card> {
  requireState(card, 'active', 'suspended');
  if (!isExpired(card, now)) throw new Refusal('card.already-active');
  return move(card, { state: 'expired', since: now }, ['card.expired', system, now]);
}

/** Reported lost or destroyed, or replaced by another card; its certificates are revoked with it. */
export function retire(
  card: Card,
  as: 'lost' | 'destroyed' | 'replaced',
  { by, now }: { by: Actor; now: Date },
): Change<Card> {
  if (isOver(card)) throw unusable(card, now);
  return move(card, { state: as, since: now, reason: as }, [`card.${as}`, by, now]);
}

/** Throws the refusal that says why this card cannot be activated (now). */
export function requireActivatable(card: Card, now: Date): void {
  if (card.state === 'active') throw new Refusal('card.already-active');
  if (card.state !== 'produced' && card.state !== 'shipped') throw unusable(card, now);
  if (isOverdue(card, now)) throw overdue(card);
}

/** Throws the refusal that says why this card cannot be unlocked. */
export function requireUnlockable(card: Card, now: Date): void {
  if (card.state !== 'active') throw unusable(card, now);
  if (isExpired(card, now)) throw new Refusal('card.expired');
}

/** Throws the refusal that says what the card is instead of one of these. */
export function requireStateIn(card: Card, states: readonly CardState[], now: Date): void {
  if (!states.includes(card.state)) throw unusable(card, now);
}

/** Whether the activation period is over: the deadline's day itself still counts. */
export function isOverdue(card: Card, now: Date): boolean {
  return card.activationDeadline !== null && dayOf(now) > card.activationDeadline;
}

/** Whether the card's certificates are past their notAfter. */
export function isExpired(card: Card, now: Date): boolean {
  return card.notAfter !== null && now.getTime() > card.notAfter.getTime();
}

function isOver(card: Card): boolean {
  return ['revoked', 'expired', 'lost', 'destroyed', 'replaced'].includes(card.state);
}

function unusable(card: Card, now: Date): Refusal {
  if (card.state === 'revoked')
    return card.reason === 'not-activated' ? overdue(card) : new Refusal('card.revoked');
  if (card.state === 'lost' || card.state === 'destroyed' || card.state === 'replaced')
    return new Refusal('card.revoked');
  if (card.state === 'expired') return new Refusal('card.expired');
  if (card.state === 'incomplete') return new Refusal('card.incomplete');
  if (card.state === 'suspended') return new Refusal('card.suspended');
  if (card.state === 'active') return new Refusal('card.already-active');
  return isOverdue(card, now) ? overdue(card) : new Refusal('card.not-active');
}

function overdue(card: Card): Refusal {
  return new Refusal('card.activation-overdue', { detail: { deadline: card.activationDeadline ?? '' } });
}

function requireState(card: Card, ...states: readonly CardState[]): void {
  if (!states.includes(card.state)) throw unusable(card, card.since);
}

type What = readonly [what: EventName, by: Actor, now: Date, data?: Readonly<Record<string, string>>];

function move(card: Card, to: Partial<Card>, [what, by, now, data]: What): Change<Card> {
  const event = { at: now, by: by.id, what, subject: card.number };
  return { next: { ...card, ...to }, event: data === undefined ? event : { ...event, data } };
}

function luhn(digits: string): number {
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return (10 - (sum % 10)) % 10;
}
