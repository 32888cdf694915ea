import { toHex } from '@kaika/bytes/hex';
import type { Transport } from './transport.ts';

/** One command and its answer, as hexadecimal; secrets are dots. */
export type Exchange = { readonly command: string; readonly response: string };

/**
 * VERIFY, CHANGE REFERENCE DATA, RESET RETRY COUNTER, SET MANAGEMENT KEY, IMPORT KEY carry secrets. GENERAL AUTHENTICATE answers
 * shared secrets and plain texts; so does the GET RESPONSE that fetches the rest of such an answer.
 */
const secretCommands = new Set([0x20, 0x24, 0x2c, 0xff, 0xfe]);
const secretAnswers = new Set([0x87]);
const getResponse = 0xc0;

/** A Transport that tells every exchange to `record`; the data of commands with secrets is blanked before. */
export function trace(card: Transport, record: (exchange: Exchange) => void): Transport {
  // Before the first command it may be anything's answer.
  let answering = 0x87;
  return {
    async transmit(command) {
      const shown = blankCommand(command);
      const [, ins = answering] = command;
      if (ins !== getResponse) answering = ins;
      const response = await card.transmit(command);
      record({ command: shown, response: blankResponse(answering, response) });
      return response;
    },
  };
}

/** The command in hexadecimal, its data dots where the instruction carries a secret. Chained blocks are blanked too. */
export function blankCommand(command: Uint8Array): string {
  const head = command.subarray(0, 4);
  if (!secretCommands.has(command[1] ?? -1)) return toHex(command);
  return toHex(head) + '··'.repeat(command.length - head.length);
}

function blankResponse(instruction: number, response: Uint8Array): string {
  if (!secretAnswers.has(instruction)) return toHex(response);
  return '··'.repeat(Math.max(0, response.length - 2)) + toHex(response.subarray(-2));
}
