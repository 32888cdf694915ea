import { toBase64 } from '@kaika/bytes/base64';
import { fromHex } from '@kaika/bytes/hex';
import { CardError } from '@kaika/card/error';
import { algorithmOf } from '@kaika/card/key';
import { changePuk, resetRetryCounter, verifyPin } from '@kaika/card/pin';
import { confirmation, type Outcome, signTranscript, taskHash } from '@kaika/card/transcript';
import type { Transport } from '@kaika/card/transport';
import type { Confirm } from '@kaika/wire/task';
import type { AgentResult } from '@kaika/wire/window';
import { certificateIn, type Holding } from '../holding/holding.ts';
import { confirmDone } from './confirm.ts';
import type { Context } from './context.ts';
import type { Face } from './face.ts';
import { markHalfWay, markUnchanged } from './halfway.ts';
import { Halt } from './halt.ts';
import { type Picked, type Wanted, withCard, withPicked } from './pick.ts';
import { type Offer, obtainRelease, type Refused, replaceRelease } from './release.ts';
import { forget, type Released } from './seal.ts';
import { askSecrets } from './secrets.ts';
import type { Task } from './verify.ts';

/** A task that gives a card a new PIN: 開卡 and 鎖卡解碼. */
export type PinTask = Task & {
  readonly operation: 'activate' | 'unlock';
  readonly cardNumber: string;
  readonly wanted: Wanted;
};

/**
 * Activates or unlocks a card: user code and new PIN, release, then RESET RETRY COUNTER, CHANGE REFERENCE DATA, VERIFY and 9A's
 * signature in one transaction (design: card.md, "The conversation"). A card pulled anywhere is waited for and the rest is
 * done; closed half-way, a new task finishes it. Rejects with what the authority or the card refuse.
 */
export async function setPin(face: Face, task: PinTask, context: Context): Promise<AgentResult> {
  const offer = await obtainRelease(face, task, context);
  try {
    const confirm = await applyOffer(face, { task, offer }, context);
    return await confirmDone(face, { cardNumber: task.cardNumber, confirm }, context);
  } finally {
    forget(offer.released);
    offer.pin.fill(0);
  }
}

/** How far the card has come with one release; survives a pulled card. */
type Stage = { readonly released: Released; changed: boolean; pin: Uint8Array };

/** The card's part, begun again after every cut, with as many PUKs as it takes; then what the authority is told. */
export async function applyOffer(
  face: Face,
  { task, offer }: { readonly task: PinTask; readonly offer: Offer },
  context: Context,
): Promise<Confirm> {
  let stage: Stage = { released: offer.released, changed: false, pin: offer.pin };
  for (;;) {
    const current = stage;
    const done = await withPicked(face, context.cards, {
      wanted: task.wanted,
      work: (picked) => applyStage(face, { task, picked, stage: current }, context),
    });
    if (done.outcome === 'confirmed') return done.confirm;
    if (done.outcome === 'pin-refused') continue;
    const order = { task, offer: { ...offer, released: current.released }, refused: done.refused };
    const released = await replaceRelease(face, order, context);
    forget(current.released);
    stage = { released, changed: false, pin: current.pin };
  }
}

type Applied =
  | { readonly outcome: 'confirmed'; readonly confirm: Confirm }
  | { readonly outcome: 'puk-refused'; readonly refused: Refused }
  | { readonly outcome: 'pin-refused' };

async function applyStage(
  face: Face,
  { task, picked, stage }: { readonly task: PinTask; readonly picked: Picked; readonly stage: Stage },
  context: Context,
): Promise<Applied> {
  face.show({ kind: 'working', work: 'writing' });
  markHalfWay(face, 'task.half-way');
  try {
    const confirm = await withCard(context.cards, picked, (card) =>
      writePin(card, { task, stage }, picked.holding),
    );
    return { outcome: 'confirmed', confirm };
  } catch (error) {
    if (!(error instanceof CardError)) throw error;
    if (error.code === 'puk.wrong') {
      return { outcome: 'puk-refused', refused: { triesLeft: error.triesLeft ?? 0 } };
    }
    if (error.code !== 'pin.rule') throw error;
    markUnchanged(face);
    const { operation, claims } = task;
    const problem = { code: 'pin.rule' };
    const { pin } = await askSecrets(face, { operation, picked, asks: 'pin', ubn: claims.ubn, problem });
    stage.pin.fill(0);
    stage.pin = pin;
    return { outcome: 'pin-refused' };
  }
}

/** The card's part, in one transaction. Each secret is handed over as a copy, which `@kaika/card/pin` overwrites. */
async function writePin(
  card: Transport,
  { task, stage }: { readonly task: PinTask; readonly stage: Stage },
  holding: Holding,
): Promise<Confirm> {
  const { released, pin } = stage;
  if (!stage.changed) {
    await resetRetryCounter(card, Uint8Array.from(released.puk), Uint8Array.from(pin));
    await changePuk(card, Uint8Array.from(released.puk), Uint8Array.from(released.nextPuk));
    stage.changed = true;
  }
  await verifyPin(card, Uint8Array.from(pin));
  const version = released.nextVersion;
  const result = outcomes[task.operation];
  const certificate = certificateIn(holding, '9a');
  if (certificate === null || holding.guid === null) throw new Halt('card.not-ours');
  const guid = fromHex(holding.guid);
  const transcript = confirmation({ taskHash: taskHash(task.jws), guid, version, result });
  const signature = await signTranscript(card, algorithmOf(certificate.spki), transcript);
  return { task: task.claims.id, guid: holding.guid, version, result, signature: toBase64(signature) };
}

/** What a finished operation is called on the wire and in the transcript. */
export const outcomes: Readonly<Record<PinTask['operation'], Outcome>> = {
  activate: 'activated',
  unlock: 'unlocked',
};
