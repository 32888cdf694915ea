import { useOf } from '@kaika/card/slot';
import { dateRange } from '@kaika/look/date';
import { sentencesOf } from '@kaika/wire/problem';
import { managerWords } from '../card-manager/words.ts';
import type { Reader } from '../holding/cards.ts';
import { toHeld } from '../holding/holding.ts';
import type { Outcome } from './outcome.ts';
import { type Visit, withCards } from './visit.ts';

/** `cards`: every reader with what its card tells without a PIN. */
export async function listCards(visit: Visit): Promise<Outcome> {
  const readers = await withCards(visit, async (cards) => (await cards.list()).readers);
  const data = readers.map(({ name, holding, problem }) => ({
    reader: name,
    card: holding === null ? null : toHeld(holding),
    problem: problem?.code ?? null,
  }));
  const problem = readers.length === 0 ? { code: 'reader.none' } : null;
  return { data: { readers: data }, lines: readers.flatMap((reader) => linesOf(visit, reader)), problem };
}

function linesOf({ common }: Visit, { name, holding, problem }: Reader): readonly string[] {
  const words = managerWords(common.language);
  if (problem !== null) return [name, `  ${sentencesOf(problem, common.language).join(' ')}`];
  if (holding === null) return [name, `  ${words.absent}`];
  const tries = holding.pinTriesLeft;
  return [
    name,
    `  ${words[holding.kind]} ${holding.cardNumber ?? ''} ${holding.holder}`.trimEnd(),
    `  ${words.tries} ${tries ?? words.unknownTries}`,
    ...holding.certificates.map(
      ({ slot, certificate }) =>
        `  ${words.uses[useOf(slot)]} ${dateRange(certificate.notBefore, certificate.notAfter, common.language)}`,
    ),
  ];
}
