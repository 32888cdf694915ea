import { makeExampleHouse } from '@kaika/ca/ceremony.example';
import { type FilterRecord, issueFilter } from '@kaika/ca/filter';
import { lookUp, parseFilter } from '@kaika/pki/filter';
import type { Figure, Outcome } from './figure.ts';
import { revocations } from './revocation.ts';

const certificates = 1_000_000;
const atOnce = 10_000;
/** One in so many is revoked or on hold. */
const shares = [1000, 100, 20] as const;

/** Filters over a million certificates: how near their size is to the fewest bits in which anybody could say the same. */
export async function benchFilter(): Promise<Outcome> {
  const now = new Date();
  const { issuer, signer } = (await makeExampleHouse(now)).authority('issuing-cards');
  const request = {
    number: 1,
    thisUpdate: now,
    nextUpdate: new Date(now.getTime() + 86_400_000),
    coversBefore: now,
  };
  const figures: Figure[] = [];
  for (const every of shares) {
    const started = process.cpuUsage();
    const { der, listed } = await issueFilter(issuer, signer, { request, records: recordsOf(every) });
    const made = milliseconds(process.cpuUsage(started));
    const microseconds = readAll(der, every);
    const bound = leastBits(certificates, listed) / 8;
    figures.push({
      name: `filter, 1 in ${every}`,
      ratio: bound / der.length,
      absolute: `${(der.length / 1000).toFixed(1)} kB for ${certificates.toLocaleString('en-US')} certificates, ${((der.length * 8) / listed).toFixed(2)} bits for each of ${listed.toLocaleString('en-US')} listed; made and checked in ${(made / 1000).toFixed(2)} s, ${microseconds.toFixed(2)} µs a look-up`,
      against: `${(bound / 1000).toFixed(1)} kB, the fewest there can be`,
    });
  }
  return figures;
}

function* recordsOf(every: number): Generator<readonly FilterRecord[]> {
  let piece: FilterRecord[] = [];
  let at = 0;
  for (const { serial } of revocations(certificates)) {
    piece.push({ serial, listed: at++ % every === 0 });
    if (piece.length < atOnce) continue;
    yield piece;
    piece = [];
  }
}

/** Looks every certificate up; microseconds for each. Throws where an answer is wrong. */
function readAll(der: Uint8Array, every: number): number {
  const { filter } = parseFilter(der);
  const serials = [...revocations(certificates)].map(({ serial }) => serial);
  const started = process.cpuUsage();
  for (const [at, serial] of serials.entries()) {
    if ((lookUp(filter, serial) === 'listed') !== (at % every === 0)) throw new Error('the filter is wrong');
  }
  return (milliseconds(process.cpuUsage(started)) * 1000) / certificates;
}

/** log2 of the number of ways to choose `listed` out of `all` (Stirling). */
function leastBits(all: number, listed: number): number {
  const part = (count: number) => count * Math.log2(all / count);
  return part(listed) + part(all - listed) - 0.5 * Math.log2((2 * Math.PI * listed * (all - listed)) / all);
}

function milliseconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000;
}
