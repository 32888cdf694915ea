import { randomUUID } from 'node:crypto';
import { requireStateIn, resume, revoke, suspend } from '@kaika/registry/card';
import {
  isRevocable,
  type RevocationReason,
  resumeCertificate,
  revokeCertificate,
  suspendCertificate,
} from '@kaika/registry/certificate';
import type { Changes } from '@kaika/registry/noun';
import type { Officer, Role } from '@kaika/registry/officer';
import { roles } from '@kaika/registry/officer';
import {
  approveProposal,
  enterProposal,
  officerReasons,
  type Proposal,
  refuseProposal,
  requireDecidable,
  withdrawProposal,
} from '@kaika/registry/proposal';
import { issueReceipt } from '@kaika/registry/receipt';
import { Refusal } from '@kaika/registry/refusal';
import type { Act, Whole } from '@kaika/registry/suspension';
import type { Context } from '../context.ts';
import { mailContact } from '../mail/contact.ts';
import { changeOfficers, requireFitCard } from '../office/people.ts';
import { findOfficer } from '../store/officer.ts';
import { drawProposalNumber, openProposals, requireProposal } from '../store/proposal.ts';
import { act } from '../store/save.ts';
import type { Reader, Trx } from '../store/table.ts';
import { conclude, readWhole } from './conclude.ts';

type Grounds = { readonly grounds: string };

/**
 * 廢止 on request: one officer enters it and the card is suspended at once, another approves it and the card is revoked.
 * Throws what keeps the card from it, `proposal.open-already`.
 */
export function proposeRevocation(
  context: Context,
  asked: Grounds & { readonly cardNumber: string; readonly reason: RevocationReason },
  by: Officer,
): Promise<string> {
  return act(context.db, async (trx) => {
    const now = context.now();
    const whole = await readWhole(trx, asked.cardNumber);
    requireStateIn(whole.card, ['produced', 'shipped', 'active', 'suspended'], now);
    await requireNoneOpen(trx, asked.cardNumber);
    const number = drawProposalNumber(now);
    const suspended = whole.card.state === 'active';
    const entered = enterProposal(
      {
        number,
        kind: 'revoke',
        subject: asked.cardNumber,
        about: { reason: asked.reason, ...(suspended ? { suspended: 'yes' } : {}) },
        grounds: asked.grounds,
      },
      by,
      now,
    );
    const values = { at: now.toISOString() };
    await context.enqueue(trx, await mailContact(trx, whole.card, 'revocation-proposed', values));
    return { changes: [entered, ...(suspended ? suspending(whole, by, now) : [])], answer: number };
  });
}

/** What an administrator proposes about who the officers are. */
export type OfficerWish = Grounds &
  (
    | { readonly kind: 'appoint'; readonly cardNumber: string; readonly roles: readonly Role[] }
    | { readonly kind: 'roles'; readonly officer: string; readonly roles: readonly Role[] }
    | { readonly kind: 'card'; readonly officer: string; readonly cardNumber: string }
    | { readonly kind: 'dismiss'; readonly officer: string }
  );

/** Enters a change of officers. Throws at once what its approval would throw, too. */
export function proposeOfficer(context: Context, wish: OfficerWish, by: Officer): Promise<string> {
  return act(context.db, async (trx) => {
    const now = context.now();
    const number = drawProposalNumber(now);
    const about = await aboutOf(trx, wish);
    const { kind, grounds } = wish;
    const entered = enterProposal({ number, kind, grounds, ...about }, by, now);
    await requireNoneOpen(trx, about.subject);
    await changeOfficers(trx, entered.next, { by, now });
    return { changes: [entered], answer: number };
  });
}

/**
 * Another officer approves: what the proposal is about happens now. Answers the receipt's number, of a revocation.
 * Throws `proposal.wrong-state`, `proposal.same-officer`, and what changed meanwhile.
 */
export async function approveOne(context: Context, number: string, by: Officer): Promise<string | null> {
  const { db } = context;
  const proposal = await requireProposal(db, number);
  requireDecidable(proposal, by);
  if (proposal.kind === 'revoke') return revokeOnRequest(context, proposal, by);
  return act(db, async (trx) => {
    const now = context.now();
    const fresh = await requireProposal(trx, number);
    const approved = approveProposal(fresh, { by, now });
    const enterer = await findOfficer(trx, fresh.enteredBy);
    if (enterer === null) throw new Refusal('officer.unknown');
    return { changes: [approved, ...(await changeOfficers(trx, fresh, { by: enterer, now }))], answer: null };
  });
}

