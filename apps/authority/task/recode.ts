import { toBase64url } from '@kaika/bytes/base64url';
import { fromHex } from '@kaika/bytes/hex';
import { requireAdmitted } from '@kaika/registry/activation';
import { recodeByTask } from '@kaika/registry/recode';
import { Refusal } from '@kaika/registry/refusal';
import { requireOpen } from '@kaika/registry/task';
import { checkCodeRule } from '@kaika/registry/usercode';
import type { Confirmed, RecodeRequest } from '@kaika/wire/task';
import type { Context } from '../context.ts';
import { Failure } from '../failure.ts';
import { mailContact } from '../mail/contact.ts';
import { requireCard } from '../store/card.ts';
import { readRecoding } from '../store/recode.ts';
import { act } from '../store/save.ts';
import type { Reader } from '../store/table.ts';
import { findReceipt, requireTask } from '../store/task.ts';
import { dropVisitsOf } from '../store/visit.ts';
import { recorded, requireRecoding } from './proof.ts';
import { signReceipt, tellReceipt } from './receipt.ts';
import { openCode } from './seal.ts';

/**
 * `recode`: the card says, with its PIN, which user code it wants (docs/flows/reset-code.md). The code is hashed outside any
 * transaction; what was begun with the old one ends with it. Told twice, it answers the same receipt.
 */
export async function recodeByCard(context: Context, said: RecodeRequest): Promise<Confirmed> {
  const { task, card } = await read(context.db, said.task);
  requireRecoding(await recorded(context.db, task, card), said);
  const known = await knownReceipt(context, said.task);
  if (known !== null) return known;
  requireOpen(task, context.now());
  requireAdmitted('recode', card, context.now());
  const hash = await context.codes.hash(await openNewCode(context, said));
  const { number, holder, organisation } = card;
  const words = { what: 'code.reset', cardNumber: number, holder, organisation, certificates: [] } as const;
  const receipt = await signReceipt(context, { ...words, task: task.id });
  await act(context.db, async (trx) => {
    const fresh = await read(trx, said.task);
    if (fresh.task.state === 'confirmed') return { changes: [], answer: undefined };
    const now = context.now();
    const changes = recodeByTask(await readRecoding(trx, fresh.card), fresh.task, { hash, receipt, now });
    await dropVisitsOf(trx, fresh.card.number);
    const values = { href: tellReceipt(context, receipt).href, at: now.toISOString() };
    await context.enqueue(trx, await mailContact(trx, fresh.card, 'code-reset', values));
    return { changes, answer: undefined };
  });
  const kept = await knownReceipt(context, said.task);
  if (kept === null) throw new Failure('request.failed');
  return kept;
}

/** The new code, sealed for this very task and card. Throws `task.mismatch`, `code.rule`. */
async function openNewCode(context: Context, said: RecodeRequest): Promise<string> {
  const { task, card } = await read(context.db, said.task);
  const typed = await openCode(context.vault, task, said.sealed);
  const bound = typed.task === task.id && typed.cardNumber === card.number;
  if (!bound || typed.key !== toBase64url(fromHex(task.hash))) throw new Failure('task.mismatch');
  checkCodeRule(typed.userCode);
  return typed.userCode;
}

async function knownReceipt(context: Context, id: string): Promise<Confirmed | null> {
  const task = await requireTask(context.db, id);
  if (task.state !== 'confirmed' || task.receipt === null) return null;
  const receipt = await findReceipt(context.db, task.receipt);
  return receipt === null ? null : { receipt: tellReceipt(context, receipt) };
}

async function read(db: Reader, id: string) {
  const task = await requireTask(db, id);
  if (task.cardNumber === null) throw new Refusal('task.unknown');
  if (task.operation !== 'recode') throw new Failure('task.mismatch');
  return { task, card: await requireCard(db, task.cardNumber) };
}
