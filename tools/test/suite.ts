import { globSync } from 'node:fs';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

export type Score = { passed: number; failed: number; skipped: number };

export type Suite = {
  readonly name: string;
  /** Glob patterns from the root of the tree. */
  readonly files: readonly string[];
  /** `none`: all in this process, which is fast and proves that nothing leans on process-wide state. */
  readonly isolation: 'none' | 'process';
  readonly concurrency?: number;
  readonly timeoutSeconds?: number;
};

export const unitSuite: Suite = {
  name: 'unit tests',
  files: ['packages/**/*.test.{ts,tsx}', 'apps/**/*.test.{ts,tsx}', 'tools/**/*.test.ts'],
  isolation: 'none',
};

/** Runs the tests of a suite, prints failures as they come, and counts. A suite without a test is a failure. */
export async function runSuite(suite: Suite): Promise<Score> {
  const files = globSync([...suite.files], { exclude: (name) => name === 'node_modules' }).toSorted();
  const score: Score = { passed: 0, failed: 0, skipped: 0 };
  const stream = run({
    files,
    isolation: suite.isolation,
    timeout: (suite.timeoutSeconds ?? 120) * 1000,
    ...(suite.isolation === 'process'
      ? { concurrency: suite.concurrency ?? 1, execArgv: ['--import', 'tsx'] }
      : {}),
  });
  stream.on('test:pass', (event) => {
    if (event.details.type === 'suite' || isFile(event, files)) return;
    if (event.skip !== undefined) score.skipped += 1;
    else score.passed += 1;
  });
  stream.on('test:fail', () => {
    score.failed += 1;
  });
  for await (const chunk of stream.compose(spec())) process.stdout.write(chunk);
  if (files.length === 0) {
    console.error(`${suite.name}: no test file matches ${suite.files.join(' ')}`);
    score.failed += 1;
  }
  return score;
}

/** With process isolation every file is reported as a test of its own; those are not counted. */
function isFile(event: { readonly name: string }, files: readonly string[]): boolean {
  return files.some((file) => event.name === file || event.name.endsWith(`/${file}`));
}
