import { cardNumber as cardNumberShape, release, taskIssued } from '@kaika/wire/task';
import { confirmDone, resendConfirmations } from '../conversation/confirm.ts';
import type { Face } from '../conversation/face.ts';
import { Halt, problemOf } from '../conversation/halt.ts';
import { type Wanted, withPicked } from '../conversation/pick.ts';
import { releaseRequest } from '../conversation/release.ts';
import { drawOneTimeKey, forget, openRelease, type Released } from '../conversation/seal.ts';
import { askSecrets, forgetTyped } from '../conversation/secrets.ts';
import { applyOffer, outcomes, type PinTask, setPin } from '../conversation/setpin.ts';
import { verifyTask } from '../conversation/verify.ts';
import type { LegacyContext } from './asker.ts';
import { LegacyError, legacyCode } from './code.ts';
import type { LegacyPackage } from './package.ts';
import { requireService } from './parameter.ts';
import type { Pending } from './pending.ts';
import { packMessage, readAnswer, remoteFace } from './remote.ts';

type Operation = PinTask['operation'];

/**
 * First step of opening, unblocking and resetting: `data` asks the authority for a task about the card. Nothing is typed and the card is only
 * looked at. Tells the authority first what it has not heard yet.
 */
export async function orderTask(
  face: Face,
  { request, operation }: { readonly request: LegacyPackage; readonly operation: Operation },
  context: LegacyContext,
): Promise<string> {
  requireAuthority(face, context);
  requireService(request);
  const cardNumber = cardNumberShape.safeParse(request.value('cardid')).data;
  if (cardNumber === undefined) throw new LegacyError(legacyCode.parameterWrong);
  const { readers } = await context.cards.list();
  if (!readers.some(({ holding }) => holding?.cardNumber === cardNumber))
    throw new LegacyError(legacyCode.cardMissing);
  const remote = remoteFace(face, { post: context.post, context });
  await resendConfirmations(remote, { cardNumber, result: outcomes[operation] }, context);
  return packMessage('order', { operation, cardNumber }, context);
}

/**
 * Second step of opening: `cmsresponse` holds the task. The person types the user code; `data` asks for the release, with the card's
 * proof that it is here. The one-time key waits in memory for the third step.
 */
export async function validateUser(
  face: Face,
  request: LegacyPackage,
  context: LegacyContext,
): Promise<string> {
  const task = await taskIn(face, { request, operation: 'activate' }, context);
  const before = context.pendings.find(task.claims.id);
  const key = before?.key ?? (await drawOneTimeKey());
  const pending: Pending = { task, key, attempts: (before?.attempts ?? 0) + 1 };
  const body = await withPicked(face, context.cards, {
    wanted: task.wanted,
    work: async (picked) => {
      const typed = await askSecrets(face, { operation: task.operation, picked, asks: 'code' });
      try {
        const order = { task, picked, typed, key, attempt: pending.attempts };
        return await releaseRequest(order, context);
      } finally {
        forgetTyped(typed);
      }
    },
  });
  context.pendings.set(pending);
  return packMessage('release', body, context);
}

/**
 * Third step of opening: `cmsresponse` holds the release. The person types the new PIN; the card takes it, and the agent itself tells
 * the authority, for the page says nothing any more.
 */
export async function openCard(face: Face, request: LegacyPackage, context: LegacyContext): Promise<void> {
  requireAuthority(face, context);
  const answer = release.safeParse(readAnswer(responseIn(request), 'release', context)).data;
  if (answer === undefined) throw new LegacyError(0x82000112);
  const { pending, released } = await releasedTo(face.origin, answer, context);
  const { task, key } = pending;
  context.usedTasks.add(task.claims.id);
  context.pendings.remove(task.claims.id);
  let pin: Uint8Array | null = null;
  try {
    ({ pin } = await withPicked(face, context.cards, {
      wanted: task.wanted,
      work: (picked) =>
        askSecrets(face, { operation: task.operation, picked, asks: 'pin', ubn: task.claims.ubn }),
    }));
    const remote = remoteFace(face, { post: context.post, context });
    const confirm = await applyOffer(remote, { task, offer: { released, key, pin } }, context);
    await confirmDone(remote, { cardNumber: task.cardNumber, confirm }, context);
  } finally {
    forget(released);
    pin?.fill(0);
  }
}

/** Second and last step of unblocking and resetting: `cmsresponse` holds the task, and the rest happens in this one window. */
export async function unblockCard(face: Face, request: LegacyPackage, context: LegacyContext): Promise<void> {
  const task = await taskIn(face, { request, operation: 'unlock' }, context);
  await setPin(remoteFace(face, { post: context.post, context }), task, context);
}

/** Sites that may carry tasks are pages of an installed authority; no other may start one. */
function requireAuthority(face: Face, { trust }: LegacyContext): void {
  if (trust.authorityOf(face.origin) === null) throw new LegacyError(legacyCode.siteUnauthorised);
}

function responseIn(request: LegacyPackage): string {
  return request.value('cmsresponse') ?? '';
}

async function taskIn(
  face: Face,
  { request, operation }: { readonly request: LegacyPackage; readonly operation: Operation },
  context: LegacyContext,
): Promise<PinTask> {
  requireAuthority(face, context);
  const issued = taskIssued.safeParse(readAnswer(responseIn(request), 'order', context)).data;
  if (issued === undefined) throw new LegacyError(0x82000112);
  const task = await verifyTask(issued.task, face.origin, context);
  const { cardNumber } = task.claims;
  if (task.claims.operation !== operation || cardNumber === null) throw new LegacyError(0x82000119);
  const cardId = request.value('cardid');
  if (cardId !== null && cardId !== '' && cardId !== cardNumber) throw new LegacyError(0x82000116);
  const wanted: Wanted = {
    slot: '9a',
    fits: (holding) => holding.cardNumber === cardNumber,
    otherwise: 'task.mismatch',
    cardNumber,
    reader: request.value('readername') ?? request.value('slotDescription') ?? undefined,
  };
  return { ...task, operation, cardNumber, wanted };
}

/** The answer names no task: it is opened with the key it was sealed to. */
async function releasedTo(
  origin: string,
  answer: unknown,
  { pendings }: LegacyContext,
): Promise<{ readonly pending: Pending; readonly released: Released }> {
  for (const pending of pendings.of(origin)) {
    try {
      return { pending, released: await openRelease(answer, pending.key, pending.task.claims.id) };
    } catch (error) {
      if (problemOf(error)?.code !== 'task.not-authentic') throw error;
    }
  }
  throw new Halt('task.unknown');
}