/** Another officer refuses: a card that the proposal had suspended is good again. */
export function refuseOne(
  context: Context,
  said: { readonly number: string; readonly reason: string },
  by: Officer,
): Promise<void> {
  return endOne(
    context,
    said.number,
    (proposal, now) => refuseProposal(proposal, said.reason, { by, now }),
    by,
  );
}

/** Whoever entered it takes it back. */
export function withdrawOne(context: Context, number: string, by: Officer): Promise<void> {
  return endOne(context, number, (proposal, now) => withdrawProposal(proposal, by, now), by);
}

async function revokeOnRequest(
  context: Context,
  { number, ...proposal }: Proposal,
  by: Officer,
): Promise<string> {
  const reason = readReason(proposal.about.reason);
  const about = {
    cardNumber: proposal.subject,
    by,
    what: 'card.revoked',
    mail: 'card-revoked',
    reason,
  } as const;
  const receipt = await conclude(context, about, async (whole, how, trx) => {
    const fresh = await requireProposal(trx, number);
    const approved = approveProposal(fresh, { by, now: how.now, receipt: how.receipt.number });
    return [approved, ...revokeWhole(whole, reason, how)];
  });
  return receipt.number;
}

/** 廢止: the card and every certificate that can be revoked. */
export function revokeWhole(
  { card, certificates }: Whole,
  reason: RevocationReason,
  { by, now, receipt }: Act,
): Changes {
  return [
    revoke(card, reason, { by, now }),
    ...certificates.filter(isRevocable).map((one) => revokeCertificate(one, reason, { by, now })),
    issueReceipt(receipt, by, now),
  ];
}

function endOne(
  context: Context,
  number: string,
  end: (proposal: Proposal, now: Date) => Changes[number],
  by: Officer,
): Promise<void> {
  return act(context.db, async (trx) => {
    const now = context.now();
    const proposal = await requireProposal(trx, number);
    const ended = end(proposal, now);
    if (proposal.about.suspended !== 'yes') return { changes: [ended], answer: undefined };
    const whole = await readWhole(trx, proposal.subject);
    // Its holder may have done something since: resumed it, or suspended it again for a reason of their own.
    if (whole.card.state !== 'suspended' || whole.card.since > proposal.enteredAt) {
      return { changes: [ended], answer: undefined };
    }
    const values = { at: now.toISOString() };
    await context.enqueue(trx, await mailContact(trx, whole.card, 'revocation-dropped', values));
    return { changes: [ended, ...resuming(whole, by, now)], answer: undefined };
  });
}

function suspending({ card, certificates }: Whole, by: Officer, now: Date): Changes {
  const good = certificates.filter(({ state }) => state === 'good');
  return [suspend(card, by, now), ...good.map((one) => suspendCertificate(one, by, now))];
}

function resuming({ card, certificates }: Whole, by: Officer, now: Date): Changes {
  const held = certificates.filter(({ state }) => state === 'suspended');
  return [resume(card, by, now), ...held.map((one) => resumeCertificate(one, by, now))];
}

async function requireNoneOpen(trx: Trx, subject: string): Promise<void> {
  if ((await openProposals(trx, subject)).length > 0) throw new Refusal('proposal.open-already');
}

/** The subject of a wish, and what its approval needs. */
async function aboutOf(db: Reader, wish: OfficerWish): Promise<Pick<Proposal, 'subject' | 'about'>> {
  const rolesText = 'roles' in wish ? roles.filter((role) => wish.roles.includes(role)).join(' ') : '';
  if (wish.kind === 'appoint') {
    const { name } = await requireFitCard(db, wish.cardNumber);
    const about = { cardNumber: wish.cardNumber, roles: rolesText, name, officer: randomUUID() };
    return { subject: wish.cardNumber, about };
  }
  const officer = await findOfficer(db, wish.officer);
  if (officer === null) throw new Refusal('officer.unknown');
  const { name } = officer;
  if (wish.kind === 'roles') return { subject: wish.officer, about: { roles: rolesText, name } };
  if (wish.kind === 'card') return { subject: wish.officer, about: { cardNumber: wish.cardNumber, name } };
  return { subject: wish.officer, about: { name } };
}

function readReason(text: string | undefined): RevocationReason {
  return officerReasons.find((reason) => reason === text) ?? 'unspecified';
}
