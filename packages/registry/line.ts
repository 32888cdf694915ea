import type { Actor, Change, EventName, Kept } from './change.ts';
import { type Officer, requireRole } from './officer.ts';
import { Refusal } from './refusal.ts';

/**
 * One card of a batch:
 *
 *   waiting ─take─▶ making ─▶ done
 *    ▲ ▲              │ └──▶ failed                    the next attempt is on the same blank or another
 *    │ └──give back───┘         │ └─remove─▶ removed ◀─remove─ waiting
 *    └────────requeue───────────┘
 */
export type Line = Kept<'line'> & {
  /** Batch and application: `B…/A…`. */
  readonly id: string;
  readonly batch: string;
  readonly application: string;
  /** Its place in the queue, from 1. */
  readonly position: number;
  /** 1 goes before 0. */
  readonly priority: number;
  readonly state: 'waiting' | 'making' | 'done' | 'failed' | 'removed';
  /** The officer who has it, since when, in which reader. */
  readonly takenBy: string | null;
  readonly takenAt: Date | null;
  readonly reader: string | null;
  readonly cardNumber: string | null;
  /** The code that says why the last attempt failed. */
  readonly code: string | null;
  readonly attempts: number;
  /** Blanks that were thrown away for it. */
  readonly spoiled: number;
};

/** An officer who has not finished a line for so long has left it: anybody may take it. */
export const leaseMs = 15 * 60_000;

/** A new line. */
export function queueLine(
  about: Pick<Line, 'batch' | 'application' | 'position' | 'priority'>,
  by: Officer,
  now: Date,
): Change<Line> {
  const next: Line = {
    noun: 'line',
    version: 0,
    id: `${about.batch}/${about.application}`,
    ...about,
    state: 'waiting',
    takenBy: null,
    takenAt: null,
    reader: null,
    cardNumber: null,
    code: null,
    attempts: 0,
    spoiled: 0,
  };
  return { next, event: eventOf(next, ['line.queued', by, now]) };
}

/**
 * An officer makes its card in a reader, for the first time or again. Throws `line.taken` while another officer has it,
 * `line.wrong-state` when it is over.
 */
export function takeLine(line: Line, reader: string, { by, now }: { by: Officer; now: Date }): Change<Line> {
  requireRole(by, 'card-operator');
  if (line.state === 'done' || line.state === 'removed') throw new Refusal('line.wrong-state');
  if (isHeldByOther(line, by, now)) throw new Refusal('line.taken');
  return move(line, { state: 'making', takenBy: by.id, takenAt: now, reader, attempts: line.attempts + 1 }, [
    'line.taken',
    by,
    now,
  ]);
}

/** Throws `line.taken` unless the line is being made by this actor. */
export function requireTaken(line: Line, by: Actor): void {
  if (line.state !== 'making' || line.takenBy !== by.id) throw new Refusal('line.taken');
}

/** Back into the queue, by who has it or after whoever left it. Throws `line.taken`, `line.wrong-state`. */
export function giveBackLine(line: Line, by: Officer, now: Date): Change<Line> {
  requireRole(by, 'card-operator');
  if (line.state !== 'making') throw new Refusal('line.wrong-state');
  if (isHeldByOther(line, by, now)) throw new Refusal('line.taken');
  return move(line, { ...free, state: 'waiting' }, ['line.given-back', by, now]);
}

/** Its card is made. */
export function finishLine(
  line: Line,
  cardNumber: string,
  { by, now }: { by: Actor; now: Date },
): Change<Line> {
  return move(line, { state: 'done', cardNumber, code: null }, ['line.done', by, now], { card: cardNumber });
}

/** The attempt broke off, with the code that says why. */
export function failLine(line: Line, code: string, { by, now }: { by: Actor; now: Date }): Change<Line> {
  return move(line, { ...free, state: 'failed', code }, ['line.failed', by, now], { code });
}

/** A failed one goes back into the queue. Throws `line.wrong-state` unless it failed. */
export function requeueLine(line: Line, by: Officer, now: Date): Change<Line> {
  requireFailed(line, by);
  return move(line, { state: 'waiting' }, ['line.requeued', by, now]);
}

/** The same, and the blank of the failed attempt was thrown away. */
export function spoilBlank(line: Line, by: Officer, now: Date): Change<Line> {
  requireFailed(line, by);
  const data = { code: line.code ?? '' };
  return move(line, { state: 'waiting', spoiled: line.spoiled + 1 }, ['line.blank-spoiled', by, now], data);
}

/** It goes before the others, or no longer. Throws `line.wrong-state` unless it waits or failed. */
export function prioritiseLine(
  line: Line,
  priority: 0 | 1,
  { by, now }: { by: Officer; now: Date },
): Change<Line> {
  requireRole(by, 'card-operator');
  requireIdle(line);
  return move(line, { priority }, [priority === 1 ? 'line.put-first' : 'line.put-back', by, now]);
}

/** Takes it out of its batch. Throws `line.wrong-state` unless it waits or failed. */
export function removeLine(line: Line, by: Officer, now: Date): Change<Line> {
  requireRole(by, 'card-operator');
  requireIdle(line);
  return move(line, { ...free, state: 'removed' }, ['line.removed', by, now]);
}

/** Whether another officer is at it, and not for too long. */
export function isHeldByOther({ state, takenBy, takenAt }: Line, by: Actor, now: Date): boolean {
  if (state !== 'making' || takenBy === by.id || takenAt === null) return false;
  return now.getTime() - takenAt.getTime() < leaseMs;
}

const free = { takenBy: null, takenAt: null, reader: null } as const;

function requireFailed({ state }: Line, by: Officer): void {
  requireRole(by, 'card-operator');
  if (state !== 'failed') throw new Refusal('line.wrong-state');
}

function requireIdle({ state }: Line): void {
  if (state !== 'waiting' && state !== 'failed') throw new Refusal('line.wrong-state');
}

type What = readonly [what: EventName, by: Actor, now: Date];

function move(
  line: Line,
  to: Partial<Line>,
  what: What,
  data: Readonly<Record<string, string>> = {},
): Change<Line> {
  const next = { ...line, ...to };
  return { next, event: eventOf(next, what, data) };
}

function eventOf(
  { batch, application }: Line,
  [what, by, at]: What,
  data: Readonly<Record<string, string>> = {},
) {
  return { at, by: by.id, what, subject: application, data: { batch, ...data } };
}
