import type { Problem } from '@kaika/wire/problem';

/** How a command ended. `data` is what `--json` prints, `lines` what a person reads; a problem may come with findings. */
export type Outcome = {
  readonly data: Readonly<Record<string, unknown>>;
  readonly lines: readonly string[];
  readonly problem?: Problem | null;
};

/** A wrong use of the command line, said in the person's language. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The exit code for a problem: one for each kind of remedy. 0 is done, 1 a defect, 2 a wrong use. */
export function exitCodeOf({ code }: Problem): number {
  if (code === 'agent.cancelled' || code === 'agent.timed-out') return 7;
  if (code === 'agent.busy') return 8;
  const [noun = ''] = code.split('.');
  return exits[noun] ?? 1;
}

const exits: Readonly<Record<string, number>> = {
  reader: 3,
  card: 4,
  certificate: 4,
  key: 4,
  task: 4,
  pin: 5,
  registration: 6,
  update: 9,
};
