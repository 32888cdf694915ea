import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import type { Fault, Source } from './source.ts';

/** Relative links and pictures of Markdown pages that lead nowhere, and refusal codes named in flows that do not exist. */
export function checkLinks(root: string, pages: readonly Source[]): readonly Fault[] {
  return pages.flatMap(({ path, text }) =>
    [...text.matchAll(/\]\(([^)\s]+)\)/g)]
      .map((match) => (match[1] ?? '').split('#')[0] ?? '')
      .filter((target) => target !== '' && !/^[a-z]+:/.test(target))
      .filter((target) => !existsSync(posix.join(root, posix.dirname(path), target)))
      .map((target) => ({ where: path, what: `links to ${target}, which is not there` })),
  );
}
