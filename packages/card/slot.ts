/** Keys and objects of a PIV card: SP 800-73-5 part 1 tables 3 and 4b; F9 and 5FFF01 are Yubico's. */

/** The four keys a kaika card has. */
export const slots = ['9a', '9c', '9d', '9e'] as const;
export type Slot = (typeof slots)[number];

/** What a slot's key is for, in the words of `@kaika/wire`. */
export type SlotUse = 'authentication' | 'signature' | 'encryption' | 'presence';

type SlotFacts = { readonly reference: number; readonly object: number; readonly use: SlotUse };

const facts: Readonly<Record<Slot, SlotFacts>> = {
  '9a': { reference: 0x9a, object: 0x5fc105, use: 'authentication' },
  '9c': { reference: 0x9c, object: 0x5fc10a, use: 'signature' },
  '9d': { reference: 0x9d, object: 0x5fc10b, use: 'encryption' },
  '9e': { reference: 0x9e, object: 0x5fc101, use: 'presence' },
};

/** The key reference, P2 of GENERATE and GENERAL AUTHENTICATE. */
export function referenceOf(slot: Slot): number {
  return facts[slot].reference;
}

/** The object that holds the slot's certificate. */
export function objectOf(slot: Slot): number {
  return facts[slot].object;
}

/** What the slot's key is for. */
export function useOf(slot: Slot): SlotUse {
  return facts[slot].use;
}

/** Objects that are not certificates of the four slots. */
export const objects = {
  capability: 0x5fc107,
  holder: 0x5fc102,
  discovery: 0x7e,
  keyHistory: 0x5fc10c,
  attestation: 0x5fff01,
} as const;

/** Key references outside the four slots. */
export const references = {
  pin: 0x80,
  puk: 0x81,
  management: 0x9b,
  attestation: 0xf9,
} as const;
