/** What came of tests. Suites are not counted, only what stands in them. */
export type Score = { readonly passed: number; readonly failed: number; readonly skipped: number };

export const noScore: Score = { passed: 0, failed: 0, skipped: 0 };

export function addScores(a: Score, b: Score): Score {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

type Told = {
  readonly type: string;
  readonly data: { readonly skip?: unknown; readonly details?: { readonly type?: string | undefined } };
};

/** A reporter for `node --test-reporter`: the score as JSON once all is done. */
// biome-ignore lint/style/noDefaultExport: Node takes a reporter in no other way.
export default async function* report(source: AsyncIterable<Told>): AsyncGenerator<string> {
  let score = noScore;
  for await (const { type, data } of source) {
    if (type === 'test:fail') score = addScores(score, { ...noScore, failed: 1 });
    if (type !== 'test:pass' || data.details?.type === 'suite') continue;
    const skipped = data.skip !== undefined;
    score = addScores(score, skipped ? { ...noScore, skipped: 1 } : { ...noScore, passed: 1 });
  }
  yield JSON.stringify(score);
}
