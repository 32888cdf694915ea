import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair } from 'jose';
import { z } from 'zod';
import { readSecret, writeSecret } from './secret.ts';

/** A token-signing key: RS256, which every relying party must be able to verify (OpenID Connect Core §15.1). */
const signingKey = z.object({
  madeAt: z.iso.datetime(),
  jwk: z.looseObject({
    kty: z.literal('RSA'),
    kid: z.string(),
    alg: z.literal('RS256'),
    use: z.literal('sig'),
  }),
});
export type SigningKey = Readonly<z.infer<typeof signingKey>>;

/**
 * The life of a key: published a day before it signs, so that every relying party has fetched it; signs for 90 days;
 * stays published for two more days, longer than anything it signed is valid.
 */
export const keyDays = { ahead: 1, signing: 90, after: 2 } as const;
const DAY = 86_400_000;
const FILE = 'signing-keys.json';

/** The keys of the folder, made or rotated where their time has come; the first one signs. */
export async function openKeys(folder: string, now: Date): Promise<readonly SigningKey[]> {
  const text = await readSecret(folder, FILE);
  const kept = text === undefined ? [] : z.array(signingKey).parse(JSON.parse(text));
  const keys = kept.filter((key) => !isSpent(key, kept, now));
  if (needsNext(keys, now)) keys.push(await makeKey(now));
  if (keys.length !== kept.length || keys.some((key, index) => key !== kept[index])) {
    await writeSecret(folder, FILE, JSON.stringify(keys, null, 2));
  }
  return signingFirst(keys, now);
}

/** Puts the key that signs now first: the newest that has been public for a day, or the oldest there is. */
export function signingFirst(keys: readonly SigningKey[], now: Date): readonly SigningKey[] {
  const newestFirst = keys.toSorted((a, b) => made(b) - made(a));
  const signing =
    newestFirst.find((key) => made(key) + keyDays.ahead * DAY <= now.getTime()) ?? newestFirst.at(-1);
  return signing ? [signing, ...newestFirst.filter((key) => key !== signing)] : [];
}

/** Whether a successor has to be published: the newest key's days of signing end within the day ahead. */
export function needsNext(keys: readonly SigningKey[], now: Date): boolean {
  const newest = Math.max(...keys.map(made));
  return keys.length === 0 || newest + keyDays.signing * DAY <= now.getTime();
}

/** Whether a key's successor has signed for so long that nothing it signed is valid any more. */
export function isSpent(key: SigningKey, keys: readonly SigningKey[], now: Date): boolean {
  const later = keys.map(made).filter((time) => time > made(key));
  if (later.length === 0) return false;
  return Math.min(...later) + (keyDays.ahead + keyDays.after) * DAY <= now.getTime();
}

async function makeKey(now: Date): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true });
  const jwk = await exportJWK(privateKey);
  return signingKey.parse({
    madeAt: now.toISOString(),
    jwk: { ...jwk, kid: randomUUID(), alg: 'RS256', use: 'sig' },
  });
}

function made(key: SigningKey): number {
  return Date.parse(key.madeAt);
}
