import { BytesError } from './error.ts';

/** Lower-case hexadecimal, two digits a byte. */
export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
}

/** Reads hexadecimal in either case, without separators. Throws `hex.malformed`. */
export function fromHex(text: string): Uint8Array {
  if (text.length % 2 !== 0 || !/^[0-9A-Fa-f]*$/.test(text)) throw new BytesError('hex.malformed');
  return new Uint8Array(Buffer.from(text, 'hex'));
}
