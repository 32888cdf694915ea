import type { Change, EventName, Kept } from './change.ts';
import { type Officer, requireRole } from './officer.ts';
import { Refusal } from './refusal.ts';

/**
 * A request on paper for a new user code (書面申請用戶代碼重設), from a holder who has neither card and PIN nor the contact's
 * mailbox: entered ─approve─▶ approved, ─refuse─▶ refused. Approval mails a one-time link to the address in the paper.
 */
export type Paper = Kept<'paper'> & {
  readonly number: string;
  readonly cardNumber: string;
  /** The address named in the paper. */
  readonly mail: string;
  /** The authority's file number of the letter (收文字號). */
  readonly reference: string;
  readonly state: 'entered' | 'approved' | 'refused';
  readonly enteredBy: string;
  readonly enteredAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly reason: string | null;
};

/** An officer enters what the letter says. */
export function enterPaper(
  about: Pick<Paper, 'number' | 'cardNumber' | 'mail' | 'reference'>,
  by: Officer,
  now: Date,
): Change<Paper> {
  requireRole(by, 'first-reviewer', 'help-desk');
  const next: Paper = {
    noun: 'paper',
    version: 0,
    ...about,
    state: 'entered',
    enteredBy: by.id,
    enteredAt: now,
    decidedBy: null,
    decidedAt: null,
    reason: null,
  };
  return { next, event: eventOf(next, ['paper.entered', by, now]) };
}

/** Another officer approves it. Throws `paper.same-officer`, `paper.wrong-state`. */
export function approvePaper(paper: Paper, by: Officer, now: Date): Change<Paper> {
  requireDecidable(paper, by);
  const next: Paper = { ...paper, state: 'approved', decidedBy: by.id, decidedAt: now };
  return { next, event: eventOf(next, ['paper.approved', by, now]) };
}

/** Another officer refuses it, with a reason. Throws `paper.reason-missing`, too. */
export function refusePaper(
  paper: Paper,
  reason: string,
  { by, now }: { by: Officer; now: Date },
): Change<Paper> {
  requireDecidable(paper, by);
  if (reason.trim() === '') throw new Refusal('paper.reason-missing');
  const next: Paper = { ...paper, state: 'refused', decidedBy: by.id, decidedAt: now, reason: reason.trim() };
  return { next, event: eventOf(next, ['paper.refused', by, now]) };
}

function requireDecidable(paper: Paper, by: Officer): void {
  requireRole(by, 'approver');
  if (paper.state !== 'entered') throw new Refusal('paper.wrong-state');
  if (paper.enteredBy === by.id) throw new Refusal('paper.same-officer');
}

function eventOf({ number, cardNumber }: Paper, [what, by, at]: readonly [EventName, Officer, Date]) {
  return { at, by: by.id, what, subject: cardNumber, data: { paper: number } };
}
