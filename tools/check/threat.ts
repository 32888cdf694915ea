import { existsSync, readFileSync } from 'node:fs';
import type { Fault, Source } from './source.ts';

/**
 * The table of docs/threats.md whose last cell names tests: `[file](path): name of the test`, several parted by `<br>`. Each must stand in
 * its file.
 */
export function checkThreats(root: string, pages: readonly Source[]): readonly Fault[] {
  return pages
    .filter(({ path }) => path === 'docs/threats.md')
    .flatMap(({ path, text }) =>
      text
        .split('\n')
        .filter((line) => line.startsWith('|') && line.includes('.test.ts)'))
        .flatMap((line) => (line.split('|').at(-2) ?? '').split('<br>'))
        .flatMap((test) => faultOf(root, test.trim()).map((what) => ({ where: path, what }))),
    );
}

function faultOf(root: string, test: string): readonly string[] {
  const [, file = '', name = ''] = /^\[[^\]]*\]\((?:\.\.\/)*([^)]+)\): (.+)$/.exec(test) ?? [];
  if (file === '') return [`«${test}» names no test`];
  if (!existsSync(`${root}/${file}`)) return [`${file} is not there`];
  return readFileSync(`${root}/${file}`, 'utf8').includes(name) ? [] : [`${file} has no test «${name}»`];
}
