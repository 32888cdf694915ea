import type { Alphabet } from './model.ts';

/** Why a new PIN is not taken. On the wire all of them are `pin.rule`; the window tells them apart. */
export type PinFault = 'length' | 'alphabet' | 'easy';

/** What a PIN is judged by: the model's alphabet, and numbers everybody can read on the card or in its certificate. */
export type PinRule = {
  readonly alphabet: Alphabet;
  readonly cardNumber?: string;
  readonly ubn?: string;
};

/**
 * Judges a new PIN, given as its bytes: 6 to 8, of the alphabet, and not easy (all the same, a run up or down such as 123456
 * or fedcba, a piece of the card number or the Unified Business Number). Null is good.
 */
export function pinFault(pin: Uint8Array, rule: PinRule): PinFault | null {
  if (pin.length < 6 || pin.length > 8) return 'length';
  if (!pin.every((octet) => inAlphabet(octet, rule.alphabet))) return 'alphabet';
  return isEasy(pin, rule) ? 'easy' : null;
}

function inAlphabet(octet: number, alphabet: Alphabet): boolean {
  if (alphabet === 'digits') return octet >= 0x30 && octet <= 0x39;
  return octet > 0x20 && octet < 0x7f;
}

function isEasy(pin: Uint8Array, rule: PinRule): boolean {
  const steps = new Set<number>();
  for (const [index, octet] of pin.entries()) if (index > 0) steps.add(octet - (pin[index - 1] ?? 0));
  const [step] = steps;
  if (steps.size === 1 && step !== undefined && Math.abs(step) <= 1) return true;
  return [rule.cardNumber, rule.ubn].some((number) => number !== undefined && within(pin, number));
}

function within(pin: Uint8Array, number: string): boolean {
  return Buffer.from(number).includes(Buffer.from(pin.buffer, pin.byteOffset, pin.length));
}
