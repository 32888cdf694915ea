import type { RevocationReason } from './certificate.ts';
import type { Actor, Change, EventName, Kept } from './change.ts';
import { system } from './change.ts';
import { type Officer, requireRole } from './officer.ts';
import { Refusal } from './refusal.ts';

/** Which cards a mass revocation hits; what is left out does not matter. All that is said must hold. */
export type SweepScope = {
  /** OID. */
  readonly organisation?: string;
  /** Of the card, as its model file names it. */
  readonly model?: string;
  /** Of the authority's key that signed its certificates. */
  readonly generation?: string;
  /** Days of issue, both ends included. */
  readonly issuedFrom?: string;
  readonly issuedUntil?: string;
  /** Card numbers, separated by blanks. */
  readonly numbers?: string;
};

/** Cards a minute. */
export const sweepRate = { least: 1, most: 600, usual: 60 } as const;

/**
 * A mass revocation (大量廢止): proposed ─start─▶ running ◀─pause, resume─▶ paused; running ─▶ done. refused instead of started;
 * stopped instead of done. The cards it hits are named when it is proposed, so that what is approved is what was shown.
 */
export type Sweep = Kept<'sweep'> & {
  readonly number: string;
  readonly scope: SweepScope;
  readonly reason: RevocationReason;
  /** 事由, in words. */
  readonly grounds: string;
  readonly perMinute: number;
  /** Cards named. */
  readonly total: number;
  readonly state: 'proposed' | 'running' | 'paused' | 'done' | 'refused' | 'stopped';
  readonly enteredBy: string;
  readonly enteredAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly refusal: string | null;
  /** Since when it runs, without a pause. */
  readonly runningSince: Date | null;
  readonly endedAt: Date | null;
};

/** Proposes one. Throws `sweep.no-scope`, `sweep.empty`, `sweep.rate`, `proposal.grounds-missing`. */
export function proposeSweep(
  about: Pick<Sweep, 'number' | 'scope' | 'reason' | 'grounds' | 'perMinute' | 'total'>,
  by: Officer,
  now: Date,
): Change<Sweep> {
  requireRole(by, 'administrator');
  requireScope(about.scope);
  if (about.total === 0) throw new Refusal('sweep.empty');
  if (!isRate(about.perMinute)) throw new Refusal('sweep.rate');
  if (about.grounds.trim() === '') throw new Refusal('proposal.grounds-missing');
  const next: Sweep = {
    noun: 'sweep',
    version: 0,
    ...about,
    grounds: about.grounds.trim(),
    state: 'proposed',
    enteredBy: by.id,
    enteredAt: now,
    decidedBy: null,
    decidedAt: null,
    refusal: null,
    runningSince: null,
    endedAt: null,
  };
  return { next, event: eventOf(next, ['sweep.proposed', by, now]) };
}

/** Throws `sweep.no-scope` where nothing is said: everything is never meant by leaving everything out. */
export function requireScope(scope: SweepScope): void {
  if (Object.values(scope).every((value) => value === '')) throw new Refusal('sweep.no-scope');
}

/** Another officer starts it. Throws `sweep.wrong-state`, `proposal.same-officer`. */
export function startSweep(sweep: Sweep, by: Officer, now: Date): Change<Sweep> {
  requireStarter(sweep, by);
  return move(sweep, { state: 'running', decidedBy: by.id, decidedAt: now, runningSince: now }, [
    'sweep.started',
    by,
    now,
  ]);
}

/** Another officer refuses it, with a reason. */
export function refuseSweep(
  sweep: Sweep,
  reason: string,
  { by, now }: { by: Officer; now: Date },
): Change<Sweep> {
  requireStarter(sweep, by);
  if (reason.trim() === '') throw new Refusal('proposal.reason-missing');
  const said = { decidedBy: by.id, decidedAt: now, refusal: reason.trim(), endedAt: now };
  return move(sweep, { state: 'refused', ...said }, ['sweep.refused', by, now]);
}

/** One officer is enough to hold it: what is not revoked yet can be revoked later. */
export function pauseSweep(sweep: Sweep, by: Officer, now: Date): Change<Sweep> {
  requireRole(by, ...holders);
  requireState(sweep, 'running');
  return move(sweep, { state: 'paused', runningSince: null }, ['sweep.paused', by, now]);
}

/** Goes on with what was approved. */
export function resumeSweep(sweep: Sweep, by: Officer, now: Date): Change<Sweep> {
  requireRole(by, ...holders);
  requireState(sweep, 'paused');
  return move(sweep, { state: 'running', runningSince: now }, ['sweep.resumed', by, now]);
}

/** Ends it before its end, for good. */
export function stopSweep(sweep: Sweep, by: Officer, now: Date): Change<Sweep> {
  requireRole(by, ...holders);
  requireState(sweep, 'running', 'paused');
  return move(sweep, { state: 'stopped', runningSince: null, endedAt: now }, ['sweep.stopped', by, now]);
}

/** No card is left. */
export function endSweep(sweep: Sweep, now: Date): Change<Sweep> {
  requireState(sweep, 'running');
  return move(sweep, { state: 'done', runningSince: null, endedAt: now }, ['sweep.done', system, now]);
}

/** The minute of the clock in which a moment lies: rates are kept from one to the next, and what was missed is not made up for. */
export function minuteOf(now: Date): Date {
  return new Date(Math.floor(now.getTime() / 60_000) * 60_000);
}

/** How many more cards may be revoked in this minute, of which `settled` were already. */
export function allowance({ state, perMinute }: Sweep, settled: number): number {
  return state === 'running' ? Math.max(0, perMinute - settled) : 0;
}

/** Whether this officer may start or refuse it. */
export function mayStart(sweep: Sweep, { id, roles, state }: Officer): boolean {
  if (state !== 'serving' || sweep.state !== 'proposed' || sweep.enteredBy === id) return false;
  return holders.some((role) => roles.includes(role));
}

/** Who starts, pauses, resumes and stops. */
const holders = ['administrator', 'approver'] as const;

function requireStarter(sweep: Sweep, by: Officer): void {
  requireRole(by, ...holders);
  requireState(sweep, 'proposed');
  if (sweep.enteredBy === by.id) throw new Refusal('proposal.same-officer');
}

function requireState(sweep: Sweep, ...states: readonly Sweep['state'][]): void {
  if (!states.includes(sweep.state)) throw new Refusal('sweep.wrong-state');
}

function isRate(perMinute: number): boolean {
  return Number.isInteger(perMinute) && perMinute >= sweepRate.least && perMinute <= sweepRate.most;
}

function move(
  sweep: Sweep,
  to: Partial<Sweep>,
  [what, by, now]: readonly [EventName, Actor, Date],
): Change<Sweep> {
  const next = { ...sweep, ...to };
  return { next, event: eventOf(next, [what, by, now]) };
}

function eventOf({ number, total }: Sweep, [what, by, at]: readonly [EventName, Actor, Date]) {
  return { at, by: by.id, what, subject: number, data: { cards: String(total) } };
}
