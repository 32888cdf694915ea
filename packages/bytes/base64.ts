import { BytesError } from './error.ts';

/** Standard base64 with padding, in one line (RFC 4648 §4). */
export function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
}

/**
 * Reads standard base64, strictly: padding present, no white space, no bits left over (RFC 4648 §3.5).
 * Throws `base64.malformed`.
 */
export function fromBase64(text: string): Uint8Array {
  const bytes = new Uint8Array(Buffer.from(text, 'base64'));
  // Buffer passes over what it does not know; written again, only the strict form is the same.
  if (toBase64(bytes) !== text) throw new BytesError('base64.malformed');
  return bytes;
}
