import type { PinPad } from './pinpad.ts';

/**
 * A way to one card: a PC/SC transaction, a relay to a far agent, or a softcard in memory.
 *
 * `transmit` takes one whole command APDU and answers the whole response APDU, its two status bytes included (ISO 7816-4
 * §5.1). It says what the card said, refusals too, and throws `CardError` (`card.removed`, `card.reset`, …) only where no
 * answer came. One command at a time; who holds a Transport holds the card alone.
 */
export type Transport = {
  transmit(command: Uint8Array): Promise<Uint8Array>;
  /** The reader's own keys; null, or no such function, where it has none. */
  findPad?(): Promise<PinPad | null>;
};
