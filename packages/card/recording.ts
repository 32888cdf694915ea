import { fromHex, toHex } from '@kaika/bytes/hex';
import { CardError } from './error.ts';
import type { Exchange } from './trace.ts';
import type { Transport } from './transport.ts';

/**
 * A Transport that plays exchanges recorded by `trace` from a real card: each command must be the next one of the recording, `·` standing
 * for whatever was blanked. Throws `card.mismatch` for another command and `card.removed` after the last.
 */
export function play(recording: readonly Exchange[]): Transport {
  let at = 0;
  return {
    async transmit(command) {
      const next = recording[at];
      if (next === undefined) throw new CardError('card.removed');
      if (!matches(next.command, toHex(command))) throw new CardError('card.mismatch');
      at += 1;
      return fromHex(next.response);
    },
  };
}

function matches(recorded: string, command: string): boolean {
  return (
    recorded.length === command.length &&
    [...recorded].every((digit, i) => digit === '·' || digit === command[i])
  );
}
