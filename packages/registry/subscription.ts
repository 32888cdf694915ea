import { type Actor, type Change, type EventName, type Kept, system } from './change.ts';
import { Refusal } from './refusal.ts';

/** Days before expiry a subscription can tell. */
export const expiryDays = [30, 60, 90, 180, 365] as const;
export type ExpiryDays = (typeof expiryDays)[number];

/** Somebody wants to be told of certificates that will expire: by mail to the contact, or in a calendar with a secret address. */
export type Subscription = Kept<'subscription'> & {
  readonly id: string;
  readonly organisation: string;
  /** The card that subscribed; mails go to its contact. */
  readonly cardNumber: string;
  readonly way: 'mail' | 'calendar';
  readonly days: number;
  readonly state: 'active' | 'ended';
  readonly madeAt: Date;
  readonly endedAt: Date | null;
  /** Certificates that expire up to here were told by mail. */
  readonly toldUntil: Date;
};

export function subscribe(
  about: Pick<Subscription, 'id' | 'organisation' | 'cardNumber' | 'way' | 'days'>,
  by: Actor,
  now: Date,
): Change<Subscription> {
  if (!expiryDays.some((days) => days === about.days)) throw new Refusal('subscription.days');
  const next: Subscription = {
    noun: 'subscription',
    version: 0,
    ...about,
    state: 'active',
    madeAt: now,
    endedAt: null,
    toldUntil: now,
  };
  return { next, event: eventOf(next, ['subscription.made', by, now]) };
}

/** Ends it: the calendar's address answers nothing any more. Throws `subscription.unknown` where it is over already. */
export function endSubscription(subscription: Subscription, by: Actor, now: Date): Change<Subscription> {
  if (subscription.state === 'ended') throw new Refusal('subscription.unknown');
  const next: Subscription = { ...subscription, state: 'ended', endedAt: now };
  return { next, event: eventOf(next, ['subscription.ended', by, now]) };
}

/** Everything that expires up to `until` was told. */
export function tellSubscription(subscription: Subscription, until: Date, now: Date): Change<Subscription> {
  const next: Subscription = { ...subscription, toldUntil: until };
  return { next, event: eventOf(next, ['subscription.told', system, now]) };
}

/** The moment up to which it tells now. */
export function horizonOf({ days }: Pick<Subscription, 'days'>, now: Date): Date {
  return new Date(now.getTime() + days * 86_400_000);
}

function eventOf({ id, organisation, way }: Subscription, said: readonly [EventName, Actor, Date]) {
  const [what, by, at] = said;
  return { at, by: by.id, what, subject: organisation, data: { subscription: id, way } };
}
