import { status } from '@kaika/card/status';
import { type Incoming, parseIncoming } from './incoming.ts';
import { type Reply, say } from './reply.ts';

/** Between the reader and the instructions: puts chained commands together and hands long answers out in pieces. */
export type Link = {
  pass(apdu: Uint8Array, run: (command: Incoming) => Promise<Reply>): Promise<Uint8Array>;
};

const longestChain = 65535;

/**
 * A link with nothing begun. Another command in the middle of a chain drops what was begun. `piece`: the most an answer to a short command
 * holds; the standard's 256, or 255 on some cards.
 */
export function createLink(piece = 256): Link {
  let begun: Incoming | null = null;
  let waiting = new Uint8Array();

  const answer = ({ data, sw }: Reply, extended: boolean): Uint8Array => {
    if (extended || data.length <= piece) return bytes(data, sw);
    waiting = data.slice(piece);
    return bytes(data.subarray(0, piece), more(waiting));
  };
  const join = (command: Incoming): Incoming => {
    const same = begun?.ins === command.ins && begun.p1 === command.p1 && begun.p2 === command.p2;
    if (begun === null || !same) return command;
    return { ...command, data: Uint8Array.from(Buffer.concat([begun.data, command.data])) };
  };

  return {
    async pass(apdu, run) {
      const command = parseIncoming(apdu);
      if (command === null) return bytes(new Uint8Array(), status.lengthWrong);
      if (command.ins === 0xc0 && waiting.length > 0)
        return answer({ data: waiting.slice(), sw: status.ok }, false);
      waiting = new Uint8Array();
      const whole = join({ ...command, cla: command.cla & ~0x10 });
      begun = null;
      if (whole.data.length > longestChain) return answer(say(status.lengthWrong), false);
      if ((command.cla & 0x10) !== 0) {
        begun = whole;
        return answer(say(status.ok), false);
      }
      return answer(await run(whole), whole.extended);
    },
  };
}

function bytes(data: Uint8Array, sw: number): Uint8Array {
  return Uint8Array.from([...data, sw >> 8, sw & 0xff]);
}

function more(rest: Uint8Array): number {
  return 0x6100 | Math.min(rest.length, 255);
}
