import { isRevocable } from '@kaika/registry/certificate';
import type { Officer } from '@kaika/registry/officer';
import {
  allowance,
  endSweep,
  minuteOf,
  pauseSweep,
  proposeSweep,
  refuseSweep,
  requireScope,
  resumeSweep,
  type Sweep,
  type SweepScope,
  startSweep,
  stopSweep,
} from '@kaika/registry/sweep';
import type { Context } from '../context.ts';
import { mailContact } from '../mail/contact.ts';
import { act } from '../store/save.ts';
import {
  countHits,
  drawSweepNumber,
  type Hit,
  holdSweep,
  nameTargets,
  nextTarget,
  requireSweep,
  runningSweeps,
  sampleHits,
  settledSince,
  settleTarget,
} from '../store/sweep.ts';
import { signReceipt, tellReceipt } from '../task/receipt.ts';
import { readWhole } from './conclude.ts';
import { revokeWhole } from './proposal.ts';

export type SweepPlan = Pick<Sweep, 'scope' | 'reason' | 'grounds' | 'perMinute'>;

/** What a scope would hit: how many cards, and the first ten. Throws `sweep.no-scope`. */
export async function trySweep(
  { db }: Context,
  scope: SweepScope,
): Promise<{ readonly total: number; readonly sample: readonly Hit[] }> {
  requireScope(scope);
  const total = await countHits(db, scope);
  return { total, sample: await sampleHits(db, scope, 10) };
}

/** Proposes a mass revocation of exactly the cards that are in its scope now. */
export function proposeOne(context: Context, plan: SweepPlan, by: Officer): Promise<string> {
  return act(context.db, async (trx) => {
    const now = context.now();
    requireScope(plan.scope);
    const number = drawSweepNumber(now);
    const total = await nameTargets(trx, number, plan.scope);
    return { changes: [proposeSweep({ ...plan, number, total }, by, now)], answer: number };
  });
}

export type SweepAct = 'start' | 'refuse' | 'pause' | 'resume' | 'stop';

/** What an officer does with one. Throws what the rules refuse. */
export function decideSweep(
  context: Context,
  said: { readonly number: string; readonly act: SweepAct; readonly reason: string },
  by: Officer,
): Promise<void> {
  return act(context.db, async (trx) => {
    const now = context.now();
    const sweep = await holdSweep(trx, said.number);
    const change = {
      start: () => startSweep(sweep, by, now),
      refuse: () => refuseSweep(sweep, said.reason, { by, now }),
      pause: () => pauseSweep(sweep, by, now),
      resume: () => resumeSweep(sweep, by, now),
      stop: () => stopSweep(sweep, by, now),
    }[said.act]();
    return { changes: [change], answer: undefined };
  });
}

/** Revokes what running mass revocations may revoke in this minute. Any process may, also several at once. */
export async function runSweeps(context: Context): Promise<void> {
  const minute = minuteOf(context.now()).getTime();
  // The next minute has a run of its own.
  const isNow = () => minuteOf(context.now()).getTime() === minute;
  for (const number of await runningSweeps(context.db)) while (isNow() && (await sweepOne(context, number)));
}

/**
 * Revokes one card of a mass revocation, or ends it where none is left. The row of the mass revocation is held meanwhile, so that
 * its rate holds however many processes work, and no card is taken twice.
 * @returns whether there may be more to do now.
 */
export async function sweepOne(context: Context, number: string): Promise<boolean> {
  const { db } = context;
  const sweep = await requireSweep(db, number);
  const cardNumber = await nextTarget(db, number);
  if (cardNumber === null) return endOne(context, number);
  // Before the transaction: a key in an HSM takes its time.
  const receipt = await receiptOf(context, { cardNumber, reason: sweep.reason });
  return act(db, async (trx) => {
    const now = context.now();
    const held = await holdSweep(trx, number);
    const settled = await settledSince(trx, number, minuteOf(now));
    if (allowance(held, settled) === 0) return { changes: [], answer: false };
    const whole = await readWhole(trx, cardNumber);
    const target = { sweep: number, cardNumber, at: now };
    if (!whole.certificates.some(isRevocable) || !revocable.includes(whole.card.state)) {
      await settleTarget(trx, {
        ...target,
        state: 'passed',
        note: `card.${whole.card.state}`,
        receipt: null,
      });
      return { changes: [], answer: true };
    }
    const revoked = { ...target, state: 'revoked', note: null, receipt: receipt.number } as const;
    if (!(await settleTarget(trx, revoked))) return { changes: [], answer: true };
    const values = { href: tellReceipt(context, receipt).href, at: now.toISOString() };
    await context.enqueue(trx, await mailContact(trx, whole.card, 'card-revoked', values));
    const by = { id: held.decidedBy ?? held.enteredBy };
    return { changes: revokeWhole(whole, held.reason, { by, now, receipt }), answer: true };
  });
}

const revocable: readonly string[] = ['produced', 'shipped', 'active', 'suspended'];

async function endOne(context: Context, number: string): Promise<boolean> {
  await act(context.db, async (trx) => {
    const held = await holdSweep(trx, number);
    const over = held.state === 'running' && (await nextTarget(trx, number)) === null;
    return { changes: over ? [endSweep(held, context.now())] : [], answer: undefined };
  });
  return false;
}

async function receiptOf(
  context: Context,
  { cardNumber, reason }: { readonly cardNumber: string; readonly reason: string },
) {
  const { card, certificates } = await readWhole(context.db, cardNumber);
  return signReceipt(context, {
    what: 'card.revoked',
    cardNumber,
    holder: card.holder,
    organisation: card.organisation,
    certificates: certificates.filter((one) => one.der !== null).map((one) => one.serial),
    reason,
  });
}
