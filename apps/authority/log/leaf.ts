import { createHash } from 'node:crypto';

/** What an event says, as the log commits to it. */
export type Said = {
  readonly id: string;
  readonly at: Date;
  readonly by: string;
  readonly what: string;
  readonly subject: string;
  readonly data: Readonly<Record<string, string>>;
};

/**
 * The leaf of an event in the log: SHA-256(0x00 ‖ commitment), RFC 9162 §2.1.1, with commitment = SHA-256(salt ‖ canonical
 * bytes). Canonical: JSON of the members in alphabetical order, times in ISO 8601 UTC with milliseconds, UTF-8.
 * @param salt 32 octets, hex
 */
export function leafOf(said: Said, salt: string): string {
  const { at, by, data, id, subject, what } = said;
  const sorted = Object.fromEntries(Object.entries(data).sort(([left], [right]) => (left < right ? -1 : 1)));
  const canonical = JSON.stringify({ at: at.toISOString(), by, data: sorted, id, subject, what });
  const commitment = createHash('sha256').update(Buffer.from(salt, 'hex')).update(canonical, 'utf8').digest();
  return createHash('sha256').update(Uint8Array.of(0)).update(commitment).digest('hex');
}
