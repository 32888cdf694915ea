import { PkiError } from './error.ts';
import { type Reason, reasonNumber } from './reason.ts';

/** One revocation to be listed. `serial`: big-endian, read as positive, 1-20 octets. */
export type Revocation = {
  readonly serial: Uint8Array;
  readonly revokedAt: Date;
  readonly reason?: Reason | undefined;
};

/** Entries of a CRL in DER, gathered in large pieces. `length`: octets so far. Made by `crlEntryList`. */
export type CrlEntryList = {
  readonly length: number;
  readonly count: number;
  readonly add: (revocation: Revocation) => void;
  readonly chunks: () => readonly Uint8Array[];
};

const CHUNK_LENGTH = 1 << 18;
/** SEQUENCE head, serial number with head and sign octet, time, reason extension. */
const LONGEST_ENTRY = 2 + 2 + 21 + 17 + 14;
const REASON_HEAD = Uint8Array.of(
  0x30,
  0x0c,
  0x30,
  0x0a,
  0x06,
  0x03,
  0x55,
  0x1d,
  0x15,
  0x04,
  0x03,
  0x0a,
  0x01,
);
const DAY = 86_400_000;
const FIRST_GENERALIZED = Date.UTC(2050, 0, 1);
const LAST = Date.UTC(9999, 11, 31, 23, 59, 59);

/** An empty list. `add` throws `draft.invalid` for a serial number or date that cannot be written. */
export function crlEntryList(revocations: Iterable<Revocation> = []): CrlEntryList {
  const full: Uint8Array[] = [];
  const clock = clockWriter();
  let chunk = new Uint8Array(0);
  let at = 0;
  let gone = 0;
  let count = 0;
  const list: CrlEntryList = {
    get length() {
      return gone + at;
    },
    get count() {
      return count;
    },
    add({ serial, revokedAt, reason }) {
      if (at + LONGEST_ENTRY > chunk.length) {
        if (at > 0) full.push(chunk.subarray(0, at));
        gone += at;
        chunk = new Uint8Array(CHUNK_LENGTH);
        at = 0;
      }
      const start = at;
      let next = writeSerial(chunk, start + 2, serial);
      next = clock(chunk, next, revokedAt.getTime());
      if (reason !== undefined && reason !== 'unspecified') next = writeReason(chunk, next, reason);
      chunk[start] = 0x30;
      chunk[start + 1] = next - start - 2;
      at = next;
      count += 1;
    },
    chunks: () => (at > 0 ? [...full, chunk.subarray(0, at)] : full),
  };
  for (const revocation of revocations) list.add(revocation);
  return list;
}

function writeSerial(bytes: Uint8Array, at: number, serial: Uint8Array): number {
  let start = 0;
  while (serial[start] === 0) start += 1;
  const length = serial.length - start;
  if (length < 1 || length > 20) throw new PkiError('draft.invalid', { about: 'serial' });
  let next = at;
  const padded = (serial[start] as number) > 0x7f;
  bytes[next++] = 0x02;
  bytes[next++] = padded ? length + 1 : length;
  if (padded) bytes[next++] = 0;
  for (let index = start; index < serial.length; index += 1) bytes[next++] = serial[index] as number;
  return next;
}

function writeReason(bytes: Uint8Array, at: number, reason: Reason): number {
  for (let index = 0; index < REASON_HEAD.length; index += 1)
    bytes[at + index] = REASON_HEAD[index] as number;
  bytes[at + REASON_HEAD.length] = reasonNumber(reason);
  return at + REASON_HEAD.length + 1;
}

/** Writes times (milliseconds since 1970) as RFC 5280 §5.1.2.6 asks, working out the calendar once a day only. */
function clockWriter(): (bytes: Uint8Array, at: number, milliseconds: number) => number {
  let day = Number.NaN;
  let date = new Uint8Array(0);
  return (bytes, at, milliseconds) => {
    if (!(milliseconds >= 0 && milliseconds <= LAST))
      throw new PkiError('draft.invalid', { about: 'revocationDate' });
    const today = Math.floor(milliseconds / DAY);
    if (today !== day) {
      day = today;
      date = dateOctets(milliseconds);
    }
    for (let index = 0; index < date.length; index += 1) bytes[at + index] = date[index] as number;
    const second = Math.floor((milliseconds - today * DAY) / 1000);
    let next = writeDigits(bytes, at + date.length, Math.floor(second / 3600));
    next = writeDigits(bytes, next, Math.floor(second / 60) % 60);
    next = writeDigits(bytes, next, second % 60);
    bytes[next] = 0x5a;
    return next + 1;
  };
}

/** Tag, length, year, month and day. */
function dateOctets(milliseconds: number): Uint8Array<ArrayBuffer> {
  const digits = new Date(milliseconds).toISOString().slice(0, 10).replaceAll('-', '');
  const short = milliseconds < FIRST_GENERALIZED;
  const text = short ? digits.slice(2) : digits;
  const octets = new Uint8Array(2 + text.length);
  octets[0] = short ? 0x17 : 0x18;
  octets[1] = short ? 13 : 15;
  for (let index = 0; index < text.length; index += 1) octets[2 + index] = text.charCodeAt(index);
  return octets;
}

function writeDigits(bytes: Uint8Array, at: number, value: number): number {
  const tens = Math.floor(value / 10);
  bytes[at] = 0x30 + tens;
  bytes[at + 1] = 0x30 + value - tens * 10;
  return at + 2;
}
