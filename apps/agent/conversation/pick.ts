import { toHex } from '@kaika/bytes/hex';
import { CardError } from '@kaika/card/error';
import { readGuid } from '@kaika/card/holder';
import { select } from '@kaika/card/object';
import type { Slot } from '@kaika/card/slot';
import type { Transport } from '@kaika/card/transport';
import type { Problem, ProblemCode } from '@kaika/wire/problem';
import type { Cards, Reader } from '../holding/cards.ts';
import { type Holding, lineOf, toHeld } from '../holding/holding.ts';
import { bytesOf, type Face, textOf } from './face.ts';
import { Halt, isCurable, problemOf } from './halt.ts';
import type { Lack } from './screen.ts';

/** Which card a conversation needs. */
export type Wanted = {
  /** The slot whose certificate the person chooses by. */
  readonly slot: Slot;
  fits(holding: Holding, reader: string): boolean;
  /** Of several that fit, those that are meant; the others count only where there are none. */
  prefers?(holding: Holding): boolean;
  /** What is said of a card that lies there and does not fit. */
  readonly otherwise: ProblemCode;
  readonly cardNumber?: string;
  /** A reader the page suggests; taken where its card fits. */
  readonly reader?: string | undefined;
};

export type Picked = { readonly reader: string; readonly holding: Holding; readonly busy: boolean };

/**
 * Runs `work` with a card that fits: waits for it, lets the person choose where there are several. Where the card is pulled or
 * something else this side of the wire fails, says so and begins `work` again. Rejects with what cannot be cured here.
 */
export async function withPicked<T>(
  face: Face,
  cards: Cards,
  order: { readonly wanted: Wanted; readonly work: (picked: Picked) => Promise<T> },
): Promise<T> {
  let because: Problem | null = null;
  for (;;) {
    try {
      return await order.work(await pickCard(face, cards, { ...order.wanted, because }));
    } catch (error) {
      because = await cure(face, error);
    }
  }
}

/** Runs a step that needs no card again until it succeeds, fails for good, or the person gives up. */
export async function persist<T>(face: Face, step: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await step();
    } catch (error) {
      await cure(face, error);
    }
  }
}

/**
 * Runs `work` in one transaction, PIV selected, with the very card that was picked. Throws `CardError` `card.mismatch` where another
 * one lies there by now.
 */
export async function withCard<T>(
  cards: Cards,
  picked: Picked,
  work: (card: Transport) => Promise<T>,
): Promise<T> {
  return cards.exclusive(picked.reader, async (card) => {
    await select(card);
    const guid = await readGuid(card);
    if ((guid === null ? null : toHex(guid)) !== picked.holding.guid) throw new CardError('card.mismatch');
    return work(card);
  });
}

/** Says what went wrong and waits for «try again». Answers what to say while waiting for a pulled card; rethrows the incurable. */
async function cure(face: Face, error: unknown): Promise<Problem | null> {
  const problem = problemOf(error);
  if (problem === null || !isCurable(problem.code)) throw error;
  if (problem.code === 'card.removed' || problem.code === 'card.none') return problem;
  await face.ask({ kind: 'problem', problem }).catch(() => {
    throw error;
  });
  return null;
}

async function pickCard(
  face: Face,
  cards: Cards,
  wanted: Wanted & { readonly because: Problem | null },
): Promise<Picked> {
  face.show({ kind: 'working', work: 'reading' });
  for (;;) {
    const { version, readers } = await listReaders(cards);
    const fitting = readers === null ? [] : fittingOf(readers, wanted);
    if (fitting.length > 0 && fitting.every(({ busy }) => busy)) throw new Halt('agent.busy');
    const [only, ...others] = fitting;
    if (only !== undefined && others.length === 0) return only;
    if (only !== undefined) return choose(face, fitting, wanted.slot);
    const lack = lackOf(readers, wanted);
    await face.wait({ kind: 'wait', lack }, (gone) => cards.changed(version, gone));
  }
}

async function listReaders(cards: Cards): Promise<{ version: number; readers: readonly Reader[] | null }> {
  const version = cards.version();
  try {
    return await cards.list();
  } catch (error) {
    if (error instanceof CardError && error.code === 'reader.no-service') return { version, readers: null };
    throw error;
  }
}

function fittingOf(readers: readonly Reader[], wanted: Wanted): Picked[] {
  const fitting = readers.flatMap(({ name, holding, busy }) =>
    holding !== null && wanted.fits(holding, name) ? [{ reader: name, holding, busy }] : [],
  );
  const suggested = fitting.filter(({ reader }) => reader === wanted.reader);
  if (suggested.length > 0) return suggested;
  const preferred = fitting.filter(({ holding }) => wanted.prefers?.(holding) ?? true);
  return preferred.length > 0 ? preferred : fitting;
}

async function choose(face: Face, fitting: readonly Picked[], slot: Slot): Promise<Picked> {
  const lines = fitting.map(({ reader, holding }) => lineOf(reader, holding, slot));
  const reply = await face.ask({ kind: 'choose', cards: lines });
  const chosen = bytesOf(reply, 'card').length === 0 ? undefined : fitting[Number(textOf(reply, 'card'))];
  if (chosen === undefined) throw new Halt('agent.request-bad');
  return chosen;
}

function lackOf(readers: readonly Reader[] | null, wanted: Wanted & { because: Problem | null }): Lack {
  const cardNumber = wanted.cardNumber ?? null;
  const lack = (of: Lack['of'], code: ProblemCode): Lack => ({
    of,
    problem: { code },
    cardNumber,
    found: [],
  });
  if (readers === null) return lack('service', 'reader.no-service');
  if (readers.length === 0) return lack('reader', 'reader.none');
  const filled = readers.filter(({ holding, problem }) => holding !== null || problem !== null);
  if (filled.length === 0)
    return { ...lack('card', 'card.none'), problem: wanted.because ?? { code: 'card.none' } };
  const unreadable = filled.every(({ holding }) => holding === null);
  const found = filled.map(({ name, holding }) => ({
    name,
    card: holding === null ? null : toHeld(holding),
  }));
  return { ...lack('right-card', unreadable ? 'card.unreadable' : wanted.otherwise), found };
}
