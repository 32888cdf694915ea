import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

export type Source = { readonly path: string; readonly text: string };

/** Everything wrong that a check finds: where, and what. */
export type Fault = { readonly where: string; readonly what: string };

/** The tree's text files by ending, tracked or about to be; paths from the root. */
export function listSources(root: string, endings: readonly string[]): readonly Source[] {
  const out = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
  });
  return out
    .split('\0')
    .filter((path) => endings.some((ending) => path.endsWith(ending)) && existsSync(`${root}/${path}`))
    .map((path) => ({ path, text: readFileSync(`${root}/${path}`, 'utf8') }));
}

/** True for files that prove rather than serve. */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || path.startsWith('tests/') || path.startsWith('bench/');
}
