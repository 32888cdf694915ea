import { randomBytes } from 'node:crypto';
import { toBase64 } from '@kaika/bytes/base64';

const validMs = 5 * 60_000;
const most = 256;

/** Challenges the component gave to pages (`getChallenge`): each for one origin, five minutes and one signature. */
export type Challenges = {
  /** 32 random bytes, base64. */
  draw(origin: string): string;
  /** Whether this one was given to that origin and is still good; it is none any more. */
  use(origin: string, challenge: string): boolean;
};

export function openChallenges(now: () => Date): Challenges {
  const given = new Map<string, { readonly origin: string; readonly at: number }>();
  const isFresh = (at: number) => now().getTime() - at <= validMs;
  return {
    draw(origin) {
      for (const [challenge, { at }] of given) if (!isFresh(at)) given.delete(challenge);
      const [oldest] = given.keys();
      if (given.size >= most && oldest !== undefined) given.delete(oldest);
      const challenge = toBase64(randomBytes(32));
      given.set(challenge, { origin, at: now().getTime() });
      return challenge;
    },
    use(origin, challenge) {
      const found = given.get(challenge);
      if (found?.origin !== origin) return false;
      given.delete(challenge);
      return isFresh(found.at);
    },
  };
}
