/** Does its work `times` times. */
export type Contender = (times: number) => void | Promise<void>;

/**
 * Processor time of the thread that runs JavaScript, or of this whole process with its other threads. Not the clock on
 * the wall: whatever else the machine does then changes little.
 */
export type Clock = 'thread' | 'process';

/** Work done per second of processor time, by contender. */
export type Rates<N extends string> = Readonly<Record<N, number>>;

export type Race<N extends string> = {
  /** Medians over the rounds. */
  rates(clock: Clock): Rates<N>;
  /** Median over the rounds of what `over` did in a round over what `under` did (or would have done) in the same. */
  ratio(over: N, under: N | ((rates: Rates<N>) => number), clock: Clock): number;
};

type Lap<N extends string> = Readonly<Record<Clock, Rates<N>>>;

/** Lets contenders run in turns, round after round. */
export async function race<N extends string>(
  contenders: Readonly<Record<N, Contender>>,
  { rounds = 7, roundMs = 400 } = {},
): Promise<Race<N>> {
  const names = Object.keys(contenders) as N[]; // the record's own keys
  for (const name of names) await timed(contenders[name], roundMs / 2);
  const laps: Lap<N>[] = [];
  for (let round = 0; round < rounds; round += 1) laps.push(await lap(names, contenders, roundMs));
  return {
    rates: (clock) => ratesOf(names, (name) => median(laps.map((one) => one[clock][name]))),
    ratio: (over, under, clock) =>
      median(
        laps.map(({ [clock]: rates }) => {
          const limit = typeof under === 'function' ? under(rates) : rates[under];
          return rates[over] / limit;
        }),
      ),
  };
}

/** The value in the middle. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which `share` (0 to 1) of the values lie. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

async function lap<N extends string>(
  names: readonly N[],
  contenders: Readonly<Record<N, Contender>>,
  roundMs: number,
): Promise<Lap<N>> {
  const found = new Map<N, Readonly<Record<Clock, number>>>();
  for (const name of names) found.set(name, await timed(contenders[name], roundMs));
  return {
    thread: ratesOf(names, (name) => found.get(name)?.thread ?? Number.NaN),
    process: ratesOf(names, (name) => found.get(name)?.process ?? Number.NaN),
  };
}

function ratesOf<N extends string>(names: readonly N[], rate: (name: N) => number): Rates<N> {
  return Object.fromEntries(names.map((name) => [name, rate(name)])) as Rates<N>; // each name has its own
}

async function timed(work: Contender, leastMs: number): Promise<Readonly<Record<Clock, number>>> {
  const least = leastMs * 1000;
  const start = now();
  let times = 16;
  for (let done = 0; ; ) {
    await work(times);
    done += times;
    const end = now();
    const spent = end.process - start.process;
    if (spent >= least) {
      return { process: (done / spent) * 1e6, thread: (done / (end.thread - start.thread)) * 1e6 };
    }
    times = Math.max(1, Math.min(times * 2, Math.ceil((done / Math.max(spent, 1)) * (least - spent))));
  }
}

/** Microseconds. */
function now(): Readonly<Record<Clock, number>> {
  const sum = ({ user, system }: NodeJS.CpuUsage) => user + system;
  return { thread: sum(process.threadCpuUsage()), process: sum(process.cpuUsage()) };
}
