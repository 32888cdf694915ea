import { registrablesOf } from '../register/registrable.ts';
import type { Act } from '../register/registration.ts';
import { openRegistration } from '../register/system.ts';
import type { Outcome } from './outcome.ts';
import { note, type Visit, withCards } from './visit.ts';

/** `register` and `register --remove`. */
export async function registerCards(visit: Visit, removes: boolean): Promise<Outcome> {
  const { shell, common, words } = visit;
  const registration = openRegistration(shell.home, common.folder);
  if (removes) return tell(visit, 'unregister', await registration.remove());
  const readers = await withCards(visit, async (cards) => (await cards.list()).readers);
  const certificates = registrablesOf(readers);
  const code = readers.every(({ holding }) => holding === null) ? 'card.none' : 'certificate.none';
  if (certificates.length === 0) return { data: { acts: [] }, lines: [], problem: { code } };
  const outcome = await tell(visit, 'register', await registration.add(certificates));
  return outcome.problem ? outcome : { ...outcome, lines: [words.registered, ...outcome.lines] };
}

async function tell(visit: Visit, what: 'register' | 'unregister', acts: readonly Act[]): Promise<Outcome> {
  const { words } = visit;
  const hasFailed = acts.some(({ outcome }) => outcome === 'failed');
  await note(visit, what, hasFailed ? 'registration.failed' : 'done');
  const lines = acts.map(({ where, name, outcome }) => `${words.outcomes[outcome]}  ${name}  ${where}`);
  return {
    data: { acts },
    lines: acts.length === 0 ? [words.nothing] : lines,
    problem: hasFailed ? { code: 'registration.failed' } : null,
  };
}
