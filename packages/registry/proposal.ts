import type { RevocationReason } from './certificate.ts';
import type { Change, EventName, Kept } from './change.ts';
import { type Officer, type Role, requireRole } from './officer.ts';
import { Refusal } from './refusal.ts';

/** What two officers do together: revoke a card on request, and who the officers are. */
export const proposalKinds = ['revoke', 'appoint', 'roles', 'card', 'dismiss'] as const;
export type ProposalKind = (typeof proposalKinds)[number];

/** Why an officer revokes: what a holder may say, and what is the authority's to find. */
export const officerReasons = [
  'keyCompromise',
  'cessationOfOperation',
  'affiliationChanged',
  'superseded',
  'privilegeWithdrawn',
  'unspecified',
] as const satisfies readonly RevocationReason[];

/**
 * What one officer proposes and another decides (四眼): entered ─approve─▶ approved, ─refuse─▶ refused, ─withdraw─▶ withdrawn. What
 * it is about happens in the transaction of its approval.
 */
export type Proposal = Kept<'proposal'> & {
  readonly number: string;
  readonly kind: ProposalKind;
  /** The card to be revoked, or the officer; the card of a person to be appointed. */
  readonly subject: string;
  /** What the kind needs: `reason`, `suspended` of a revocation; `roles`, `cardNumber`, `name` of an officer. */
  readonly about: Readonly<Record<string, string>>;
  /** 事由: why, in words. */
  readonly grounds: string;
  readonly state: 'entered' | 'approved' | 'refused' | 'withdrawn';
  readonly enteredBy: string;
  readonly enteredAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  /** Why it was refused. */
  readonly refusal: string | null;
  readonly receipt: string | null;
};

/** Who may enter a proposal of a kind. */
export function mayPropose({ roles, state }: Officer, kind: ProposalKind): boolean {
  return state === 'serving' && proposers(kind).some((role) => roles.includes(role));
}

/** Who may decide it: neither who entered it nor whom it is about. */
export function mayDecideProposal(proposal: Proposal, { id, roles, state }: Officer): boolean {
  if (state !== 'serving' || proposal.state !== 'entered') return false;
  if (proposal.enteredBy === id || proposal.subject === id) return false;
  return deciders(proposal.kind).some((role) => roles.includes(role));
}

/** Enters one. Throws `proposal.grounds-missing`; `officer.not-allowed` for one about oneself. */
export function enterProposal(
  about: Pick<Proposal, 'number' | 'kind' | 'subject' | 'about' | 'grounds'>,
  by: Officer,
  now: Date,
): Change<Proposal> {
  requireRole(by, ...proposers(about.kind));
  if (about.subject === by.id) throw new Refusal('officer.not-allowed');
  if (about.grounds.trim() === '') throw new Refusal('proposal.grounds-missing');
  const next: Proposal = {
    noun: 'proposal',
    version: 0,
    ...about,
    grounds: about.grounds.trim(),
    state: 'entered',
    enteredBy: by.id,
    enteredAt: now,
    decidedBy: null,
    decidedAt: null,
    refusal: null,
    receipt: null,
  };
  return { next, event: eventOf(next, ['proposal.entered', by, now]) };
}

/** Another officer approves it. Throws `proposal.wrong-state`, `proposal.same-officer`. */
export function approveProposal(
  proposal: Proposal,
  { by, now, receipt = null }: { by: Officer; now: Date; receipt?: string | null },
): Change<Proposal> {
  requireDecidable(proposal, by);
  const next: Proposal = { ...proposal, state: 'approved', decidedBy: by.id, decidedAt: now, receipt };
  return { next, event: eventOf(next, ['proposal.approved', by, now]) };
}

/** Another officer refuses it. Throws `proposal.reason-missing`, too. */
export function refuseProposal(
  proposal: Proposal,
  reason: string,
  { by, now }: { by: Officer; now: Date },
): Change<Proposal> {
  requireDecidable(proposal, by);
  if (reason.trim() === '') throw new Refusal('proposal.reason-missing');
  const said = { state: 'refused', decidedBy: by.id, decidedAt: now, refusal: reason.trim() } as const;
  const next: Proposal = { ...proposal, ...said };
  return { next, event: eventOf(next, ['proposal.refused', by, now]) };
}

/** Whoever entered it takes it back. Throws `proposal.wrong-state`, `officer.not-allowed`. */
export function withdrawProposal(proposal: Proposal, by: Officer, now: Date): Change<Proposal> {
  if (proposal.state !== 'entered') throw new Refusal('proposal.wrong-state');
  if (proposal.enteredBy !== by.id) throw new Refusal('officer.not-allowed');
  const next: Proposal = { ...proposal, state: 'withdrawn', decidedBy: by.id, decidedAt: now };
  return { next, event: eventOf(next, ['proposal.withdrawn', by, now]) };
}

/** Throws unless this officer may decide it now. */
export function requireDecidable(proposal: Proposal, by: Officer): void {
  requireRole(by, ...deciders(proposal.kind));
  if (proposal.state !== 'entered') throw new Refusal('proposal.wrong-state');
  if (proposal.enteredBy === by.id || proposal.subject === by.id) throw new Refusal('proposal.same-officer');
}

function proposers(kind: ProposalKind): readonly Role[] {
  return kind === 'revoke' ? ['first-reviewer', 'approver'] : ['administrator'];
}

function deciders(kind: ProposalKind): readonly Role[] {
  return kind === 'revoke' ? ['approver'] : ['administrator', 'approver'];
}

function eventOf({ number, kind, subject }: Proposal, [what, by, at]: readonly [EventName, Officer, Date]) {
  return { at, by: by.id, what, subject, data: { proposal: number, kind } };
}
