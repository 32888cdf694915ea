import { createHmac, randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import { Refusal } from '@kaika/registry/refusal';
import type { ProblemCode } from '@kaika/wire/problem';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Context } from '../context.ts';
import { Failure } from '../failure.ts';
import { giveGuessBack, takeGuess } from '../store/guess.ts';
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
  receipt: [120, 300],
  nonce: [60, 300],
  recode: [10, 3600],
  // One relying service asks for all its people.
  stamp: [1200, 300],
  log: [60, 300],
} as const;

export type Limited = keyof typeof allowed;
export type Limits = {
  count(c: Asked, what: Limited): Promise<void>;
  /**
   * Does something for which a user code is typed. Wrong ones are counted by address in the database, whatever card, application or
   * page they were tried on and whichever process answered; the count is taken before the code is looked at, and a right one gives
   * it back.
   */
  guess<T>(c: Asked, work: () => Promise<T>): Promise<T>;
};

/** Wrong user codes one address may send within an hour. */
export const mostGuesses = 12;
const guessMs = 3600_000;
/** Refusals that say that a code was wrong; all others are none. */
const wrongCodes: ReadonlySet<ProblemCode> = new Set([
  'code.wrong',
  'code.locked',
  'mailcode.wrong',
  'mailcode.used-up',
  'application.code-wrong',
  'application.unknown',
  'acceptance.proof-failed',
  'acceptance.code-locked',
]);

/** Counts by address: requests in this process, wrong codes in the database. Throws `request.too-many`. */
export function openLimits(context: Pick<Context, 'config' | 'db' | 'now' | 'vault'>): Limits {
  const { limits = true, addressHeader } = context.config;
  if (!limits) return { count: async () => {}, guess: (_, work) => work() };
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
    guess: (c, work) => guarded(context, addressOf(c, addressHeader), work),
  };
}

async function guarded<T>(
  { db, now, vault }: Pick<Context, 'db' | 'now' | 'vault'>,
  address: string,
  work: () => Promise<T>,
): Promise<T> {
  const key = vault.keep('guess', () => randomBytes(32));
  const source = createHmac('sha256', key).update(address, 'utf8').digest('hex');
  const at = now();
  const taken = await takeGuess(db, source, { now: at, windowStart: new Date(at.getTime() - guessMs) });
  if (taken > mostGuesses) throw new Failure('request.too-many');
  let wrong = false;
  try {
    return await work();
  } catch (error) {
    const code = error instanceof Failure || error instanceof Refusal ? error.code : null;
    wrong = code !== null && wrongCodes.has(code);
    throw error;
  } finally {
    if (!wrong) await giveGuessBack(db, source);
  }
}

/** Where the request comes from, as the socket says; a header is believed only where the operator named it. */
function addressOf(c: Asked, header: string | undefined): string {
  const said = header === undefined ? undefined : c.req.header(header);
  return networkOf(said ?? c.env?.incoming?.socket.remoteAddress ?? 'unknown');
}

/** An IPv4 address as it is; of an IPv6 one the network (/64), in which one subscriber has addresses without end. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const between = tail === undefined ? 0 : Math.max(0, 8 - front.length - back.length);
  const groups = [...front, ...Array.from({ length: between }, () => '0'), ...back];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
