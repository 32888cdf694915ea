import { randomInt } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { findFile, keepFile } from './reader/file.ts';

const shape = z.object({
  /** What the person recognises our windows by. */
  phrase: z.string().min(1).max(40),
  /** Origins the person added. */
  sites: z.array(z.string()).max(500),
});
export type SettingsData = Readonly<z.infer<typeof shape>>;

/** What the person decided; kept in one file of the agent's folder, mode 600. What the command line writes there is seen at once. */
export type Settings = {
  current(): SettingsData;
  save(next: SettingsData): Promise<void>;
};

/** Opens the settings, with a phrase drawn by lot at the first start. A file nobody can read is set aside, never overwritten. */
export async function openSettings(folder: string): Promise<Settings> {
  const file = join(folder, 'settings.json');
  let current = await readData(file, shape);
  let read = changedAt(file);
  const settings: Settings = {
    current() {
      const changed = changedAt(file);
      if (changed !== read) current = readAnew(file) ?? current;
      read = changed;
      return current ?? fresh;
    },
    async save(next) {
      current = shape.parse(next);
      await writeData(file, current);
      read = changedAt(file);
    },
  };
  const fresh = { phrase: drawPhrase(), sites: [] };
  if (current === null) await settings.save(fresh);
  return settings;
}

/** When a file was written last; 0 where there is none. */
function changedAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** What another process, the command line, wrote meanwhile; null where it cannot be read. */
function readAnew(file: string): SettingsData | null {
  try {
    return shape.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/** Reads a JSON file of that shape; null where there is none. A damaged one is kept beside as `….damaged`. */
export async function readData<T>(file: string, schema: z.ZodType<T>): Promise<T | null> {
  const text = await findFile(file);
  if (text === null) return null;
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    await rename(file, `${file}.damaged`);
    return null;
  }
}

/** Writes a JSON file at once or not at all, readable for the user alone. */
export async function writeData(file: string, data: unknown): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await keepFile(file, JSON.stringify(data, null, 2));
}

/** Two things and a number: easy to know again, hard to guess for a page that would imitate us. */
function drawPhrase(): string {
  const pick = (words: readonly string[]) => words[randomInt(words.length)] ?? '';
  return `${pick(places)}${pick(things)} ${randomInt(10, 100)}`;
}

const places = [...'山海河湖林雲雪月星春夏秋晴風雨田園村港島'].map((sign) => `${sign}上的`);
const things = [
  '茶壺',
  '燈籠',
  '風箏',
  '竹笛',
  '紙船',
  '陶碗',
  '木屐',
  '算盤',
  '毛筆',
  '銅鈴',
  '布傘',
  '石獅',
  '糕餅',
  '棋盤',
  '書箱',
  '香爐',
];
