import type { Actor, Change, EventName, Kept } from './change.ts';
import { system } from './change.ts';
import type { PukOffer } from './puk.ts';
import { Refusal } from './refusal.ts';

/** The words of `@kaika/wire/task`. */
export type Operation = 'activate' | 'unlock' | 'recode' | 'write' | 'produce';

/**
 * open ─offer─▶ offered ─▶ confirmed        `offered` again after a refuted PUK
 *   └─▶ superseded, expired, failed ◀──┘    a superseded offer can still be confirmed: the card has done it
 */
export type TaskState = 'open' | 'offered' | 'confirmed' | 'superseded' | 'expired' | 'failed';

export type Task = Kept<'task'> & {
  readonly id: string;
  readonly operation: Operation;
  readonly cardNumber: string | null;
  readonly application: string | null;
  /** The page's origin, as the task states it. */
  readonly origin: string;
  /** SHA-256 of the compact JWS, hex: what the card's transcripts name. */
  readonly hash: string;
  /** The task's ECDH private key, sealed by the store's key; empty when the task is over. */
  readonly secret: string;
  readonly state: TaskState;
  /** The last attempt at a user code; the next must be greater. */
  readonly attempt: number;
  readonly offer: (PukOffer & { readonly oneTimeKey: string; readonly at: Date }) | null;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  readonly confirmedAt: Date | null;
  readonly receipt: string | null;
  readonly reason: string | null;
};

/** A task lives this long before it is offered. */
export const taskTtlMs = 5 * 60_000;
/** A confirmation is accepted this long after the offer: the agent keeps it in its journal. */
export const confirmWithinMs = 24 * 3600_000;
/** A refuted PUK is exchanged this long after the offer: the card step takes seconds. */
const refuteWithinMs = 5 * 60_000;

export function issueTask(
  about: Pick<Task, 'id' | 'operation' | 'cardNumber' | 'application' | 'origin' | 'hash' | 'secret'>,
  by: Actor,
  now: Date,
): Change<Task> {
  const next: Task = {
    noun: 'task',
    version: 0,
    ...about,
    state: 'open',
    attempt: 0,
    offer: null,
    issuedAt: now,
    expiresAt: new Date(now.getTime() + taskTtlMs),
    confirmedAt: null,
    receipt: null,
    reason: null,
  };
  return {
    next,
    event: {
      at: now,
      by: by.id,
      what: 'task.issued',
      subject: about.id,
      data: { operation: about.operation, about: about.cardNumber ?? about.application ?? '' },
    },
  };
}

/** A newer task for the same card took its place. */
export function supersedeTask(task: Task, now: Date): Change<Task> {
  return move(task, { state: 'superseded', secret: '' }, ['task.superseded', system, now]);
}

/** A user code is about to be tried. Throws when the task is over, or for an attempt seen before (a replay). */
export function attemptTask(task: Task, attempt: number, now: Date): Change<Task> {
  requireOpen(task, now);
  if (attempt <= task.attempt) throw new Refusal('task.used');
  return move(task, { attempt }, ['task.attempted', system, now]);
}

/** The user code was right: one PUK goes out, sealed to the one-time key (thumbprint). */
export function offerTask(
  task: Task,
  offer: PukOffer,
  { oneTimeKey, now }: { oneTimeKey: string; now: Date },
): Change<Task> {
  return move(task, { state: 'offered', offer: { ...offer, oneTimeKey, at: now } }, [
    'task.offered',
    system,
    now,
  ]);
}

/** The card refused the offered PUK. Throws unless that very version is on offer. */
export function requireRefutable(task: Task, version: number, now: Date): asserts task is OfferedTask {
  requireNotSuperseded(task);
  if (task.state !== 'offered' || task.offer === null) throw new Refusal('task.used');
  if (task.offer.version !== version) throw new Refusal('task.used');
  if (now.getTime() - task.offer.at.getTime() > refuteWithinMs) throw new Refusal('task.expired');
}

/**
 * Throws unless a confirmation for that version may be counted: offered, the version is the offered next one, in time. A superseded
 * offer counts too, since the card has done it, unless a later one was confirmed (`provenVersion`).
 */
export function requireConfirmable(
  task: Task,
  version: number,
  { provenVersion, now }: { provenVersion: number; now: Date },
): asserts task is OfferedTask {
  if (task.offer === null) throw new Refusal(task.state === 'superseded' ? 'task.superseded' : 'task.used');
  if (task.state === 'superseded' && version <= provenVersion) throw new Refusal('task.superseded');
  if (task.state !== 'offered' && task.state !== 'superseded') throw new Refusal('task.used');
  if (task.offer.nextVersion !== version) throw new Refusal('task.used');
  if (now.getTime() - task.offer.at.getTime() > confirmWithinMs) throw new Refusal('task.expired');
}

export type OfferedTask = Task & { readonly offer: NonNullable<Task['offer']> };

/** Done. */
export function confirmTask(
  task: Task,
  receipt: string | null,
  { by, now }: { by: Actor; now: Date },
): Change<Task> {
  return move(task, { state: 'confirmed', confirmedAt: now, receipt, secret: '' }, [
    'task.confirmed',
    by,
    now,
  ]);
}

/** Ended without success, with the code that says why. */
export function failTask(task: Task, reason: string, now: Date): Change<Task> {
  return move(task, { state: 'failed', reason, secret: '' }, ['task.failed', system, now, { reason }]);
}

/** Its time is over and nothing was offered. */
export function expireTask(task: Task, now: Date): Change<Task> {
  return move(task, { state: 'expired', secret: '' }, ['task.expired', system, now]);
}

/** Throws unless the task is open and in time. */
export function requireOpen(task: Task, now: Date): void {
  requireNotSuperseded(task);
  if (task.state === 'expired') throw new Refusal('task.expired');
  if (task.state === 'failed' && task.reason === 'code.locked') throw new Refusal('code.locked');
  if (task.state !== 'open') throw new Refusal('task.used');
  if (now.getTime() > task.expiresAt.getTime()) throw new Refusal('task.expired');
}

function requireNotSuperseded(task: Task): void {
  if (task.state === 'superseded') throw new Refusal('task.superseded');
}

type What = readonly [EventName, Actor, Date, Readonly<Record<string, string>>?];

function move(task: Task, to: Partial<Task>, [what, by, now, data]: What): Change<Task> {
  const event = { at: now, by: by.id, what, subject: task.id };
  return { next: { ...task, ...to }, event: data === undefined ? event : { ...event, data } };
}
