import { CaError } from './error.ts';

/** Octets of randomness in a serial number: 128 bits, above the 120 this authority promises. */
export const serialRandomBytes = 16;
/** What any serial number has at least. */
export const leastRandomBytes = 15;
const serialsAtOnce = 256;

/**
 * A certificate serial number: the instance's prefix octet, then randomness (RFC 5280 §4.1.2.2: positive, at most 20
 * octets). Two running instances with different prefixes never draw the same one.
 * @param prefix 0x01 to 0x7f, so that the number is positive and its length fixed.
 * @param random at least 15 and at most 19 octets from a cryptographic generator.
 * @returns the content octets of the INTEGER, big-endian.
 * @throws CaError `serial.prefix`, `serial.random`
 */
export function makeSerial(prefix: number, random: Uint8Array): Uint8Array {
  if (!Number.isInteger(prefix) || prefix < 0x01 || prefix > 0x7f) refuse('serial.prefix');
  if (random.length < leastRandomBytes || random.length > 19) refuse('serial.random');
  const serial = new Uint8Array(1 + random.length);
  serial[0] = prefix;
  serial.set(random, 1);
  return serial;
}

/**
 * Draws serial numbers one after another, taking randomness for many at once: asking for it costs more than the octets.
 * @param random gives as many octets as it is asked for, from a cryptographic generator.
 * @throws CaError `serial.prefix`
 */
export function serialDrawer(prefix: number, random: (octets: number) => Uint8Array): () => Uint8Array {
  let stock = new Uint8Array(0);
  let at = 0;
  return () => {
    if (at + serialRandomBytes > stock.length) {
      stock = Uint8Array.from(random(serialsAtOnce * serialRandomBytes));
      at = 0;
    }
    const drawn = stock.subarray(at, at + serialRandomBytes);
    at += serialRandomBytes;
    return makeSerial(prefix, drawn);
  };
}

/**
 * The CRL shard a certificate belongs to for life, by its serial number alone.
 * @param serial big-endian content octets; its tail is random, so shards fill evenly.
 * @param count number of shards the issuer was set up with, 1 to 65,536; changing it needs new URLs.
 * @returns 0 to count - 1
 * @throws CaError `shard.count`
 */
export function shardOfSerial(serial: Uint8Array, count: number): number {
  if (!Number.isInteger(count) || count < 1 || count > 0x10000) refuse('shard.count');
  const tail = ((serial.at(-2) ?? 0) << 8) | (serial.at(-1) ?? 0);
  return tail % count;
}

function refuse(code: 'serial.prefix' | 'serial.random' | 'shard.count'): never {
  throw new CaError(code, { certificate: 'serial', field: 'serialNumber' });
}
