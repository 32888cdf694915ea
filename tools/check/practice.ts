import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Fault } from './source.ts';

const where = 'docs/practice.md';
const second = 1000;
const perUnit: Readonly<Record<string, number>> = {
  s: second,
  min: 60 * second,
  h: 3600 * second,
  day: 86_400 * second,
};

/** The table rows of docs/practice.md, `| what | value | [file](path): \`constant\` |`: each value is the one the code has. */
export async function checkPractice(root: string, text: string): Promise<readonly Fault[]> {
  const rows = [
    ...text.matchAll(/^\| [^|]+ \| ([\d,]+)(?: (\w+))? \| \[[^\]]*\]\(\.\.\/([^)]+)\): `(\w+)` \|$/gm),
  ];
  const others = [...text.matchAll(/^\| (?!---|what \|).*$/gm)].length - rows.length;
  const faults = await Promise.all(
    rows.map(([, value = '', unit = '', file = '', name = '']) =>
      checkRow(join(root, file), { value, unit, name }),
    ),
  );
  const form = others === 0 ? [] : [`has ${others} rows in another form`];
  return [...form, ...faults.flat()].map((what) => ({ where, what }));
}

type Row = { readonly value: string; readonly unit: string; readonly name: string };

async function checkRow(file: string, { value, unit, name }: Row): Promise<readonly string[]> {
  if (!existsSync(file)) return [`names ${file}, which is not there`];
  const room: unknown = await import(pathToFileURL(file).href);
  const found: unknown = Reflect.get(Object(room), name);
  if (typeof found !== 'number') return [`${name} is no number of ${file}`];
  const stated = Number(value.replaceAll(',', '')) * (perUnit[unit.replace(/^days$/, 'day')] ?? 1);
  return stated === found * ownUnit(name) ? [] : [`says ${value} ${unit} of ${name}, which is ${found}`];
}

/** Constants of time bear their unit in their names. */
function ownUnit(name: string): number {
  if (name.endsWith('Days')) return 86_400 * second;
  return name.endsWith('Seconds') ? second : 1;
}
