import type { Transport } from '@kaika/card/transport';

/** A reader and whether a card lies in it. `name` is unique and what every other call takes. */
export type Reader = { readonly name: string; readonly card: null | { readonly atr: Uint8Array } };

/** Readers and cards, wherever they come from: the system's PC/SC service or the desk of virtual cards. */
export type CardService = {
  /** All readers now. Throws `CardError` `reader.no-service` where the machine has no card service. */
  readers(): Promise<readonly Reader[]>;
  /**
   * Connects to the card in `reader`, keeps every other program out, runs `work`, lets go. One at a time for a reader; a second caller waits.
   * If `work` logged in (PIN or management key) the card is reset afterwards, so nobody inherits the login. Throws `CardError` `reader.none`,
   * `card.none`, `card.unreadable` (no answer to reset), `reader.busy` (another program keeps it), `reader.no-service`, and what `work` throws.
   */
  exclusive<T>(reader: string, work: (card: Transport) => Promise<T>): Promise<T>;
  /** Calls `onChange` whenever a reader or a card came or went; not for the state at the start. The list is empty without a service. */
  watch(onChange: (readers: readonly Reader[]) => void): Disposable;
  [Symbol.asyncDispose](): Promise<void>;
};

/**
 * Whether a command may leave the card logged in: VERIFY, CHANGE REFERENCE DATA and RESET RETRY COUNTER with data, and GENERAL
 * AUTHENTICATE with 9B.
 */
export function logsIn(command: Uint8Array): boolean {
  const [, ins, , p2] = command;
  if (ins === 0x87) return p2 === 0x9b;
  return (ins === 0x20 || ins === 0x24 || ins === 0x2c) && command.length > 5;
}
