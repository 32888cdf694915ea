import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fault } from './source.ts';

const where = 'docs/standards.md';

/** The rows of docs/standards.md, `| clause | [file](path) … | [test](path): its name |`: the test stands in the file. */
export function checkStandards(root: string, text: string): readonly Fault[] {
  const rows = [...text.matchAll(/^\| (?!---|clause \|)([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)];
  return rows.flatMap(([, clause = '', files = '', test = '']) =>
    [...checkFiles(root, files), ...checkTest(root, test.trim())].map((what) => ({
      where,
      what: `${clause.trim()}: ${what}`,
    })),
  );
}

function checkFiles(root: string, cell: string): readonly string[] {
  const paths = [...cell.matchAll(/\]\(\.\.\/([^)]+)\)/g)].map(([, path = '']) => path);
  if (paths.length === 0) return ['names no file'];
  return paths.filter((path) => !existsSync(join(root, path))).map((path) => `${path} is not there`);
}

/** A name with `…` in it is one of many: what stands before and after it is in the file. */
function checkTest(root: string, cell: string): readonly string[] {
  const [, path = '', name = ''] = /^\[[^\]]*\]\(\.\.\/([^)]+)\): (.+)$/.exec(cell) ?? [];
  if (path === '') return [`has no test, but «${cell}»`];
  if (!existsSync(join(root, path))) return [`${path} is not there`];
  const text = readFileSync(join(root, path), 'utf8');
  const missing = name.split('…').find((part) => !text.includes(part));
  return missing === undefined ? [] : [`${path} has no test «${name}»`];
}
