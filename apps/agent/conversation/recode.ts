import { timingSafeEqual } from 'node:crypto';
import { toBase64 } from '@kaika/bytes/base64';
import { toBase64url } from '@kaika/bytes/base64url';
import { fromHex } from '@kaika/bytes/hex';
import { algorithmOf } from '@kaika/card/key';
import { recoding, sealedHash, signTranscript, taskHash } from '@kaika/card/transcript';
import type { Problem } from '@kaika/wire/problem';
import { confirmed, type RecodeRequest } from '@kaika/wire/task';
import type { AgentResult } from '@kaika/wire/window';
import { certificateIn, lineOf } from '../holding/holding.ts';
import type { Context } from './context.ts';
import { bytesOf, type Face } from './face.ts';
import { markHalfWay } from './halfway.ts';
import { Halt } from './halt.ts';
import { type Picked, persist, type Wanted, withPicked } from './pick.ts';
import { withPin } from './pin.ts';
import { isCodeFaulty, sealCode } from './seal.ts';
import type { Task } from './verify.ts';

/** A task that gives a card a new user code: 用戶代碼重設. */
export type RecodeTask = Task & { readonly cardNumber: string; readonly wanted: Wanted };

/**
 * Resets the user code by card and PIN: the new code is typed here and sealed to the authority, and 9A signs, after the PIN,
 * that this card's holder wants it. Nothing on the card changes. Rejects with what the authority or the card refuse.
 */
export async function recode(face: Face, task: RecodeTask, context: Context): Promise<AgentResult> {
  const request = await withPicked(face, context.cards, {
    wanted: task.wanted,
    work: async (picked) => {
      const sealed = await sealNewCode(face, task, picked);
      return signRequest(face, { task, picked, sealed }, context);
    },
  });
  const answer = await persist(face, async () => {
    face.show({ kind: 'working', work: 'confirming' });
    markHalfWay(face, 'task.half-way');
    return confirmed.safeParse(await face.carry('recode', request));
  });
  if (!answer.success) throw new Halt('task.confirm-failed');
  context.usedTasks.add(task.claims.id);
  return { do: 'task', receipt: answer.data.receipt };
}

async function sealNewCode(face: Face, task: RecodeTask, picked: Picked): Promise<string> {
  const code = await askNewCode(face, picked);
  try {
    const { id, key } = task.claims;
    const parts = { task: id, cardNumber: task.cardNumber, key: toBase64url(taskHash(task.jws)), attempt: 1 };
    return await sealCode(key, parts, code);
  } finally {
    code.fill(0);
  }
}

/** Asks twice until both are the same and fit the rule. */
async function askNewCode(face: Face, { reader, holding }: Picked): Promise<Uint8Array> {
  const card = lineOf(reader, holding, '9a');
  let problem: Problem | undefined;
  for (;;) {
    const screen = { kind: 'new-code', card } as const;
    const reply = await face.ask(problem === undefined ? screen : { ...screen, problem });
    const code = bytesOf(reply, 'newCode');
    const again = bytesOf(reply, 'newCodeAgain');
    const same = code.length === again.length && timingSafeEqual(code, again);
    again.fill(0);
    if (same && !isCodeFaulty(code)) return code;
    code.fill(0);
    problem = { code: same ? 'code.rule' : 'code.mismatch' };
  }
}

function signRequest(
  face: Face,
  order: { readonly task: RecodeTask; readonly picked: Picked; readonly sealed: string },
  context: Context,
): Promise<RecodeRequest> {
  const { task, picked, sealed } = order;
  const { guid } = picked.holding;
  const certificate = certificateIn(picked.holding, '9a');
  if (certificate === null || guid === null) throw new Halt('card.not-ours');
  const transcript = recoding({
    taskHash: taskHash(task.jws),
    sealedHash: sealedHash(sealed),
    guid: fromHex(guid),
  });
  const asked = { cards: context.cards, picked, order: { purpose: 'recode', slot: '9a' } } as const;
  return withPin(face, asked, async (card) => ({
    task: task.claims.id,
    guid,
    sealed,
    signature: toBase64(await signTranscript(card, algorithmOf(certificate.spki), transcript)),
  }));
}
