import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Language } from '@kaika/look/language';
import { Halt } from '../conversation/halt.ts';
import type { Picked } from '../conversation/pick.ts';
import { openDiary } from '../diary.ts';
import { type Cards, openCards, type Reader } from '../holding/cards.ts';
import type { CardService } from '../reader/cardservice.ts';
import { type Desk, openDesk } from '../reader/desk.ts';
import { UsageError } from './outcome.ts';
import type { Shell } from './shell.ts';
import type { CommandWords } from './words.ts';

/** What was said before the command's own options. */
export type Common = {
  readonly json: boolean;
  readonly desk: string | null;
  readonly folder: string;
  readonly language: Language;
};

/** One run of a command. */
export type Visit = {
  readonly shell: Shell;
  readonly common: Common;
  readonly words: CommandWords;
};

/** Runs `work` with the readers of this computer or of the desk, and closes them. */
export async function withCards<T>(visit: Visit, work: (cards: Cards) => Promise<T>): Promise<T> {
  await using service = await openService(visit);
  using cards = openCards(service);
  return await work(cards);
}

/**
 * The card a command is about: the one in the reader that was named, or the only one. Throws `Halt` `reader.none`, `card.none` and what keeps a
 * card from being read; `UsageError` where several could be meant.
 */
export async function pickOne(visit: Visit, cards: Cards, reader: string | undefined): Promise<Picked> {
  const { readers } = await cards.list();
  const asked = reader === undefined ? readers : readers.filter(({ name }) => name === reader);
  if (asked.length === 0) throw new Halt('reader.none');
  const filled = asked.filter(({ holding }) => holding !== null && holding.kind !== 'blank');
  if (filled.length > 1) throw new UsageError(visit.words.severalCards);
  return pickedOf(filled[0] ?? asked.find(({ problem }) => problem !== null));
}

/** The desk that `--desk` names, or null. Throws `UsageError` where the folder holds none. */
export async function openDeskOf({ shell, common, words }: Visit): Promise<Desk | null> {
  if (common.desk === null) return null;
  // Opening makes a desk where there is none; a slip of the pen shall not.
  await access(join(common.desk, 'desk.json')).catch(() => {
    throw new UsageError(words.badFolder);
  });
  return openDesk({ folder: common.desk, now: shell.now });
}

/** Writes a line of the log that the card manager shows. */
export async function note(visit: Visit, what: string, outcome: string): Promise<void> {
  const diary = await openDiary(visit.common.folder);
  await diary.add({ at: visit.shell.now().toISOString(), origin: null, what, outcome });
}

function pickedOf(reader: Reader | undefined): Picked {
  if (reader?.problem != null) throw new Halt(reader.problem);
  if (reader?.holding == null) throw new Halt('card.none');
  return { reader: reader.name, holding: reader.holding, busy: false };
}

/** The readers of this computer, or of the desk that `--desk` names. */
export async function openService(visit: Visit): Promise<CardService> {
  return (await openDeskOf(visit)) ?? visit.shell.openReaders();
}
