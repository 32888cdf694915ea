import { BytesError } from './error.ts';

/** base64url without padding (RFC 4648 §5, RFC 7515 §2). */
export function toBase64url(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64url');
}

/** Reads base64url without padding, strictly: no bits left over. Throws `base64url.malformed`. */
export function fromBase64url(text: string): Uint8Array {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) throw new BytesError('base64url.malformed');
  const bytes = new Uint8Array(Buffer.from(text, 'base64url'));
  if (toBase64url(bytes) !== text) throw new BytesError('base64url.malformed');
  return bytes;
}
