/**
 * Why the agent could not do what the page asked: a code of `@kaika/wire/problem`, whose sentences the page shows.
 * `triesLeft` where the code is about a PIN or a user code, `detail` what the sentence needs filled in.
 */
export class AgentProblem extends Error {
  readonly code: string;
  readonly triesLeft?: number;
  readonly detail?: Readonly<Record<string, string>>;

  constructor(problem: Problem) {
    super(problem.code);
    this.name = 'AgentProblem';
    this.code = problem.code;
    if (problem.triesLeft !== undefined) this.triesLeft = problem.triesLeft;
    if (problem.detail !== undefined) this.detail = problem.detail;
  }
}

/** A problem as it travels (`@kaika/wire/problem`), said again here so that no schema library comes along. */
export type Problem = {
  readonly code: string;
  readonly triesLeft?: number | undefined;
  readonly detail?: Readonly<Record<string, string>> | undefined;
};

/** The problem in something thrown or received; `otherwise` where there is none. Unknown members are dropped. */
export function problemIn(value: unknown, otherwise: string): Problem {
  if (typeof value !== 'object' || value === null) return { code: otherwise };
  if (!('code' in value) || typeof value.code !== 'string') return { code: otherwise };
  return {
    code: value.code,
    ...('triesLeft' in value && typeof value.triesLeft === 'number' ? { triesLeft: value.triesLeft } : {}),
    ...('detail' in value && isTexts(value.detail) ? { detail: value.detail } : {}),
  };
}

function isTexts(value: unknown): value is Record<string, string> {
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).every((text) => typeof text === 'string');
}
