import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { AuthorityConfig } from '../config.ts';
import { Failure } from '../failure.ts';
import type { Asked } from './env.ts';

/** What is counted for each address, and how much of it is admitted in how many seconds. */
const allowed = {
  apply: [30, 3600],
  upload: [60, 3600],
  accept: [20, 900],
  progress: [30, 300],
  applicant: [10, 900],
  query: [60, 300],
  task: [60, 300],
  mailcode: [10, 3600],
  release: [60, 300],
  nonce: [60, 300],
  recode: [10, 3600],
  // One relying service asks for all its people.
  stamp: [1200, 300],
  log: [60, 300],
} as const;

export type Limited = keyof typeof allowed;
export type Limits = { count(c: Asked, what: Limited): Promise<void> };

/** Counts by address in this process. Throws `request.too-many`. */
export function openLimits({
  limits = true,
  addressHeader,
}: Pick<AuthorityConfig, 'limits' | 'addressHeader'>): Limits {
  if (!limits) return { count: async () => {} };
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
        await counter(what).consume(addressOf(c, addressHeader));
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        throw new Failure('request.too-many');
      }
    },
  };
}

/** Where the request comes from, as the socket says; a header is believed only where the operator named it. */
function addressOf(c: Asked, header: string | undefined): string {
  const said = header === undefined ? undefined : c.req.header(header);
  return said ?? c.env?.incoming?.socket.remoteAddress ?? 'unknown';
}
