import { activate } from './step/activate.ts';
import { apply } from './step/apply.ts';
import { file } from './step/file.ts';
import { login } from './step/login.ts';
import { produce } from './step/produce.ts';
import { review } from './step/review.ts';
import type { Proof, Walk } from './walk.ts';

const steps: readonly (readonly [name: string, step: (walk: Walk) => Promise<Proof>])[] = [
  ['apply', apply],
  ['review', review],
  ['produce', produce],
  ['activate', activate],
  ['log in', login],
  ['file', file],
];

/** Walks the whole journey, each step through the public interfaces; `say` hears what each proved. Throws at the first that fails. */
export async function walkJourney(walk: Walk, say: (name: string, proof: Proof) => void): Promise<void> {
  for (const [name, step] of steps) say(name, await step(walk));
}
