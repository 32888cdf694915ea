import type { Logger } from 'pino';
import type { Diary } from '../diary.ts';
import type { Cards } from '../holding/cards.ts';
import type { Journal } from '../journal.ts';
import type { Trust } from '../trust.ts';

/** What every conversation of one agent has in common. */
export type Context = {
  readonly cards: Cards;
  readonly trust: Trust;
  readonly journal: Journal;
  /** Ids of tasks whose release was received: none is carried out twice. */
  readonly usedTasks: Set<string>;
  readonly version: string;
  readonly now: () => Date;
  /** What the person may read of it all. */
  readonly diary: Diary;
  /** Never given a secret, a certificate or a document's name. */
  readonly log: Logger;
};
