import { isProblemCode, statusOf } from '@kaika/wire/problem';
import { type Confirm, confirmed, type Receipt } from '@kaika/wire/task';
import type { AgentResult } from '@kaika/wire/window';
import type { Context } from './context.ts';
import type { Face } from './face.ts';
import { Halt, problemOf } from './halt.ts';
import { persist } from './pick.ts';

/** What was done on a card and has to be told. */
export type Done = { readonly cardNumber: string; readonly confirm: Confirm };

/**
 * Tells the authority that the card is done. Written down first: whatever happens now, the next window of that authority tells
 * it again. Rejects with what the authority says.
 */
export async function confirmDone(face: Face, done: Done, context: Context): Promise<AgentResult> {
  await context.journal.add({ origin: face.origin, ...done, at: context.now().toISOString() });
  const receipt = await persist(face, async () => {
    face.show({ kind: 'working', work: 'confirming' });
    return carryConfirm(face, done.confirm, context);
  });
  return { do: 'task', receipt };
}

/**
 * Sends what is still unconfirmed for this origin; a server that does not answer now is asked again next time. Answers the receipt of
 * what `wanted` would do again, if one of them was just that.
 */
export async function resendConfirmations(
  face: Face,
  wanted: { readonly cardNumber: string | null; readonly result: Confirm['result'] | null },
  context: Context,
): Promise<Receipt | null> {
  let found: Receipt | null = null;
  for (const { cardNumber, confirm } of context.journal.of(face.origin)) {
    face.show({ kind: 'working', work: 'confirming' });
    const receipt = await carryConfirm(face, confirm, context).catch((error: unknown) => {
      const problem = problemOf(error);
      if (problem === null || problem.code.startsWith('agent.')) throw error;
      context.log.warn({ code: problem.code }, 'a late confirmation was not taken');
      return null;
    });
    if (cardNumber === wanted.cardNumber && confirm.result === wanted.result) found = receipt;
  }
  return found;
}

async function carryConfirm(face: Face, confirm: Confirm, context: Context): Promise<Receipt> {
  try {
    const answer = confirmed.safeParse(await face.carry('confirm', confirm));
    if (!answer.success) throw new Halt('task.confirm-failed');
    await context.journal.remove(confirm.task);
    return answer.data.receipt;
  } catch (error) {
    if (isFinal(problemOf(error)?.code)) await context.journal.remove(confirm.task);
    throw error;
  }
}

/** A refusal that will be the same tomorrow. */
function isFinal(code: string | undefined): boolean {
  if (code === undefined || code.startsWith('agent.') || !isProblemCode(code)) return false;
  return code !== 'task.confirm-failed' && statusOf(code) < 500;
}
