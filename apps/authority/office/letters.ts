import { noteLetters } from '@kaika/registry/batch';
import { noteLetter } from '@kaika/registry/card';
import type { Officer } from '@kaika/registry/officer';
import { Refusal } from '@kaika/registry/refusal';
import type { Context } from '../context.ts';
import { postingLetter } from '../production/letter.ts';
import { batchLetters, type Letter } from '../production/letters.ts';
import { requireApplication } from '../store/application.ts';
import { requireBatch } from '../store/batch.ts';
import { lettersOfBatch, requireCard } from '../store/card.ts';
import { countEventsAbout } from '../store/event.ts';
import { act, keep } from '../store/save.ts';

/** The letters of all cards of a batch that are made and not yet used, as one PDF; the log tells each printing. Throws `batch.no-letters`. */
export async function makeLetters(context: Context, number: string, by: Officer): Promise<Uint8Array> {
  const { letters, batch, now } = await act(context.db, async (trx) => {
    const now = context.now();
    const found: readonly Letter[] = await lettersOfBatch(trx, number);
    if (found.length === 0) throw new Refusal('batch.no-letters');
    const noted = noteLetters(await requireBatch(trx, number), found.length, { by, now });
    return { changes: [noted], answer: { letters: found, batch: noted.next, now } };
  });
  return batchLetters(context, letters, { batch: number, copy: batch.lettersMade, now });
}

/** The letter of one card; the log tells which copy it is. Throws `card.incomplete`. */
export async function makeLetter(context: Context, number: string, by: Officer): Promise<Uint8Array> {
  const { db, now } = context;
  const card = await requireCard(db, number);
  const application = await requireApplication(db, card.application);
  const copies = await countEventsAbout(db, number, 'card.letter-made');
  await keep(db, noteLetter(card, copies + 1, { by, now: now() }));
  return postingLetter(context, { card, application });
}
