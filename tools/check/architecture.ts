import type { Fault } from './source.ts';
import { walls } from './wall.ts';

/** ARCHITECTURE.md draws each room as `| room | purpose | may import |`; the third column must be the table. */
export function checkArchitecture(text: string): readonly Fault[] {
  const where = 'ARCHITECTURE.md';
  const drawn = new Map(
    [...text.matchAll(/^\| `(\w+)` \|[^|\n]*\| ([^|\n]*) \|$/gm)].map((row) => [
      row[1] ?? '',
      row[2]?.trim() ?? '',
    ]),
  );
  const faults: Fault[] = [];
  for (const [room, may] of Object.entries(walls)) {
    const expected = may.length === 0 ? 'nothing' : may.join(' ');
    if (drawn.get(room) !== expected)
      faults.push({ where, what: `the row of ${room} should end with: ${expected}` });
  }
  if (text.split('\n').length > 100) faults.push({ where, what: 'is longer than 100 lines' });
  return faults;
}
