import type { Actor, Case, CaseState, Change, Content, Event, EventName, SignedReport } from './case.ts';
import { check } from './check.ts';
import { Refusal } from './refusal.ts';

/** Where the firm may write. */
export function isEditable(held: Case): boolean {
  return held.state === 'draft' || held.state === 'supplement';
}

export function isWithdrawable(held: Case): boolean {
  return ['draft', 'signed', 'submitted', 'received'].includes(held.state);
}

/** Replaces the content. A signature made for a supplement falls with it. Refuses `case.not-editable`. */
export function edit(held: Case, by: Actor, to: { readonly content: Content; readonly now: Date }): Change {
  if (!isEditable(held)) throw new Refusal('case.not-editable');
  return change(held, by, { what: 'case.edited', now: to.now, next: { content: to.content, report: null } });
}

/** Takes a signature back so that the content can be changed: signed → draft. */
export function reopen(held: Case, by: Actor, now: Date): Change {
  only(held, 'signed');
  return change(held, by, { what: 'case.reopened', now, next: { state: 'draft', report: null } });
}

/** Whether the content may be signed now; refuses by the first finding of {@link check}. */
export function assertSignable(held: Case, today: string): void {
  if (!isEditable(held)) throw new Refusal('case.wrong-state');
  const [first] = check(held.content, today);
  if (first !== undefined) throw new Refusal(first.code, first.detail);
}

/** Keeps a verified signed report: draft → signed; a supplement stays one until it is handed in. */
export function sign(
  held: Case,
  by: Actor,
  made: { readonly report: SignedReport; readonly now: Date },
): Change {
  if (!isEditable(held)) throw new Refusal('case.wrong-state');
  const state: CaseState = held.state === 'draft' ? 'signed' : held.state;
  const detail = { sha256: made.report.sha256, serialNumber: made.report.serialNumber };
  return change(held, by, {
    what: 'case.signed',
    now: made.now,
    next: { state, report: made.report },
    detail,
  });
}

/** Hands the case in: signed → submitted, or a signed supplement → resubmitted. `number` is used the first time only. */
export function submit(held: Case, by: Actor, at: { readonly number: string; readonly now: Date }): Change {
  if (held.state === 'draft') throw new Refusal('case.unsigned');
  only(held, 'signed', 'supplement');
  if (held.report === null) throw new Refusal('case.unsigned');
  const number = held.number ?? at.number;
  const detail = { number, sha256: held.report.sha256 };
  if (held.state === 'supplement') {
    return change(held, by, {
      what: 'case.resubmitted',
      now: at.now,
      next: { state: 'resubmitted' },
      detail,
    });
  }
  const next = { state: 'submitted', number, submittedAt: at.now } as const;
  return change(held, by, { what: 'case.submitted', now: at.now, next, detail });
}

/** The receipt is made: submitted → received; a resubmitted case stays so until it is taken up. */
export function receive(held: Case, by: Actor, at: { readonly receipt: string; readonly now: Date }): Change {
  only(held, 'submitted', 'resubmitted');
  const state: CaseState = held.state === 'submitted' ? 'received' : held.state;
  return change(held, by, {
    what: 'case.received',
    now: at.now,
    next: { state },
    detail: { receipt: at.receipt },
  });
}

/** The firm takes it back before examination. */
export function withdraw(held: Case, by: Actor, now: Date): Change {
  if (!isWithdrawable(held)) throw new Refusal('case.wrong-state');
  return change(held, by, { what: 'case.withdrawn', now, next: { state: 'withdrawn' } });
}

/** An examiner takes it up: received or resubmitted → examining. Refuses `case.own-firm`. */
export function examine(held: Case, by: Actor, now: Date): Change {
  only(held, 'received', 'resubmitted');
  stranger(held, by);
  return change(held, by, { what: 'case.examined', now, next: { state: 'examining' } });
}

export type Decision = { readonly reason: string; readonly now: Date };

/** examining → supplement; the reason is what the firm reads. */
export function requestSupplement(held: Case, by: Actor, decision: Decision): Change {
  return decide(held, by, { ...decision, state: 'supplement', what: 'case.supplement-requested' });
}

/** examining → accepted; the reason may be empty. */
export function accept(held: Case, by: Actor, decision: Decision): Change {
  return decide(held, by, { ...decision, state: 'accepted', what: 'case.accepted' });
}

/** examining → rejected, for good. */
export function reject(held: Case, by: Actor, decision: Decision): Change {
  return decide(held, by, { ...decision, state: 'rejected', what: 'case.rejected' });
}

function decide(held: Case, by: Actor, to: Decision & { state: CaseState; what: EventName }): Change {
  only(held, 'examining');
  stranger(held, by);
  const reason = to.reason.trim();
  if (reason === '' && to.state !== 'accepted') throw new Refusal('case.reason-missing');
  const next = {
    state: to.state,
    reason: reason === '' ? null : reason,
    // A supplement is a new paper: what was signed before cannot stand for it.
    ...(to.state === 'supplement' ? { report: null } : {}),
  };
  return change(held, by, { what: to.what, now: to.now, next, detail: reason === '' ? {} : { reason } });
}

function only(held: Case, ...states: readonly CaseState[]): void {
  if (!states.includes(held.state)) throw new Refusal('case.wrong-state');
}

function stranger(held: Case, by: Actor): void {
  if (by.orgOid === held.firm.oid) throw new Refusal('case.own-firm');
}

type Move = {
  readonly what: EventName;
  readonly now: Date;
  readonly next: Partial<Case>;
  readonly detail?: Event['detail'];
};

function change(held: Case, by: Actor, move: Move): Change {
  return {
    next: { ...held, ...move.next, changedAt: move.now },
    event: { caseId: held.id, at: move.now, by, what: move.what, detail: move.detail ?? {} },
  };
}
