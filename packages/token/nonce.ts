import { randomBytes } from 'node:crypto';
import { toBase64 } from '@kaika/bytes/base64';
import { nonceTtlSeconds } from '@kaika/wire/token';
import { TokenError } from './error.ts';

/** A nonce as a server keeps it. `session` names the browser session that asked, so a stranger's token is no use here. */
export type Nonce = {
  readonly value: string;
  readonly session: string;
  readonly issuedAt: Date;
  readonly usedAt: Date | null;
};

/** Draws a nonce: 32 random bytes as base64 (44 characters). `session` is whatever names the browser session. */
export function issueNonce(
  session: string,
  now: Date,
  random: (size: number) => Uint8Array = randomBytes,
): Nonce {
  return { value: toBase64(random(32)), session, issuedAt: now, usedAt: null };
}

/**
 * Admits a nonce that is still open: of this session, unused, not older than five minutes. `kept` is undefined where the
 * store knows no such nonce. Throws TokenError `login.nonce-expired`, whose reason tells the cases apart.
 */
export function checkNonce(kept: Nonce | undefined, session: string, now: Date): Nonce {
  if (!kept) throw new TokenError('login.nonce-expired', 'nonce-unknown');
  if (kept.session !== session) throw new TokenError('login.nonce-expired', 'nonce-other-session');
  if (kept.usedAt) throw new TokenError('login.nonce-expired', 'nonce-used');
  const age = now.getTime() - kept.issuedAt.getTime();
  if (age < 0 || age > nonceTtlSeconds * 1000) throw new TokenError('login.nonce-expired', 'nonce-late');
  return kept;
}

/**
 * Uses a nonce up. The caller saves the answer where the row is still unused (`update … where used_at is null`) and
 * refuses where no row changed: only so can two requests at once not both win. Throws as `checkNonce`.
 */
export function consumeNonce(kept: Nonce | undefined, session: string, now: Date): Nonce {
  return { ...checkNonce(kept, session, now), usedAt: now };
}
