import { toBase64 } from '@kaika/bytes/base64';
import { fromHex } from '@kaika/bytes/hex';
import { algorithmOf } from '@kaika/card/key';
import { presence, refutation, sealedHash, signTranscript, taskHash } from '@kaika/card/transcript';
import type { Problem } from '@kaika/wire/problem';
import type { Refuted, ReleaseRequest } from '@kaika/wire/task';
import { certificateIn } from '../holding/holding.ts';
import type { Context } from './context.ts';
import type { Face } from './face.ts';
import { Halt, problemOf } from './halt.ts';
import { type Picked, withCard, withPicked } from './pick.ts';
import {
  drawOneTimeKey,
  type OneTimeKey,
  openRelease,
  type Released,
  sealCode,
  thumbprintBytes,
} from './seal.ts';
import { askSecrets, forgetTyped, type Typed } from './secrets.ts';
import type { PinTask } from './setpin.ts';

/** A PUK released for this task, the key it was sealed to, and the new PIN. */
export type Offer = { readonly released: Released; readonly key: OneTimeKey; readonly pin: Uint8Array };

/**
 * Asks for the user code and the new PIN and trades the code, with the card's proof of presence, for a PUK. A wrong code
 * is asked again as long as the authority allows. Rejects with what the authority refuses.
 */
export async function obtainRelease(face: Face, task: PinTask, context: Context): Promise<Offer> {
  const key = await drawOneTimeKey();
  let typed: Typed | undefined;
  let problem: Problem | undefined;
  try {
    for (let attempt = 1; attempt <= 10; attempt += 1) {
      const tried = await withPicked(face, context.cards, {
        wanted: task.wanted,
        work: async (picked) => {
          typed = await askOnce(face, { task, picked, typed, problem });
          problem = undefined;
          return tryCode(face, { task, picked, typed, key, attempt }, context);
        },
      });
      if ('released' in tried) return { released: tried.released, key, pin: takePin(typed) };
      problem = tried.problem;
    }
    throw new Halt('code.locked');
  } catch (error) {
    if (typed !== undefined) forgetTyped(typed);
    throw error;
  }
}

/** Tells the authority that the card refused the released PUK, and gets the next candidate. */
export async function replaceRelease(
  face: Face,
  order: { readonly task: PinTask; readonly offer: Offer; readonly refused: Refused },
  context: Context,
): Promise<Released> {
  const { task, offer, refused } = order;
  const { version } = offer.released;
  const body = await withPicked(face, context.cards, {
    wanted: task.wanted,
    work: (picked) => proveRefutation(picked, { task, version, refused }, context),
  });
  face.show({ kind: 'working', work: 'releasing' });
  const next = await openRelease(await face.carry('refuted', body), offer.key, task.claims.id);
  // The same candidate twice would only burn the card's tries.
  if (next.version === version) throw new Halt('card.puk-blocked');
  return next;
}

/** How the card refused. */
export type Refused = { readonly triesLeft: number };

async function askOnce(
  face: Face,
  order: {
    readonly task: PinTask;
    readonly picked: Picked;
    readonly typed: Typed | undefined;
    readonly problem: Problem | undefined;
  },
): Promise<Typed> {
  const { task, picked, typed, problem } = order;
  const { operation } = task;
  const { ubn } = task.claims;
  if (typed === undefined) return askSecrets(face, { operation, picked, asks: 'code-and-pin', ubn });
  // The card was pulled before the code was sent: nothing has to be typed again.
  if (typed.userCode.length > 0 && problem === undefined) return typed;
  return askSecrets(face, { operation, picked, asks: 'code', kept: typed, problem });
}

/** One user code, sent for a task with the key that the PUK will be sealed to. */
export type Attempt = {
  readonly task: PinTask;
  readonly picked: Picked;
  readonly typed: Typed;
  readonly key: OneTimeKey;
  readonly attempt: number;
};

async function tryCode(
  face: Face,
  order: Attempt,
  context: Context,
): Promise<{ readonly released: Released } | { readonly problem: Problem }> {
  const { task, key } = order;
  try {
    face.show({ kind: 'working', work: 'releasing' });
    const request = await releaseRequest(order, context);
    const answer = await face.carry('release', request);
    context.usedTasks.add(task.claims.id);
    return { released: await openRelease(answer, key, task.claims.id) };
  } catch (error) {
    const problem = problemOf(error);
    if (problem?.code !== 'code.wrong' && problem?.code !== 'code.rule') throw error;
    return { problem };
  }
}

/** The user code sealed for the authority, with 9E's proof that this very card is here. */
export async function releaseRequest(order: Attempt, context: Context): Promise<ReleaseRequest> {
  const { task, picked, typed, key, attempt } = order;
  const certificate = certificateIn(picked.holding, '9e');
  const { guid, cardNumber } = picked.holding;
  if (certificate === null || guid === null || cardNumber === null) throw new Halt('card.not-ours');
  const parts = { task: task.claims.id, cardNumber, key: key.thumbprint, attempt };
  const sealed = await sealCode(task.claims.key, parts, typed.userCode);
  const transcript = presence({
    taskHash: taskHash(task.jws),
    oneTimeKey: thumbprintBytes(key),
    sealedHash: sealedHash(sealed),
    guid: fromHex(guid),
    attempt,
  });
  const algorithm = algorithmOf(certificate.spki);
  const signature = await withCard(context.cards, picked, (card) =>
    signTranscript(card, algorithm, transcript),
  );
  return {
    task: task.claims.id,
    attempt,
    oneTimeKey: key.jwk,
    sealed,
    guid,
    certificate: toBase64(certificate.der),
    signature: toBase64(signature),
  };
}

async function proveRefutation(
  picked: Picked,
  order: { readonly task: PinTask; readonly version: number; readonly refused: Refused },
  context: Context,
): Promise<Refuted> {
  const certificate = certificateIn(picked.holding, '9e');
  const { guid } = picked.holding;
  if (certificate === null || guid === null) throw new Halt('card.not-ours');
  const { triesLeft } = order.refused;
  const transcript = refutation({
    taskHash: taskHash(order.task.jws),
    guid: fromHex(guid),
    version: order.version,
    triesLeft,
  });
  const algorithm = algorithmOf(certificate.spki);
  const signature = await withCard(context.cards, picked, (card) =>
    signTranscript(card, algorithm, transcript),
  );
  return {
    task: order.task.claims.id,
    guid,
    version: order.version,
    triesLeft,
    signature: toBase64(signature),
  };
}

function takePin(typed: Typed | undefined): Uint8Array {
  if (typed === undefined) throw new Halt('request.failed');
  typed.userCode.fill(0);
  return typed.pin;
}
