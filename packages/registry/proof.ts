import type { Card, CardState } from './card.ts';
import { isExpired, requireStateIn } from './card.ts';
import { Refusal } from './refusal.ts';

/** Which states of a card an operation admits that is proved by card and PIN. */
const admitted = {
  'change-pin': ['active', 'suspended'],
  'reset-code': ['active', 'suspended'],
  revoke: ['active', 'suspended'],
  suspend: ['active'],
  resume: ['suspended'],
  contact: ['active', 'suspended'],
  all: ['active', 'suspended'],
  expiring: ['active', 'suspended'],
  mail: ['active'],
  renew: ['active'],
  replace: ['active', 'suspended'],
} as const satisfies Readonly<Record<string, readonly CardState[]>>;

/** An operation that the holder proves with card and PIN: a fresh login token bound to it and to its parameters. */
export type ProvenOperation = keyof typeof admitted;

/** Throws the refusal that says why this card does not prove this operation now. */
export function requireProvable(operation: ProvenOperation, card: Card, now: Date): void {
  requireStateIn(card, admitted[operation], now);
  if (isExpired(card, now)) throw new Refusal('card.expired');
}

/** Whether certificates on hold prove it, too. */
export function admitsSuspended(operation: ProvenOperation): boolean {
  const states: readonly CardState[] = admitted[operation];
  return states.includes('suspended');
}
