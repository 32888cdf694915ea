import { CardError } from '@kaika/card/error';
import type { Problem } from '@kaika/wire/problem';
import type { Context } from '../conversation/context.ts';
import type { Reader } from '../holding/cards.ts';

export type CheckName = 'agent' | 'service' | 'reader' | 'card' | 'certificate' | 'pin' | 'legacy';

/** One finding: how many or which was found, or the problem with its remedy. */
export type Finding = {
  readonly check: CheckName;
  readonly found: string | number | null;
  readonly problem: Problem | null;
};

type Tested = Pick<Context, 'cards' | 'version' | 'now'>;

/** Looks whether this computer can use cards; reads only what needs no PIN. */
export async function selfTest(context: Tested, legacyPort: number | null): Promise<readonly Finding[]> {
  const findings: Finding[] = [{ check: 'agent', found: context.version, problem: null }];
  const readers = await listOrNull(context);
  findings.push({
    check: 'service',
    found: null,
    problem: readers === null ? { code: 'reader.no-service' } : null,
  });
  if (readers !== null) findings.push(...readerFindings(readers, context.now()));
  findings.push({ check: 'legacy', found: legacyPort, problem: null });
  return findings;
}

async function listOrNull(context: Tested): Promise<readonly Reader[] | null> {
  try {
    return (await context.cards.list()).readers;
  } catch (error) {
    if (error instanceof CardError && error.code === 'reader.no-service') return null;
    throw error;
  }
}

function readerFindings(readers: readonly Reader[], now: Date): readonly Finding[] {
  const finding = (check: CheckName, found: number, problem: Problem | null): Finding => ({
    check,
    found,
    problem,
  });
  if (readers.length === 0) return [finding('reader', 0, { code: 'reader.none' })];
  const cards = readers.flatMap(({ holding }) => (holding === null ? [] : [holding]));
  const unreadable = readers.find(({ problem }) => problem !== null)?.problem ?? null;
  const none = cards.length === 0 ? { code: 'card.none' } : null;
  const certificates = cards.flatMap((card) => card.certificates.map(({ certificate }) => certificate));
  const valid = certificates.filter(({ notBefore, notAfter }) => notBefore <= now && now <= notAfter);
  const tries = cards.flatMap(({ pinTriesLeft }) => pinTriesLeft ?? []);
  const blocked = cards.some(({ pinTriesLeft }) => pinTriesLeft === 0);
  const findings = [
    finding('reader', readers.length, null),
    finding('card', cards.length, unreadable ?? none),
  ];
  if (cards.length === 0) return findings;
  return [
    ...findings,
    finding('certificate', valid.length, certificateProblem(certificates, now)),
    // The fewest of all cards; what a card does not tell counts as none told.
    finding('pin', tries.length === 0 ? 0 : Math.min(...tries), blocked ? { code: 'pin.blocked' } : null),
  ];
}

function certificateProblem(
  certificates: readonly { readonly notBefore: Date; readonly notAfter: Date }[],
  now: Date,
): Problem | null {
  if (certificates.length === 0) return { code: 'certificate.none' };
  if (certificates.some(({ notBefore }) => now < notBefore)) return { code: 'certificate.not-yet-valid' };
  return certificates.every(({ notAfter }) => notAfter < now) ? { code: 'certificate.expired' } : null;
}
