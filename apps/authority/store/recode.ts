import type { Card } from '@kaika/registry/card';
import type { Recoding } from '@kaika/registry/recode';
import { requireCode } from './card.ts';
import { openLinks } from './link.ts';
import type { Reader } from './table.ts';
import { unfinishedTasks } from './task.ts';

/** Everything a new user code of this card meets. */
export async function readRecoding(db: Reader, card: Card): Promise<Recoding> {
  return {
    card,
    code: await requireCode(db, card.number),
    links: await openLinks(db, card.number),
    tasks: await unfinishedTasks(db, card.number),
  };
}
