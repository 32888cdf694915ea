import { confirmWithinMs, expireTask, failTask } from '@kaika/registry/task';

import { issueDueSoftware } from '../ca/issue-software.ts';
import type { Context } from '../context.ts';
import { sequenceLog } from '../log/sequence.ts';
import { mailContact } from '../mail/contact.ts';
import { runSweeps } from '../operation/sweep.ts';
import { renewDueCrls } from '../status/crl.ts';
import { renewDueFilters } from '../status/filter.ts';
import { requireCard } from '../store/card.ts';
import { dropOldGuesses } from '../store/guess.ts';
import { dropOldMailCodes } from '../store/mailcode.ts';
import { dropOldProofs } from '../store/proof.ts';
import { act } from '../store/save.ts';
import { dropOldSessions } from '../store/session.ts';
import { pastTasks, requireTask } from '../store/task.ts';
import { dropOldVisits } from '../store/visit.ts';

/** Every minute: what is over is closed, lists and log are brought up to date. Each part fails by itself. */
export async function runMinute(context: Context): Promise<void> {
  const parts = {
    closeTasks,
    issueDueSoftware,
    renewDueCrls,
    renewDueFilters,
    sequenceLog,
    forgetSessions,
    runSweeps,
  };
  for (const [name, part] of Object.entries(parts)) {
    await part(context).catch((error: unknown) => context.log.error({ err: error, part: name }, 'minute'));
  }
}

/** Open tasks whose time is over; and offers nobody confirmed for a day, of which the contact is told. */
export async function closeTasks(context: Context): Promise<void> {
  const { db, now } = context;
  for (const { id } of await pastTasks(db, now(), confirmWithinMs)) {
    await act(db, async (trx) => {
      const task = await requireTask(trx, id);
      if (task.state === 'open') return { changes: [expireTask(task, now())], answer: undefined };
      if (task.state !== 'offered' || task.cardNumber === null) return { changes: [], answer: undefined };
      const card = await requireCard(trx, task.cardNumber);
      await context.enqueue(trx, await mailContact(trx, card, 'puk-unconfirmed'));
      return { changes: [failTask(task, 'task.expired', now())], answer: undefined };
    });
  }
}

async function forgetSessions({ db, now }: Context): Promise<void> {
  await dropOldSessions(db, now());
  await dropOldVisits(db, now());
  const yesterday = new Date(now().getTime() - 24 * 3600_000);
  await dropOldProofs(db, yesterday);
  await dropOldMailCodes(db, yesterday);
  await dropOldGuesses(db, yesterday);
}
