import { sentencesOf } from '@kaika/wire/problem';
import { type Finding, selfTest } from '../card-manager/selftest.ts';
import { managerWords } from '../card-manager/words.ts';
import type { Outcome } from './outcome.ts';
import { type Visit, withCards } from './visit.ts';

/** `selftest`: every finding, with a remedy where it is not fine; the first of those makes the exit code. */
export async function runSelfTest(visit: Visit): Promise<Outcome> {
  const { version, now } = visit.shell;
  const all = await withCards(visit, (cards) => selfTest({ cards, version, now }, null));
  // Which ports are served only the running agent knows; its own page tells.
  const findings = all.filter(({ check }) => check !== 'legacy');
  const first = findings.find(({ problem }) => problem !== null);
  return {
    data: { findings: findings.map(({ check, found, problem }) => ({ check, found, problem })) },
    lines: findings.flatMap((finding) => linesOf(visit, finding)),
    problem: first?.problem ?? null,
  };
}

function linesOf({ common }: Visit, { check, found, problem }: Finding): readonly string[] {
  const words = managerWords(common.language);
  if (problem === null) return [`✓ ${words.checks[check]} ${found ?? ''}`.trimEnd()];
  const [what, remedy] = sentencesOf(problem, common.language);
  return [`✗ ${words.checks[check]}: ${what}`, `  ${remedy}`];
}
