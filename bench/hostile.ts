import { PkiError } from '@kaika/pki/error';
import { wideInputs } from '@kaika/pki/wide.example';
import { median } from './clock.ts';
import type { Outcome } from './figure.ts';

const few = 2000;
const many = 16_000;
const rounds = 5;

/** Inputs of many parts: how much less one part costs to read among few than among many, for the worst kind. Linear is 1, with caches and collections somewhat less; quadratic would be 0.125. */
export async function benchHostile(): Promise<Outcome> {
  costsOf(few);
  const small = costsOf(few);
  const large = costsOf(many);
  const ratios = [...large].map(([kind, cost]) => ({
    kind,
    ratio: ((small.get(kind) ?? 0) * many) / (cost * few),
    cost,
  }));
  const worst = ratios.reduce((left, right) => (right.ratio < left.ratio ? right : left));
  return [
    {
      name: 'hostile input, linear',
      ratio: worst.ratio,
      must: 0.25,
      absolute: `${worst.kind}: ${worst.cost.toFixed(1)} ms for ${many.toLocaleString('en-US')} parts`,
      against: `a part among ${few.toLocaleString('en-US')}, worst of ${ratios.length} kinds`,
    },
  ];
}

/** Milliseconds of processor time to read each kind, a tenth at least: less is not measured. */
function costsOf(count: number): ReadonlyMap<string, number> {
  return new Map(
    wideInputs(count).map(({ kind, read }) => [
      kind,
      Math.max(0.1, median(Array.from({ length: rounds }, () => costOf(read)))),
    ]),
  );
}

function costOf(read: () => unknown): number {
  const started = process.cpuUsage();
  try {
    read();
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
  }
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}
