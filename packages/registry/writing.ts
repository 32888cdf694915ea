import { requireStateIn, suspend } from './card.ts';
import {
  type Certificate,
  isRevocable,
  release,
  revokeCertificate,
  supersede,
  suspendCertificate,
} from './certificate.ts';
import type { Actor, Change, EventName, Kept } from './change.ts';
import { holder, system } from './change.ts';
import type { Changes } from './noun.ts';
import { issueReceipt } from './receipt.ts';
import { Refusal } from './refusal.ts';
import type { Act, Whole } from './suspension.ts';

/**
 * asked ─confirm─▶ confirmed ─certificates issued─▶ issued ─all on the card─▶ written
 *   └───────────────────┴────────────────────────────┴───────────────────────────┴─▶ ended (a newer one took its place)
 */
export type WritingState = 'asked' | 'confirmed' | 'issued' | 'written' | 'ended';

/** An address that goes into the certificates of a card (寫入憑證內安全電子郵件信箱). */
export type Writing = Kept<'writing'> & {
  /** SHA-256 of the secret in the link mailed to the address, hex. */
  readonly id: string;
  readonly cardNumber: string;
  readonly mail: string;
  readonly state: WritingState;
  /** Of the certificates issued for it; empty before. */
  readonly serials: readonly string[];
  /** The task by which the card is being written, and the browser that carries it. */
  readonly task: string | null;
  readonly session: string | null;
  readonly askedAt: Date;
  readonly expiresAt: Date;
  readonly confirmedAt: Date | null;
  readonly writtenAt: Date | null;
  readonly receipt: string | null;
};

/** How long a mailed link confirms an address, in milliseconds. */
export const confirmWritingMs = 24 * 3600_000;
/** Addresses that may be asked for with one card within a day: each gets a mail. */
export const writingsPerDay = 20;
/** How long a confirmed address waits for the card, in milliseconds: time to find a reader. */
export const writeWithinMs = 7 * 24 * 3600_000;

/** What the operation issues anew: the certificate of presence names no address (docs/flows/mail.md). */
export const mailUses = ['authentication', 'signature', 'encryption'] as const;

const dayMs = 24 * 3600_000;

type Now = { readonly by: Actor; readonly now: Date };

/**
 * Asks for an address. What was asked for before and is not on the card yet is over; where it was this very address and confirmed,
 * the new one goes on from there and no mail is needed. `known` are the card's writings so far.
 * Throws `mail.same` where the certificates bear this address already, `mail.too-many`.
 */
export function askWriting(
  about: Pick<Writing, 'id' | 'cardNumber' | 'mail'>,
  known: readonly Writing[],
  { by, now }: Now,
): { readonly asked: Change<Writing>; readonly ended: Changes } {
  const today = known.filter(({ askedAt }) => now.getTime() - askedAt.getTime() < dayMs);
  if (today.length >= writingsPerDay) throw new Refusal('mail.too-many');
  const open = known.filter(isOpen);
  if (
    !open.some(({ state }) => state === 'issued') &&
    known.some(({ state, mail }) => state === 'written' && mail === about.mail)
  ) {
    throw new Refusal('mail.same');
  }
  const before = open.find((one) => one.mail === about.mail && one.state !== 'asked' && now <= one.expiresAt);
  const fresh = {
    state: 'asked',
    serials: [],
    expiresAt: new Date(now.getTime() + confirmWritingMs),
    confirmedAt: null,
  } as const;
  const next: Writing = {
    noun: 'writing',
    version: 0,
    ...about,
    task: null,
    session: null,
    askedAt: now,
    writtenAt: null,
    receipt: null,
    ...(before === undefined ? fresh : goOnFrom(before)),
  };
  return {
    asked: { next, event: eventOf(next, ['writing.asked', by, now]) },
    ended: open.map((one) => move(one, { state: 'ended' }, ['writing.ended', by, now])),
  };
}

/** The address is the applicant's: its link was opened and confirmed. Throws `link.used`, `link.expired`. */
export function confirmWriting(writing: Writing, by: Actor, now: Date): Change<Writing> {
  if (writing.state !== 'asked') throw new Refusal('link.used');
  requireLinkOpen(writing, now);
  const expiresAt = new Date(now.getTime() + writeWithinMs);
  return move(writing, { state: 'confirmed', confirmedAt: now, expiresAt }, ['writing.confirmed', by, now]);
}

