import type { Actor, Change, EventName, Kept } from './change.ts';
import { type Officer, requireRole } from './officer.ts';
import { Refusal } from './refusal.ts';

/** How the lines of a batch are put into their first order. */
export const batchOrders = ['submitted', 'name', 'address'] as const;
export type BatchOrder = (typeof batchOrders)[number];

/** Cards that are produced together (製卡批次): its lines (`line.ts`) are the queue. Closed, its unfinished lines are free for another batch. */
export type Batch = Kept<'batch'> & {
  /** `B`, the day in Taipei, four digits. */
  readonly number: string;
  /** What the operators call it; may be empty. */
  readonly title: string;
  readonly order: BatchOrder;
  readonly state: 'open' | 'paused' | 'closed';
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly closedAt: Date | null;
  /** How many times its letters were made, and when last. */
  readonly lettersMade: number;
  readonly lettersAt: Date | null;
};

/** A card operator puts approved applications into a batch. Throws `batch.empty` for none. */
export function makeBatch(
  about: Pick<Batch, 'number' | 'title' | 'order'> & { readonly size: number },
  by: Officer,
  now: Date,
): Change<Batch> {
  requireRole(by, 'card-operator');
  const { size, ...facts } = about;
  if (size === 0) throw new Refusal('batch.empty');
  const next: Batch = {
    noun: 'batch',
    version: 0,
    ...facts,
    state: 'open',
    madeBy: by.id,
    madeAt: now,
    closedAt: null,
    lettersMade: 0,
    lettersAt: null,
  };
  return { next, event: eventOf(next, ['batch.made', by, now], { lines: String(size) }) };
}

/** Nothing new is begun until it is resumed; what is in a reader is finished. */
export function pauseBatch(batch: Batch, by: Officer, now: Date): Change<Batch> {
  requireRole(by, 'card-operator');
  requireNotClosed(batch);
  const next: Batch = { ...batch, state: 'paused' };
  return { next, event: eventOf(next, ['batch.paused', by, now]) };
}

export function resumeBatch(batch: Batch, by: Officer, now: Date): Change<Batch> {
  requireRole(by, 'card-operator');
  requireNotClosed(batch);
  const next: Batch = { ...batch, state: 'open' };
  return { next, event: eventOf(next, ['batch.resumed', by, now]) };
}

/** Ends it; the caller takes its unfinished lines out. */
export function closeBatch(batch: Batch, by: Officer, now: Date): Change<Batch> {
  requireRole(by, 'card-operator');
  requireNotClosed(batch);
  const next: Batch = { ...batch, state: 'closed', closedAt: now };
  return { next, event: eventOf(next, ['batch.closed', by, now]) };
}

/** Its letters were made; every time after the first is a reprint, and the log says so. */
export function noteLetters(
  batch: Batch,
  letters: number,
  { by, now }: { by: Officer; now: Date },
): Change<Batch> {
  requireRole(by, 'card-operator');
  const lettersMade = batch.lettersMade + 1;
  const next: Batch = { ...batch, lettersMade, lettersAt: now };
  const data = { letters: String(letters), copy: String(lettersMade) };
  const what = lettersMade === 1 ? 'batch.letters-made' : 'batch.letters-reprinted';
  return { next, event: eventOf(next, [what, by, now], data) };
}

/** Throws `batch.paused`, `batch.closed` unless a card of it may be begun. */
export function requireRunning({ state }: Batch): void {
  if (state === 'paused') throw new Refusal('batch.paused');
  if (state === 'closed') throw new Refusal('batch.closed');
}

function requireNotClosed({ state }: Batch): void {
  if (state === 'closed') throw new Refusal('batch.closed');
}

function eventOf(
  { number }: Batch,
  [what, by, at]: readonly [EventName, Actor, Date],
  data: Readonly<Record<string, string>> = {},
) {
  return { at, by: by.id, what, subject: number, data };
}
