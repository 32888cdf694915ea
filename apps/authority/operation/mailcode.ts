import { createHmac, randomBytes, randomInt, randomUUID, timingSafeEqual } from 'node:crypto';
import {
  issueMailCode,
  type MailCode,
  type MailedOperation,
  refuseMailCode,
  takeMailTry,
  useMailCode,
} from '@kaika/registry/mailcode';
import { Refusal } from '@kaika/registry/refusal';
import type { UserCode } from '@kaika/registry/usercode';
import type { Context } from '../context.ts';
import { Failure } from '../failure.ts';
import { mailContact } from '../mail/contact.ts';
import type { Mail } from '../mail/mail.ts';
import { findCard, requireCode } from '../store/card.ts';
import { findMailCode, mailCodesSince } from '../store/mailcode.ts';
import { act } from '../store/save.ts';
import { findSoftware } from '../store/software.ts';
import type { Reader, Trx } from '../store/table.ts';
import { mailApplicant } from './software.ts';

export type MailCodeOrder = {
  readonly operation: MailedOperation;
  readonly cardNumber: string;
  readonly reason: string | null;
};

const dayMs = 24 * 3600_000;

/**
 * Mails a code to the contact of the card and answers the id under which it is entered: the same answer where there is no such
 * card. Throws `mailcode.too-many` by number, whether it is one or not.
 */
export async function mailCode(context: Context, order: MailCodeOrder): Promise<string> {
  const id = randomUUID();
  const digits = String(randomInt(100_000_000)).padStart(8, '0');
  const hash = hashOf(context, id, digits).toString('hex');
  await act(context.db, async (trx) => {
    const now = context.now();
    const before = await mailCodesSince(trx, order.cardNumber, new Date(now.getTime() - dayMs));
    const change = issueMailCode({ id, ...order, hash }, before, now);
    const code = `${digits.slice(0, 4)} ${digits.slice(4)}`;
    const mail = await mailOf(trx, order.cardNumber, code);
    if (mail !== null) await context.enqueue(trx, mail);
    return { changes: [change], answer: undefined };
  });
  return id;
}

/**
 * The number of the card, or of what is on no card, whose holder entered the mailed code and the user code. A try is taken and committed first, both are compared outside any
 * transaction, and which of them was wrong is not told. The card's own count of wrong user codes is left alone, so that nobody
 * locks the codes of others. Throws `mailcode.wrong`, `mailcode.used-up`, `mailcode.expired`; `code.locked` after both were right.
 */
export async function takeMailCode(
  context: Context,
  id: string,
  typed: { readonly code: string; readonly userCode: string },
): Promise<{ readonly number: string; readonly asked: MailCode }> {
  const taken = await takeTry(context, id);
  const known = await knownTo(context.db, taken.cardNumber);
  // A number that is no card costs the same hash, which matches nothing.
  const hash = known?.hash ?? (await decoy(context));
  const userCodeRight = await context.codes.matches(typed.userCode, hash);
  const digits = typed.code.replaceAll(/[\s-]/g, '');
  const mailedRight = timingSafeEqual(hashOf(context, id, digits), Buffer.from(taken.hash, 'hex'));
  const right = known !== null && userCodeRight && mailedRight;
  const refusal = await act(context.db, async (trx) => {
    const asked = await requireMailCode(trx, id);
    const now = context.now();
    if (right) return { changes: [useMailCode(asked, now)], answer: null };
    const refused = refuseMailCode(asked, now);
    return { changes: refused.changes, answer: refused.refusal };
  });
  if (refusal !== null) throw refusal;
  if (known === null) throw new Failure('request.failed');
  if (known.lockedAt !== null) throw new Refusal('code.locked');
  return { number: taken.cardNumber, asked: taken };
}

export async function requireMailCode(db: Reader, id: string): Promise<MailCode> {
  const found = await findMailCode(db, id);
  if (found === null) throw new Refusal('mailcode.expired');
  return found;
}

function takeTry(context: Context, id: string): Promise<MailCode> {
  return act(context.db, async (trx) => {
    const asked = await requireMailCode(trx, id);
    return { changes: [takeMailTry(asked, context.now())], answer: asked };
  });
}

/** The letter with the code: to the contact of the card, or of the application where there is no card; null for anything else. */
async function mailOf(trx: Trx, number: string, code: string): Promise<Mail | null> {
  const software = await findSoftware(trx, number);
  if (software !== null) return mailApplicant(software, 'software-code', { code });
  const card = await findCard(trx, number);
  if (card === null || card.state === 'incomplete') return null;
  return mailContact(trx, card, 'mail-code', { code });
}

/** The user code under a number that can be acted on. */
async function knownTo(db: Reader, number: string): Promise<UserCode | null> {
  const card = await findCard(db, number);
  if (card?.state === 'incomplete') return null;
  return card === null ? ((await findSoftware(db, number))?.code ?? null) : requireCode(db, number);
}

/** Keyed, so that a stolen table does not tell eight digits. */
function hashOf({ vault }: Context, id: string, digits: string): Buffer {
  const key = vault.keep('mailcode', () => randomBytes(32));
  return createHmac('sha256', key).update(`${id} ${digits}`, 'utf8').digest();
}

const decoys = new WeakMap<Context['codes'], Promise<string>>();

/** A hash of nothing anybody knows, made once. */
function decoy({ codes }: Context): Promise<string> {
  const made = decoys.get(codes) ?? codes.hash(randomBytes(16).toString('hex'));
  decoys.set(codes, made);
  return made;
}