/** Throws unless the card may be written now: `mail.not-confirmed`, `link.used`, `link.expired`. */
export function requireWritable(writing: Writing, now: Date): void {
  if (writing.state === 'asked') throw new Refusal('mail.not-confirmed');
  requireLinkOpen(writing, now);
}

/** Throws unless the mailed link leads anywhere now: `link.used`, `link.expired`. */
export function requireLinkOpen({ state, expiresAt }: Writing, now: Date): void {
  if (state === 'written' || state === 'ended') throw new Refusal('link.used');
  if (now > expiresAt) throw new Refusal('link.expired');
}

/** This browser carries this task to the card from now on; one that carried another before does no more. */
export function carryWriting(
  writing: Writing,
  by: { readonly task: string; readonly session: string },
  now: Date,
): Change<Writing> {
  requireWritable(writing, now);
  return move(writing, by, ['writing.carried', holder, now]);
}

/**
 * The new certificates are valid from here on, beside those still on the card: whatever of both a torn card holds can be used.
 * `certificates` are the new ones, on hold. Throws as `requireWritable`, and what the card is instead of active.
 */
export function issueWriting(writing: Writing, { card, certificates }: Whole, now: Date): Changes {
  requireWritable(writing, now);
  requireStateIn(card, ['active'], now);
  const serials = certificates.map(({ serial }) => serial);
  return [
    move(writing, { state: 'issued', serials }, ['writing.issued', holder, now]),
    ...certificates.map((one) => release(one, holder, now)),
  ];
}

/**
 * Every certificate is on the card and was read back: those they replace are superseded. `known` are the card's writings. A card that was suspended or revoked
 * meanwhile stays so: throws what it became; a resumed one is finished by the next run.
 */
export function finishWriting(
  { writing, known }: { readonly writing: Writing; readonly known: readonly Writing[] },
  { card, certificates }: Whole,
  { by, now, receipt }: Act,
): Changes {
  requireWritable(writing, now);
  requireStateIn(card, ['active'], now);
  const old = certificates.filter((one) => isReplaced(one, writing));
  const before = known.filter(({ state }) => state === 'written');
  return [
    move(writing, { state: 'written', writtenAt: now, receipt: receipt.number }, [
      'card.mail-written',
      by,
      now,
    ]),
    ...before.map((one) => move(one, { state: 'ended' }, ['writing.ended', by, now])),
    ...old.map((one) =>
      one.state === 'hold'
        ? revokeCertificate(one, 'superseded', { by: system, now })
        : supersede(one, by, now),
    ),
    issueReceipt(receipt, by, now),
  ];
}

/** After an open session with its management key the card is not what was left there: nobody may use it until it was looked at. */
export function suspendAltered({ card, certificates }: Whole, object: string, now: Date): Changes {
  const event = {
    at: now,
    by: system.id,
    what: 'card.altered',
    subject: card.number,
    data: { object },
  } as const;
  if (card.state !== 'active') return [{ next: null, event }];
  const good = certificates.filter(({ state }) => state === 'good');
  return [
    { next: null, event },
    suspend(card, system, now),
    ...good.map((one) => suspendCertificate(one, system, now)),
  ];
}

/** The certificates a card carries, by the record: the newest of each use that was not replaced. */
export function carriedBy(
  certificates: readonly Certificate[],
  use: Certificate['use'],
): Certificate | undefined {
  return certificates
    .filter(
      (one) => one.use === use && one.der !== null && (one.state === 'good' || one.state === 'suspended'),
    )
    .toSorted((left, right) => right.notBefore.getTime() - left.notBefore.getTime())[0];
}

function isReplaced(one: Certificate, { serials }: Writing): boolean {
  return one.use !== 'presence' && isRevocable(one) && !serials.includes(one.serial);
}

function isOpen({ state }: Writing): boolean {
  return state === 'asked' || state === 'confirmed' || state === 'issued';
}

function goOnFrom({ state, serials, confirmedAt, expiresAt }: Writing) {
  return { state, serials, confirmedAt, expiresAt };
}

function move(
  writing: Writing,
  to: Partial<Writing>,
  what: readonly [EventName, Actor, Date],
): Change<Writing> {
  const next = { ...writing, ...to };
  return { next, event: eventOf(next, what) };
}

function eventOf({ cardNumber }: Writing, [what, by, at]: readonly [EventName, Actor, Date]) {
  return { at, by: by.id, what, subject: cardNumber };
}
