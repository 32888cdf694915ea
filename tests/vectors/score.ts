/** How a set of vectors went. Accepts and rejects that should not have been are told apart: only the first are holes. */
export type Score = {
  readonly name: string;
  readonly passed: number;
  readonly total: number;
  readonly falseAccepts: readonly string[];
  readonly falseRejects: readonly string[];
};

/** `expected` and `actual`: whether the thing was, and should have been, accepted. */
export type Outcome = { readonly id: string; readonly expected: boolean; readonly actual: boolean };

export function scoreOf(name: string, outcomes: readonly Outcome[]): Score {
  const falseAccepts = outcomes.filter(({ expected, actual }) => actual && !expected).map(({ id }) => id);
  const falseRejects = outcomes.filter(({ expected, actual }) => expected && !actual).map(({ id }) => id);
  const total = outcomes.length;
  return {
    name,
    passed: total - falseAccepts.length - falseRejects.length,
    total,
    falseAccepts,
    falseRejects,
  };
}

export function formatScore(score: Score): string {
  const figures = `${score.passed}/${score.total}`.padStart(11);
  const wrong = `false accepts ${score.falseAccepts.length}, false rejects ${score.falseRejects.length}`;
  const named = [...score.falseAccepts, ...score.falseRejects].slice(0, 10).map((id) => `\n    ${id}`);
  return `${score.name.padEnd(36)} ${figures}  ${wrong}${named.join('')}`;
}
