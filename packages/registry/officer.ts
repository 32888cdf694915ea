import type { Actor, Change, Kept, Note } from './change.ts';
import { Refusal } from './refusal.ts';

export const roles = [
  'first-reviewer',
  'approver',
  'card-operator',
  'auditor',
  'administrator',
  'help-desk',
] as const;
export type Role = (typeof roles)[number];

/** A person who works at the authority, bound to one card. Four-eyes rules compare persons, so `id` is the person. */
export type Officer = Kept<'officer'> & {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly cardNumber: string | null;
  readonly state: 'serving' | 'left';
  readonly appointedAt: Date;
};

/** Appoints a person. */
export function appoint(
  about: Pick<Officer, 'id' | 'name' | 'roles' | 'cardNumber'>,
  by: Actor,
  now: Date,
): Change<Officer> {
  return {
    next: { noun: 'officer', version: 0, ...about, state: 'serving', appointedAt: now },
    event: {
      at: now,
      by: by.id,
      what: 'officer.appointed',
      subject: about.id,
      data: { roles: about.roles.join(' ') },
    },
  };
}

/** Gives an officer other roles. Only an administrator may, and nobody their own. */
export function changeRoles(
  officer: Officer,
  to: readonly Role[],
  { by, now }: { by: Officer; now: Date },
): Change<Officer> {
  requireRole(by, 'administrator');
  if (by.id === officer.id) throw new Refusal('officer.not-allowed');
  return {
    next: { ...officer, roles: to },
    event: {
      at: now,
      by: by.id,
      what: 'officer.roles-changed',
      subject: officer.id,
      data: { roles: to.join(' ') },
    },
  };
}

/** Takes a person who had left back into service, with a card of theirs. Four-eyes rules go on to know the person. */
export function reappoint(
  officer: Officer,
  to: Pick<Officer, 'roles' | 'cardNumber' | 'name'>,
  { by, now }: { by: Officer; now: Date },
): Change<Officer> {
  requireRole(by, 'administrator');
  const data = { roles: to.roles.join(' ') };
  return {
    next: { ...officer, ...to, state: 'serving', appointedAt: now },
    event: { at: now, by: by.id, what: 'officer.appointed', subject: officer.id, data },
  };
}

/** Gives an officer another card to sign in with; the one before opens nothing from then on. */
export function giveCard(
  officer: Officer,
  cardNumber: string,
  { by, now }: { by: Officer; now: Date },
): Change<Officer> {
  requireRole(by, 'administrator');
  return {
    next: { ...officer, cardNumber },
    event: {
      at: now,
      by: by.id,
      what: 'officer.card-changed',
      subject: officer.id,
      data: { card: cardNumber },
    },
  };
}

/**
 * Throws `officer.below-minimum` unless those serving can do everything the authority must do: review and approve by two people,
 * produce cards, and change who the officers are by two people.
 */
export function requireMinimum(officers: readonly Officer[]): void {
  const serving = officers.filter(({ state }) => state === 'serving');
  const having = (...wanted: readonly Role[]) =>
    serving.filter(({ roles: own }) => wanted.some((role) => own.includes(role)));
  const pair = (left: readonly Officer[], right: readonly Officer[]) =>
    left.some((one) => right.some((other) => other.id !== one.id));
  const enough =
    pair(having('first-reviewer'), having('approver')) &&
    pair(having('administrator'), having('administrator', 'approver')) &&
    having('card-operator').length > 0;
  if (!enough) throw new Refusal('officer.below-minimum');
}

/** Ends an officer's service. Only an administrator may, and nobody for themselves. */
export function dismiss(officer: Officer, by: Officer, now: Date): Change<Officer> {
  requireRole(by, 'administrator');
  if (by.id === officer.id) throw new Refusal('officer.not-allowed');
  return {
    next: { ...officer, state: 'left' },
    event: { at: now, by: by.id, what: 'officer.left', subject: officer.id },
  };
}

/** Says that an officer came in. Throws `officer.unknown` for one who left. */
export function signIn(officer: Officer, now: Date): Note {
  if (officer.state !== 'serving') throw new Refusal('officer.unknown');
  return { next: null, event: { at: now, by: officer.id, what: 'officer.signed-in', subject: officer.id } };
}

/** Throws `officer.not-allowed` unless the officer serves and has one of the roles. */
export function requireRole(officer: Officer, ...wanted: readonly Role[]): void {
  if (officer.state !== 'serving') throw new Refusal('officer.unknown');
  if (!wanted.some((role) => officer.roles.includes(role))) throw new Refusal('officer.not-allowed');
}
