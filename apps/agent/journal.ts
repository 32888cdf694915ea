import { join } from 'node:path';
import { cardNumber, confirm } from '@kaika/wire/task';
import { z } from 'zod';
import { readData, writeData } from './settings.ts';

const entry = z.object({
  /** The authority's page that may carry it. */
  origin: z.string(),
  cardNumber,
  confirm,
  at: z.iso.datetime(),
});
export type JournalEntry = Readonly<z.infer<typeof entry>>;

/** For so long an authority takes a late confirmation. */
const keptMilliseconds = 24 * 3600 * 1000;

/** Confirmations of cards already changed that no authority has answered yet. Holds no secret. */
export type Journal = {
  /** Those of an origin that are not too old. */
  of(origin: string): readonly JournalEntry[];
  add(entry: JournalEntry): Promise<void>;
  remove(task: string): Promise<void>;
};

/** Opens the journal file of the agent's folder. */
export async function openJournal(folder: string, now: () => Date): Promise<Journal> {
  const file = join(folder, 'journal.json');
  let entries: readonly JournalEntry[] = (await readData(file, z.array(entry))) ?? [];
  const fresh = () => entries.filter(({ at }) => now().getTime() - Date.parse(at) < keptMilliseconds);
  const keep = async (next: readonly JournalEntry[]) => {
    entries = next;
    await writeData(file, next);
  };
  return {
    of: (origin) => fresh().filter((one) => one.origin === origin),
    add: (one) => keep([...fresh().filter(({ confirm }) => confirm.task !== one.confirm.task), one]),
    remove: (task) => keep(fresh().filter(({ confirm }) => confirm.task !== task)),
  };
}
