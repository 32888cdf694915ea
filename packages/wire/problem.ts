import type { RefusalCode } from '@kaika/registry/refusal';
import { z } from 'zod';
import { agentProblems } from './problem/agent.ts';
import { applicationProblems } from './problem/application.ts';
import { batchProblems } from './problem/batch.ts';
import { cardProblems } from './problem/card.ts';
import { certificateProblems } from './problem/certificate.ts';
import { consoleProblems } from './problem/console.ts';
import { documentProblems } from './problem/document.ts';
import { filingProblems } from './problem/filing.ts';
import { linkProblems } from './problem/link.ts';
import { loginProblems } from './problem/login.ts';
import { mailProblems } from './problem/mail.ts';
import { proofProblems } from './problem/proof.ts';
import { registrationProblems } from './problem/registration.ts';
import { renewalProblems } from './problem/renewal.ts';
import { requestProblems } from './problem/request.ts';
import { softwareProblems } from './problem/software.ts';
import { suspendProblems } from './problem/suspend.ts';

/** One failure as a person meets it: what happened, then what to do, in both languages. */
export type ProblemText = {
  readonly status: number;
  readonly zh: readonly [what: string, remedy: string];
  readonly en: readonly [what: string, remedy: string];
};

/** Every code that can leave this system, with its HTTP status and its sentences. */
export const problems = {
  ...agentProblems,
  ...applicationProblems,
  ...batchProblems,
  ...cardProblems,
  ...certificateProblems,
  ...consoleProblems,
  ...documentProblems,
  ...filingProblems,
  ...linkProblems,
  ...loginProblems,
  ...mailProblems,
  ...proofProblems,
  ...registrationProblems,
  ...renewalProblems,
  ...requestProblems,
  ...softwareProblems,
  ...suspendProblems,
} as const satisfies Record<RefusalCode, ProblemText>;

export type ProblemCode = keyof typeof problems;

/** The body of every refused JSON request (`application/problem+json`, RFC 9457 with `code` for `type`). */
export const problem = z.object({
  code: z.string(),
  /** Tries left where the code is about a PIN or a user code. */
  triesLeft: z.number().int().nonnegative().optional(),
  /** Names of the fields at fault, each with a code of its own. */
  fields: z.record(z.string(), z.string()).optional(),
  /** What the sentence needs filled in: dates, numbers; never a secret. */
  detail: z.record(z.string(), z.string()).optional(),
});
export type Problem = Readonly<z.infer<typeof problem>>;

/** Narrows a text from outside to a code we know. */
export function isProblemCode(text: string): text is ProblemCode {
  return Object.hasOwn(problems, text);
}

/** The HTTP status of a code. */
export function statusOf(code: ProblemCode): number {
  return problems[code].status;
}

/** What happened and what to do, with `{name}` filled from `detail` and `{n}` from `triesLeft`. */
export function sentencesOf(
  problem: Problem,
  language: 'zh-TW' | 'en',
): readonly [what: string, remedy: string] {
  const known = isProblemCode(problem.code) ? problems[problem.code] : problems['request.failed'];
  const [what, remedy] = language === 'en' ? known.en : known.zh;
  const values: Record<string, string> = { ...problem.detail };
  if (problem.triesLeft !== undefined) values.n = String(problem.triesLeft);
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  return [fill(what), fill(remedy)];
}
