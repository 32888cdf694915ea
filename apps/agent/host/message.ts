import { z } from 'zod';
import type { Line } from '../window/session.ts';

/** From the extension: `origin` is what the browser says of the page that connected, never what the page says. */
export type ToHost =
  | { readonly open: { readonly origin: string } }
  /** A message of the page, as it was. */
  | { readonly say: unknown }
  /** What was typed into a screen, urlencoded. */
  | { readonly form: string };

/** To the extension: the version once a page was opened for, then the lines for window and page. */
export type FromHost = { readonly ready: string } | { readonly line: Line };

/** The messages that hold no secret; `form` is never read as text. */
export const plainMessage = z.union([
  z.strictObject({ open: z.object({ origin: z.string().max(300) }) }),
  z.strictObject({ say: z.unknown() }),
]);

const before = Buffer.from('{"form":"');
const behind = Buffer.from('"}');

/** The urlencoded bytes of a `form` message, a view of the message; null for another. Urlencoded text needs no escape in JSON. */
export function formIn(message: Uint8Array): Uint8Array | null {
  const from = before.length;
  const to = message.length - behind.length;
  if (to < from || !same(message.subarray(0, from), before) || !same(message.subarray(to), behind))
    return null;
  const form = message.subarray(from, to);
  return form.every(isUrlencoded) ? form : null;
}

function same(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}

/** `*-._+%&=`, digits and letters (URL Standard, urlencoded serializing). */
function isUrlencoded(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x41 && byte <= 0x5a) ||
    (byte >= 0x61 && byte <= 0x7a) ||
    [0x2a, 0x2d, 0x2e, 0x5f, 0x2b, 0x25, 0x26, 0x3d].includes(byte)
  );
}
