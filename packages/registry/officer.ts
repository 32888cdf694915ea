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
