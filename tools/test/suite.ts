import { globSync } from 'node:fs';
import type { Batch } from './batch.ts';

/** Tests of one sort. */
export type Suite = {
  readonly name: string;
  /** Glob patterns from the root of the tree. */
  readonly files: readonly string[];
  /** All files in one process, which is fast and proves that nothing leans on process-wide state; otherwise each in its own. */
  readonly together: boolean;
  /** How long one process may take. */
  readonly timeoutSeconds: number;
};

/** In the order in which they are begun: what takes longest first, so that no core waits for another at the end. */
export const suites: readonly Suite[] = [
  { name: 'operations', files: ['tests/browser/operation-*.test.ts'], together: true, timeoutSeconds: 600 },
  {
    name: 'browser',
    files: ['tests/browser/**/!(operation-*).test.ts'],
    together: false,
    timeoutSeconds: 600,
  },
  {
    name: 'unit',
    files: ['packages/**/*.test.{ts,tsx}', 'apps/**/*.test.{ts,tsx}', 'tools/**/*.test.ts'],
    together: true,
    timeoutSeconds: 600,
  },
  { name: 'peers', files: ['tests/peers/**/*.test.ts'], together: false, timeoutSeconds: 300 },
  { name: 'flows', files: ['tests/flows/**/*.test.ts'], together: false, timeoutSeconds: 300 },
  { name: 'vectors', files: ['tests/vectors/**/*.test.ts'], together: false, timeoutSeconds: 300 },
];

/** The batches of a suite. Throws where no file is there: a suite that runs nothing proves nothing. */
export function batchesOf({ name, files, together, timeoutSeconds }: Suite): readonly Batch[] {
  const found = globSync([...files], { exclude: (path) => path === 'node_modules' }).toSorted();
  if (found.length === 0) throw new Error(`${name}: no test file matches ${files.join(' ')}`);
  if (together) return [{ name, files: found, timeoutSeconds }];
  return found.map((file) => ({ name: file, files: [file], timeoutSeconds }));
}
