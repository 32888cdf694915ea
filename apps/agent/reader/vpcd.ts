import { createConnection, type Socket } from 'node:net';
import { CardError } from '@kaika/card/error';
import type { Softcard } from '@kaika/softcard/softcard';
import { answerAtOnce } from './quickack.ts';

/** A softcard in a reader of the system's card service. Disposing pulls it out. */
export type Plug = AsyncDisposable & {
  /** Settles when the reader let go of the card or the card was torn out. */
  readonly ended: Promise<void>;
};

export type Socketed = {
  readonly host: string;
  readonly port: number;
  readonly card: Softcard;
  /** Called after each command that may have changed the card, before its answer goes out. */
  readonly keep?: () => Promise<void>;
};

/**
 * Plugs a softcard into a virtual reader of pcscd (vsmartcard-vpcd): frames of a 2-byte length and a payload; a payload of one byte is
 * 0 power off, 1 power on, 2 reset, 4 "what is the ATR". Throws the connection's error where no reader listens.
 */
export async function plugIn({ host, port, card, keep }: Socketed): Promise<Plug> {
  const socket = createConnection({ host, port, noDelay: true });
  await settled(socket, 'connect');
  const ended = settled(socket, 'close');
  serve(socket, card, keep ?? (async () => undefined));
  return {
    ended,
    async [Symbol.asyncDispose]() {
      card.powerOff();
      socket.destroy();
      await ended;
    },
  };
}

const control = { off: 0, on: 1, reset: 2, atr: 4 } as const;

function serve(socket: Socket, card: Softcard, keep: () => Promise<void>): void {
  let buffered = Buffer.alloc(0);
  let turn = Promise.resolve();
  let kept = card.revision;
  const answer = async (payload: Uint8Array) => {
    const response = await reply(card, payload);
    if (card.revision !== kept) await keep();
    kept = card.revision;
    if (response !== null && !socket.destroyed) socket.write(frame(response));
  };
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    buffered = Buffer.concat([buffered, chunk]);
    for (let payload = take(); payload !== null; payload = take()) {
      const next = payload;
      turn = turn.then(() => answer(next)).catch(() => void socket.destroy());
    }
    answerAtOnce(socket);
  });
  const take = (): Uint8Array | null => {
    if (buffered.length < 2) return null;
    const end = 2 + buffered.readUInt16BE();
    if (buffered.length < end) return null;
    const payload = Uint8Array.from(buffered.subarray(2, end));
    buffered = buffered.subarray(end);
    return payload;
  };
}

/** Null where the protocol wants no answer. Throws `card.removed` where the card was torn out: the line is cut then. */
async function reply(card: Softcard, payload: Uint8Array): Promise<Uint8Array | null> {
  if (payload.length !== 1) return card.transmit(payload);
  const [order] = payload;
  if (order === control.atr) return card.atr;
  if (order === control.off) card.powerOff();
  else if (order === control.on || order === control.reset) card.powerOn();
  else throw new CardError('card.unreadable');
  return null;
}

function frame(payload: Uint8Array): Uint8Array {
  return Buffer.concat([Uint8Array.of(payload.length >> 8, payload.length & 0xff), payload]);
}

function settled(socket: Socket, event: 'connect' | 'close'): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  socket.once(event, () => resolve());
  if (event === 'connect') socket.once('error', reject);
  return promise;
}
