import type { Transport } from '@kaika/card/transport';

/** A card that is spoken to now and then while nobody else speaks to it. */
export type Awake = { readonly card: Transport; stop(): void };

/** VERIFY without data: asks for the tries, changes nothing, and every PIV card answers it. */
const harmless = Uint8Array.of(0x00, 0x20, 0x00, 0x80);

/**
 * Windows resets a card on which a transaction was idle for five seconds; a server's answer may take longer. While idle, a harmless command
 * goes out every `everyMs`, never inside a chain (class bit 10) nor before an answer was fetched whole (61xx).
 */
export function keepAwake(card: Transport, everyMs: number): Awake {
  let turn: Promise<unknown> = Promise.resolve();
  let resting = true;
  const timer = setInterval(() => {
    if (resting) turn = turn.then(() => card.transmit(harmless)).catch(() => clearInterval(timer));
  }, everyMs);
  timer.unref();
  return {
    card: {
      transmit(command) {
        resting = false;
        const response = turn.then(() => card.transmit(command));
        turn = response.then(
          (bytes) => {
            resting = ((command[0] ?? 0) & 0x10) === 0 && bytes.at(-2) !== 0x61;
          },
          () => clearInterval(timer),
        );
        return response;
      },
    },
    stop: () => clearInterval(timer),
  };
}
