import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Failure } from '../failure.ts';
import type { Asked } from './env.ts';

/** What is counted for each address, and how much of it is admitted in how many seconds. */
const allowed = {
  apply: [30, 3600],
  progress: [30, 300],
  query: [60, 300],
  task: [60, 300],
  release: [60, 300],
  nonce: [60, 300],
} as const;

export type Limited = keyof typeof allowed;
export type Limits = { count(c: Asked, what: Limited): Promise<void> };

/** Counts by address in this process. Throws `request.too-many`. `on: false` counts nothing. */
export function openLimits(on: boolean): Limits {
  if (!on) return { count: async () => {} };
  const counters = new Map<Limited, RateLimiterMemory>();
  const counter = (what: Limited) => {
    const [points, duration] = allowed[what];
    const known = counters.get(what) ?? new RateLimiterMemory({ points, duration });
    counters.set(what, known);
    return known;
  };
  return {
    count: async (c, what) => {
      try {
        await counter(what).consume(addressOf(c));
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        throw new Failure('request.too-many');
      }
    },
  };
}

/** Where the request comes from, as the socket says; headers say anything. */
function addressOf(c: Asked): string {
  return c.env?.incoming?.socket.remoteAddress ?? 'unknown';
}
