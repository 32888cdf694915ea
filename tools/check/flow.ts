import { existsSync, readFileSync } from 'node:fs';
import { isProblemCode, problems } from '@kaika/wire/problem';
import type { Fault, Source } from './source.ts';

/**
 * The tables of docs/flows: `| \`code\` | 中文 | English | [test file](path): name of the test |`. The code must exist, the sentences be
 * those a person reads, and the test stand in the file.
 */
export function checkFlows(root: string, pages: readonly Source[]): readonly Fault[] {
  return pages
    .filter(({ path }) => path.startsWith('docs/flows/'))
    .flatMap(({ path, text }) =>
      [
        ...text.matchAll(
          /^\| `([a-z]+\.[a-z-]+)` \| ([^|]*) \| ([^|]*) \| \[[^\]]*\]\(([^)]+)\): ([^|]*) \|$/gm,
        ),
      ].flatMap(([, code = '', zh = '', en = '', file = '', name = '']) =>
        checkRow(root, { code, zh, en, file: file.replace(/^(\.\.\/)+/, ''), name: name.trim() }).map(
          (what) => ({
            where: path,
            what,
          }),
        ),
      ),
    );
}

type Row = {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly file: string;
  readonly name: string;
};

function checkRow(root: string, { code, zh, en, file, name }: Row): readonly string[] {
  if (!isProblemCode(code)) return [`${code} is no problem code`];
  const known = problems[code];
  const faults: string[] = [];
  if (zh.trim() !== known.zh[0] || en.trim() !== known.en[0])
    faults.push(`${code} says something else by now`);
  if (!existsSync(`${root}/${file}`)) faults.push(`${code} names ${file}, which is not there`);
  else if (!readFileSync(`${root}/${file}`, 'utf8').includes(name))
    faults.push(`${file} has no test «${name}»`);
  return faults;
}
