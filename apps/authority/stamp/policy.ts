import type { Arc } from '@kaika/ca/arc';

/** Seconds by which the time of a stamp may be wrong: whole seconds are stamped, and the clock is right to less than one. */
export const accuracySeconds = 1;

/** The policy every stamp is made under, dotted: that of the authority's own services. */
export function stampPolicy({ policies }: Arc): string {
  return policies.service;
}
