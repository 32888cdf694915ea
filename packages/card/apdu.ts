import { CardError } from './error.ts';
import { refusal, status } from './status.ts';
import type { Transport } from './transport.ts';

/** A command before it is cut into APDUs. `data` of any length; what is expected back is all or nothing. */
export type Command = {
  readonly cla?: number;
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  readonly data?: Uint8Array;
  /** No data comes back: the APDU has no Le. */
  readonly silent?: boolean;
  /** The APDU carries a PIN, PUK or key: its bytes are overwritten once it was sent. */
  readonly secret?: boolean;
};

/** All data a card answered, GET RESPONSE done, and the last status word. */
export type Answer = { readonly data: Uint8Array; readonly sw: number };

const maxShort = 255;
const maxExtended = 65535;
/** No PIV answer is longer; a card that says 61xx for ever is not a card. */
const maxAnswer = 65536;

/**
 * A short APDU, ISO 7816-4 §5.2 cases 1 to 4. `le` is the number of bytes expected, 0 for "up to 256", absent for none.
 * Throws RangeError for more than 255 bytes of data.
 */
export function encodeShort(command: Command, le?: number): Uint8Array {
  const data = command.data ?? new Uint8Array();
  if (data.length > maxShort) throw new RangeError('more than 255 bytes need chaining or extended length');
  const body = data.length === 0 ? [] : [data.length, ...data];
  return Uint8Array.from([...header(command), ...body, ...(le === undefined ? [] : [le])]);
}

/** An extended APDU, ISO 7816-4 §5.2 cases 2E to 4E. `le` as above, 0 for "up to 65536". */
export function encodeExtended(command: Command, le?: number): Uint8Array {
  const data = command.data ?? new Uint8Array();
  if (data.length > maxExtended) throw new RangeError('more than 65535 bytes do not fit one APDU');
  const lc = data.length === 0 ? [] : [data.length >> 8, data.length & 0xff];
  const expected = le === undefined ? [] : [le >> 8, le & 0xff];
  return Uint8Array.from([...header(command), 0, ...lc, ...data, ...expected]);
}

/** The command as short APDUs; all but the last carry the chaining bit (ISO 7816-4 §5.3.3). */
export function chain(command: Command): Uint8Array[] {
  const data = command.data ?? new Uint8Array();
  const apdus: Uint8Array[] = [];
  let from = 0;
  for (; data.length - from > maxShort; from += maxShort) {
    const block = data.subarray(from, from + maxShort);
    apdus.push(encodeShort({ ...command, cla: (command.cla ?? 0) | 0x10, data: block }));
  }
  apdus.push(encodeShort({ ...command, data: data.subarray(from) }, command.silent ? undefined : 0));
  return apdus;
}

/**
 * Sends a command, chained where it is long, and collects the whole answer by GET RESPONSE (61xx) and a repeated Le (6Cxx).
 * Status words are answered, not thrown. Throws `CardError`: `card.unreadable` for an answer without status word or without end.
 */
export async function exchange(card: Transport, command: Command): Promise<Answer> {
  const apdus = chain(command);
  try {
    for (const apdu of apdus.slice(0, -1)) {
      const sw = statusOf(await card.transmit(apdu));
      if (sw !== status.ok) return { data: new Uint8Array(), sw };
    }
    return await collect(card, last(apdus));
  } finally {
    if (command.secret) for (const apdu of apdus) apdu.fill(0);
  }
}

/** As {@link exchange}, but everything except 9000 is thrown as the coded error of {@link refusal}. */
export async function send(card: Transport, command: Command): Promise<Uint8Array> {
  const { data, sw } = await exchange(card, command);
  if (sw !== status.ok) throw refusal(sw);
  return data;
}

async function collect(card: Transport, first: Uint8Array): Promise<Answer> {
  const parts: Uint8Array[] = [];
  let apdu = first;
  let total = 0;
  for (;;) {
    const response = await card.transmit(apdu);
    const sw = statusOf(response);
    parts.push(response.subarray(0, -2));
    total += response.length - 2;
    if (total > maxAnswer) throw new CardError('card.unreadable');
    if (sw >> 8 === 0x6c && sw !== 0x6c00 && apdu === first) {
      apdu = Uint8Array.from([...apdu.subarray(0, -1), sw & 0xff]);
    } else if (sw >> 8 === 0x61) {
      if (response.length === 2 && parts.length > 1) throw new CardError('card.unreadable');
      apdu = encodeShort({ ins: 0xc0, p1: 0, p2: 0 }, sw & 0xff);
    } else return { data: Uint8Array.from(Buffer.concat(parts)), sw };
  }
}

function header(command: Command): readonly number[] {
  return [command.cla ?? 0, command.ins, command.p1, command.p2];
}

function statusOf(response: Uint8Array): number {
  const [high, low] = response.subarray(-2);
  if (high === undefined || low === undefined) throw new CardError('card.unreadable');
  return (high << 8) | low;
}

function last(apdus: readonly Uint8Array[]): Uint8Array {
  const apdu = apdus.at(-1);
  if (apdu === undefined) throw new RangeError('a command has at least one APDU');
  return apdu;
}
