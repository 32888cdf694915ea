import { createHash, randomBytes } from 'node:crypto';
import {
  type Application,
  type ApplicationContent,
  resubmit,
  submit,
  withdraw,
} from '@kaika/registry/application';
import { applicant } from '@kaika/registry/change';
import { Refusal } from '@kaika/registry/refusal';
import type { ApplicationForm } from '@kaika/wire/application';
import type { Context } from '../context.ts';
import { Failure } from '../failure.ts';
import type { Mail, MailName } from '../mail/mail.ts';
import { path } from '../page/path.ts';
import { claimApplicant, clearApplicantTries, dropApplicants, takeApplicantTry } from '../store/applicant.ts';
import { drawApplicationNumber, requireApplication } from '../store/application.ts';
import { handOver } from '../store/document.ts';
import { act, keep } from '../store/save.ts';
import { documentAdded } from './document.ts';

/** How long the browser that sent an application may read what it was told. */
export const sentMs = 60 * 60_000;
/** How long a form counts as sent once that time is over: longer than anybody keeps a page open to press a button again. */
const rememberedMs = 24 * 60 * 60_000;
/** How many wrong codes an application admits in how long a time. */
const applicantTries = 5;
const triesMs = 60 * 60_000;
/** How long a proved applicant may correct or withdraw. */
const provedMs = 30 * 60_000;

/** A form's one-time token, base64url: whoever sends it again is told the number of the first time. */
export function newFormToken(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256 of a token, hex: the table alone opens nothing. */
export function applicantId(token: string): string {
  return createHash('sha256').update(token, 'utf8').digest('hex');
}

/**
 * Takes an application in. The same token sent again, a double click or a reload, makes no second one.
 * @param token of the form that was shown; documents uploaded under it become the application's
 * @param request PKCS#10 (DER, base64) of a certificate that is on no card
 */
export async function sendApplication(
  context: Context,
  form: ApplicationForm,
  token: string,
  request: string | null = null,
): Promise<Application> {
  const { userCode, userCodeAgain: _, terms: __, ...content } = form;
  const userCodeHash = await context.codes.hash(userCode);
  await dropApplicants(context.db, new Date(context.now().getTime() - rememberedMs));
  return act(context.db, async (trx) => {
    const now = context.now();
    const number = drawApplicationNumber(now);
    const expiresAt = new Date(now.getTime() + sentMs);
    const claimed = await claimApplicant(trx, { id: applicantId(token), number, proved: false, expiresAt });
    if (claimed !== number) return { changes: [], answer: await requireApplication(trx, claimed) };
    const about = { number, userCodeHash, enteredBy: null, request };
    const change = submit({ ...content, person: null }, about, now);
    const documents = await handOver(trx, applicantId(token), number);
    await context.enqueue(trx, mailOf(context, change.next, 'application-submitted'));
    const added = documents.map((one) => documentAdded(number, one, now));
    return { changes: [change, ...added], answer: change.next };
  });
}

/**
 * Proves to be the applicant by the user code chosen in the form. Answers the secret for the browser's cookie.
 * Throws `application.unknown`, the same whichever of number and ubn is wrong; Failure `application.code-wrong`, and
 * `request.too-many` after too many tries for this application, whoever made them.
 */
export async function proveApplicant(
  context: Context,
  said: { readonly number: string; readonly ubn: string; readonly userCode: string },
): Promise<string> {
  const { db, codes } = context;
  const { number, ubn, userCodeHash } = await requireApplication(db, said.number);
  if (ubn !== said.ubn) throw new Refusal('application.unknown');
  const now = context.now();
  const windowStart = new Date(now.getTime() - triesMs);
  const taken = await takeApplicantTry(db, number, { now, windowStart });
  if (taken > applicantTries) throw new Failure('request.too-many');
  if (!(await codes.matches(said.userCode, userCodeHash))) {
    const event = { at: now, by: applicant.id, what: 'application.code-refused', subject: number } as const;
    await keep(db, { next: null, event });
    throw new Failure('application.code-wrong');
  }
  await clearApplicantTries(db, number);
  const secret = newFormToken();
  const expiresAt = new Date(now.getTime() + provedMs);
  await db.transaction().execute(async (trx) => {
    await claimApplicant(trx, { id: applicantId(secret), number, proved: true, expiresAt });
  });
  return secret;
}

/**
 * Sends a returned application again, corrected; the very same sent twice counts once.
 * Throws `application.wrong-state` when it does not wait for a correction.
 */
export async function correctApplication(
  context: Context,
  number: string,
  stated: Omit<ApplicationContent, 'person'> & { readonly request?: string },
): Promise<void> {
  await act(context.db, async (trx) => {
    const application = await requireApplication(trx, number);
    if (application.state === 'submitted' && says(application, stated)) return { changes: [], answer: null };
    const change = resubmit(application, { ...stated, person: application.person }, context.now());
    await context.enqueue(trx, mailOf(context, change.next, 'application-resubmitted'));
    return { changes: [change], answer: null };
  });
}

/** Takes an application back. Throws `application.wrong-state` once it is approved or over. */
export async function withdrawApplication(context: Context, number: string): Promise<void> {
  await act(context.db, async (trx) => {
    const change = withdraw(await requireApplication(trx, number), context.now());
    await context.enqueue(trx, mailOf(context, change.next, 'application-withdrawn'));
    return { changes: [change], answer: null };
  });
}

function says(application: Application, stated: object): boolean {
  const now: Readonly<Record<string, unknown>> = application;
  return Object.entries(stated).every(([field, value]) => now[field] === value);
}

function mailOf(
  { config }: Context,
  { number, contactName, contactMail }: Application,
  about: MailName,
): Mail {
  const href = `${config.origins.authority}${path.progress}?number=${number}`;
  return { to: contactMail, about, values: { number, name: contactName, href } };
}
