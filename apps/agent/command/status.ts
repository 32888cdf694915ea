import { problemOf } from '../conversation/halt.ts';
import { isNewer, lastUpdate } from '../update.ts';
import type { Outcome } from './outcome.ts';
import { type Visit, withCards } from './visit.ts';

const patienceMs = 1_000;

/** `status`: whether the agent runs, and what it has to work with. */
export async function tellStatus(visit: Visit, port: number): Promise<Outcome> {
  const { words, shell } = visit;
  const running = await isRunning(port);
  const update = await lastUpdate(visit.common.folder);
  const newest = update !== null && isNewer(update.newest, shell.version) ? update.newest : null;
  const head = [
    words.version(shell.version),
    ...(newest === null ? [] : [words.newerThere(newest)]),
    running ? words.agentRuns(port) : words.agentRests,
  ];
  const agent = { version: shell.version, newest, running, port };
  try {
    const readers = await withCards(visit, async (cards) => (await cards.list()).readers);
    const filled = readers.filter(({ holding, problem }) => holding !== null || problem !== null).length;
    const data = { agent, readers: readers.length, cards: filled };
    return { data, lines: [...head, words.counts(readers.length, filled)] };
  } catch (error) {
    const problem = problemOf(error);
    if (problem === null) throw error;
    return { data: { agent, readers: null, cards: null }, lines: head, problem };
  }
}

async function isRunning(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/status`, {
      signal: AbortSignal.timeout(patienceMs),
    });
    return answer.ok;
  } catch {
    return false;
  }
}
