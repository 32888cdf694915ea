import {
  type Conversation,
  type Offered,
  offerPuk,
  refuseAttempt,
  refutePuk,
  requireAdmitted,
  takeAttempt,
} from '@kaika/registry/activation';
import { Refusal } from '@kaika/registry/refusal';
import { requireOpen, requireRefutable } from '@kaika/registry/task';
import type { PublicJwk, Refuted, Release, ReleaseRequest, SealedCode } from '@kaika/wire/task';
import { publicJwk } from '@kaika/wire/task';
import type { Context } from '../context.ts';
import { Failure } from '../failure.ts';
import { mailContact } from '../mail/contact.ts';
import { requireCard, requireCode } from '../store/card.ts';
import { act } from '../store/save.ts';
import type { Reader } from '../store/table.ts';
import { requireTask } from '../store/task.ts';
import { recorded, requirePresence, requireRefutation } from './proof.ts';
import { openCode, sealPuk, thumbprintOf } from './seal.ts';

/**
 * `release` (docs/flows/activate.md): everything about the card is checked before the code is counted; then a try is taken and
 * committed, the code is looked at outside any transaction, and only a second transaction gives the try back and offers a PUK.
 */
export async function releasePuk(context: Context, said: ReleaseRequest): Promise<Release> {
  const typed = await checkRequest(context, said);
  const hash = await takeTry(context, said);
  const right = await context.codes.matches(typed.userCode, hash);
  const decided = await act(context.db, async (trx) => {
    const conversation = await converse(trx, said.task);
    const now = context.now();
    // A code that was reset meanwhile was not the one that was right.
    const stands = right && conversation.code.hash === hash;
    const answer: Offered = stands
      ? offerPuk(conversation, JSON.stringify(said.oneTimeKey), now)
      : refuseAttempt(conversation, now);
    if ('refusal' in answer && answer.refusal.code === 'code.locked') {
      await context.enqueue(
        trx,
        await mailContact(trx, conversation.card, 'code-locked', { at: now.toISOString() }),
      );
    }
    return { changes: answer.changes, answer };
  });
  return sealOffer(context, decided, { task: said.task, oneTimeKey: said.oneTimeKey });
}

/** `refuted`: the card refused the offered PUK; the next candidate, sealed to the key of the first. */
export async function replacePuk(context: Context, said: Refuted): Promise<Release> {
  const { task, card } = await read(context.db, said.task);
  requireRefutable(task, said.version, context.now());
  requireRefutation(await recorded(context.db, task, card), said);
  const oneTimeKey = publicJwk.parse(JSON.parse(task.offer.oneTimeKey));
  const decided = await act(context.db, async (trx) => {
    const now = context.now();
    const found = await read(trx, said.task);
    requireAdmitted(found.task.operation, found.card, now);
    const answer = refutePuk(found, { version: said.version, pukTriesLeft: said.triesLeft }, now);
    return { changes: answer.changes, answer };
  });
  return sealOffer(context, decided, { task: said.task, oneTimeKey });
}

/** Throws everything that can be wrong without a code being tried. */
async function checkRequest(context: Context, said: ReleaseRequest): Promise<SealedCode> {
  const now = context.now();
  const { task, card } = await read(context.db, said.task);
  if (task.operation !== 'activate' && task.operation !== 'unlock') throw new Failure('task.mismatch');
  requireOpen(task, now);
  requireAdmitted(task.operation, card, now);
  const thumbprint = await thumbprintOf(said.oneTimeKey);
  requirePresence(await recorded(context.db, task, card), said, thumbprint);
  const typed = await openCode(context.vault, task, said.sealed);
  const { cardNumber, key, attempt } = typed;
  const meant = typed.task === task.id && cardNumber === card.number && key === thumbprint;
  if (!meant || attempt !== said.attempt) throw new Failure('task.mismatch');
  return typed;
}

/** First transaction. Answers the hash to compare with. */
function takeTry(context: Context, said: ReleaseRequest): Promise<string> {
  return act(context.db, async (trx) => {
    const conversation = await converse(trx, said.task);
    const changes = takeAttempt(conversation, said.attempt, context.now());
    return { changes, answer: conversation.code.hash };
  });
}

async function sealOffer(
  context: Context,
  decided: Offered,
  to: { readonly task: string; readonly oneTimeKey: PublicJwk },
): Promise<Release> {
  if ('refusal' in decided) throw decided.refusal;
  const { card } = await read(context.db, to.task);
  const { offer } = decided;
  return { release: await sealPuk({ offer, task: to.task, card }, to.oneTimeKey, context.secrets) };
}

async function converse(db: Reader, id: string): Promise<Conversation> {
  const found = await read(db, id);
  return { ...found, code: await requireCode(db, found.card.number) };
}

async function read(db: Reader, id: string): Promise<Omit<Conversation, 'code'>> {
  const task = await requireTask(db, id);
  if (task.cardNumber === null) throw new Refusal('task.unknown');
  return { task, card: await requireCard(db, task.cardNumber) };
}
