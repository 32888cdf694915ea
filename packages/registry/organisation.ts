import type { Actor, Change, Kept } from './change.ts';
import { Refusal } from './refusal.ts';
import { isUbn } from './ubn.ts';

/** 學校, 財團法人, 社團法人, 行政法人, 自由職業事務所, 其他組織團體; the words of `@kaika/wire/cardstatus`. */
export const organisationKinds = [
  'school',
  'foundation',
  'association',
  'administrative',
  'professional',
  'other',
] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

/** Who cards are issued to. */
export type Organisation = Kept<'organisation'> & {
  /** Dotted; stable for life. */
  readonly oid: string;
  readonly kind: OrganisationKind;
  readonly name: string;
  readonly ubn: string | null;
  readonly address: string;
  readonly registeredAt: Date;
};

/**
 * The OID of the n-th organisation: one arc below the arc of organisations, never reused.
 * @param arc dotted arc of organisations (`arcOf(root).organisations` of `@kaika/ca/arc`)
 * @param sequence positive, from a counter that only goes up
 */
export function organisationOid(arc: string, sequence: number): string {
  if (!Number.isSafeInteger(sequence) || sequence < 1) throw new RangeError('sequence must be positive');
  return `${arc}.${sequence}`;
}

/** Records an organisation. Throws `application.incomplete` for a number that is none. */
export function registerOrganisation(
  about: Pick<Organisation, 'oid' | 'kind' | 'name' | 'ubn' | 'address'>,
  by: Actor,
  now: Date,
): Change<Organisation> {
  if (about.ubn !== null && !isUbn(about.ubn)) {
    throw new Refusal('application.incomplete', { fields: { ubn: 'ubn.invalid' } });
  }
  return {
    next: { noun: 'organisation', version: 0, ...about, registeredAt: now },
    event: { at: now, by: by.id, what: 'organisation.registered', subject: about.oid },
  };
}

/** Whether an application speaks of this organisation: the name and the kind, to the letter. */
export function isSameOrganisation(
  known: Organisation,
  stated: Pick<Organisation, 'kind' | 'name'>,
): boolean {
  return known.kind === stated.kind && known.name === stated.name;
}

/** Admits an application for a known organisation. Throws `application.organisation-differs`: another name or kind is another holder. */
export function requireSameOrganisation(
  known: Organisation,
  stated: Pick<Organisation, 'kind' | 'name'>,
): void {
  if (!isSameOrganisation(known, stated)) throw new Refusal('application.organisation-differs');
}
