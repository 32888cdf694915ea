import { appendFile, mkdir, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { findFile } from './reader/file.ts';

const entry = z.object({
  at: z.iso.datetime(),
  /** Who asked: an origin, or null for the agent's own pages. */
  origin: z.string().nullable(),
  /** What was asked: `authenticate`, `sign`, `activate`, `change-pin`, … */
  what: z.string(),
  /** `done` or the code of the problem. */
  outcome: z.string(),
});
export type DiaryEntry = Readonly<z.infer<typeof entry>>;

/** What happened with the person's cards, for the person: no secret, no certificate, no name of a document. */
export type Diary = {
  /** The newest first, at most 200. */
  recent(): readonly DiaryEntry[];
  add(entry: DiaryEntry): Promise<void>;
};

const shown = 200;
const longestBytes = 1_000_000;

/** Opens `log.ndjson` of the agent's folder; a full one becomes `log.old.ndjson`. Lines nobody can read are passed over. */
export async function openDiary(folder: string): Promise<Diary> {
  const file = join(folder, 'log.ndjson');
  const lines = ((await findFile(file)) ?? '').split('\n').slice(-shown - 1);
  let recent = lines.flatMap(parseLine).reverse();
  let last: Promise<void> = Promise.resolve();
  return {
    recent: () => recent,
    add(one) {
      recent = [one, ...recent].slice(0, shown);
      last = last.then(() => append(file, one)).catch(() => undefined);
      return last;
    },
  };
}

async function append(file: string, one: DiaryEntry): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size > longestBytes) await rename(file, file.replace('.ndjson', '.old.ndjson'));
  await appendFile(file, `${JSON.stringify(one)}\n`, { mode: 0o600 });
}

function parseLine(line: string): DiaryEntry[] {
  try {
    return [entry.parse(JSON.parse(line))];
  } catch {
    return [];
  }
}
