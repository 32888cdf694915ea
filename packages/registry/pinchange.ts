import type { Card } from './card.ts';
import type { Actor, Change } from './change.ts';
import { requireProvable } from './proof.ts';

/** 更改PIN碼: the card has done it by itself; the record says that it was done. */
export function changePin(card: Card, by: Actor, now: Date): Change<Card> {
  requireProvable('change-pin', card, now);
  return { next: card, event: { at: now, by: by.id, what: 'card.pin-changed', subject: card.number } };
}
