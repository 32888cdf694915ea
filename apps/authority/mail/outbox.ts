import { randomUUID } from 'node:crypto';
import { linkTtlMs } from '@kaika/registry/link';
import { mailCodeTtlMs } from '@kaika/registry/mailcode';
import { confirmWritingMs } from '@kaika/registry/writing';
import type { Context } from '../context.ts';
import { Failure } from '../failure.ts';
import { dropOldMails, endMail, findMail, keepMail, noteFailure, requeueMail } from '../store/mail.ts';
import type { Database, Trx } from '../store/table.ts';
import type { Mail, MailName, SendMail } from './mail.ts';

/** How often a mail is tried; with the queue's back-off that is about five hours. */
export const mostTries = 12;

/** What a mail is good for: a code or a link that is over is not sent any more. */
const lapseMs: Readonly<Partial<Record<MailName, number>>> = {
  'mail-code': mailCodeTtlMs,
  'software-code': mailCodeTtlMs,
  'code-link': linkTtlMs.recode,
  'software-link': linkTtlMs.recode,
  'contact-confirm': linkTtlMs.contact,
  'mail-confirm': confirmWritingMs,
};

/** Puts a job for this mail into the queue, in the same transaction. */
export type OrderMail = (trx: Trx, id: string) => Promise<void>;

/** Puts a mail into the outbox: sent if and only if the transaction is kept. */
export function openOutbox(order: OrderMail, now: () => Date): (trx: Trx, mail: Mail) => Promise<void> {
  return async (trx, mail) => {
    const id = randomUUID();
    const madeAt = now();
    const lasts = lapseMs[mail.about];
    const lapsesAt = lasts === undefined ? null : new Date(madeAt.getTime() + lasts);
    await keepMail(trx, mail, { id, madeAt, lapsesAt });
    await order(trx, id);
  };
}

/** What the delivery of a mail needs. */
export type Delivery = { readonly db: Database; readonly send: SendMail; readonly now: () => Date };

/**
 * Sends a mail of the outbox, once in all but one case: a process that dies between the server's answer and the record sends it again,
 * with the same Message-ID. Rejects where it should be tried again; what the server refuses for good (RFC 5321 §4.2.1, 5yz) is not.
 */
export async function deliver({ db, send, now }: Delivery, id: string): Promise<void> {
  const mail = await findMail(db, id);
  if (mail === null || mail.state !== 'queued') return;
  if (mail.lapsesAt !== null && now() >= mail.lapsesAt) return endMail(db, id, { as: 'lapsed', now: now() });
  const { to, about, values, calendar, madeAt } = mail;
  try {
    await send({ to, about, values, ...(calendar === null ? {} : { calendar }), id, madeAt });
  } catch (error) {
    const problem = problemOf(error);
    const over = problem.startsWith('5') || mail.attempts + 1 >= mostTries;
    await noteFailure(db, id, { problem, over, now: now() });
    if (over) return;
    throw new Error(`mail: ${problem}`, { cause: error });
  }
  await endMail(db, id, { as: 'sent', now: now() });
}

/** A mail that failed is tried once more from the start. Throws `outbox.unknown`. */
export async function sendAgain({ db, orderMail }: Context, id: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    if (!(await requeueMail(trx, id))) throw new Failure('outbox.unknown');
    await orderMail(trx, id);
  });
}

const keepDays = 180;

/** Settled mails are kept half a year; what lapsed ones said is forgotten. */
export async function forgetMails({ db, now }: Context): Promise<void> {
  await dropOldMails(db, { now: now(), before: new Date(now().getTime() - keepDays * 86_400_000) });
}

/** The server's reply code, or the system's: never its words, which may quote the mail. */
function problemOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'failed';
  if ('responseCode' in error && typeof error.responseCode === 'number') return String(error.responseCode);
  return 'code' in error && typeof error.code === 'string' ? error.code : 'failed';
}
