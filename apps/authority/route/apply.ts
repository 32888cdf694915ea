import { lintText } from '@kaika/ca/lint-text';
import { Refusal } from '@kaika/registry/refusal';
import { isUbn } from '@kaika/registry/ubn';
import { applicationForm, progressQuestion } from '@kaika/wire/application';
import { isProblemCode, type ProblemCode } from '@kaika/wire/problem';
import { Hono } from 'hono';
import type { ZodError } from 'zod';
import { applicantId, newFormToken, sendApplication } from '../operation/applicant.ts';
import { ApplyPage } from '../page/apply.tsx';
import type { FieldCodes } from '../page/error.ts';
import { path } from '../page/path.ts';
import { ProgressPage, type ProgressResult } from '../page/progress.tsx';
import { ReviewPage } from '../page/review.tsx';
import { requireApplication } from '../store/application.ts';
import { findCard } from '../store/card.ts';
import { type Asked, type Env, pageContext, sendPage } from './env.ts';
import { noRequest, readFields, readForm, type Typed, takeDocuments, takeRequest } from './form.ts';
import { problemOf } from './problem.ts';
import { rememberApplicant } from './remember.ts';
import type { Site } from './site.ts';

/** 申請 and 進度查詢, which anybody may do. */
export function applyRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  for (const kind of kinds) {
    app.get(pathOf(kind), (c) => {
      const view = { page: pageContext(c, site), values: {}, errors: {}, documents: [] };
      const software = kind === 'software';
      return sendPage(c, site, String(ApplyPage({ ...view, software, token: newFormToken() })));
    });
    app.post(pathOf(kind), (c) => apply(c, site, kind));
  }
  app.get(path.progress, (c) => {
    const values = { number: c.req.query('number') };
    return sendPage(c, site, String(ProgressPage({ page: pageContext(c, site), values, errors: {} })));
  });
  app.post(path.progress, (c) => progress(c, site));
  app.post('/api/progress', async (c) => {
    await site.limits.count(c, 'progress');
    return c.json(await findProgress(site, progressQuestion.parse(await c.req.json())));
  });
  return app;
}

const contentForm = applicationForm.omit({ userCode: true, userCodeAgain: true, terms: true });

/** What is applied for: a card, or a certificate that is on none. */
const kinds = ['card', 'software'] as const;
type Kind = (typeof kinds)[number];

function pathOf(kind: Kind): string {
  return kind === 'software' ? path.applySoftware : path.apply;
}

async function apply(c: Asked, site: Site, kind: Kind): Promise<Response> {
  const page = pageContext(c, site);
  const said = await readForm(c);
  const token = tokenOf(said.typed);
  const owner = { form: applicantId(token) };
  const filed = await takeDocuments(c, site, { owner, said });
  const asked = kind === 'software' ? await takeRequest(site, said, null) : noRequest;
  const typed: Typed = { ...said.typed, ...(asked.pem === undefined ? {} : { request: asked.pem }) };
  const { content, errors } = readContent(typed);
  const form = { page, token, documents: filed.documents, software: kind === 'software' };
  const stays = staysOf(typed.step, { ...asked.errors, ...errors, ...filed.errors });
  if (stays !== null || content === null) {
    const shown = stays?.edits ? filed.errors : { ...asked.errors, ...errors, ...filed.errors };
    const view = { ...form, values: typed, errors: shown };
    return sendPage(c, site, String(ApplyPage(view)), stays?.well ? 200 : 422);
  }
  const review = { ...form, content, request: asked.reviewed };
  if (typed.step !== 'send') return sendPage(c, site, String(ReviewPage({ ...review, errors: {} })));
  const whole = applicationForm.safeParse(typed);
  const mismatch = typed.userCode !== typed.userCodeAgain ? { userCodeAgain: 'code.mismatch' } : {};
  const secrets = { ...mismatch, ...fieldCodes(whole.error) };
  if (!whole.success || Object.keys(secrets).length > 0) {
    return sendPage(c, site, String(ReviewPage({ ...review, errors: secrets })), 422);
  }
  await site.limits.count(c, 'apply');
  await sendApplication(site.context, whole.data, token, asked.request);
  rememberApplicant(c, site, token);
  return c.redirect(path.sent, 303);
}

/** Whether the form is shown again: asked for by a button (`edits`, then only files are judged), or because something is wrong. */
export function staysOf(
  step: string | undefined,
  errors: FieldCodes,
): { readonly edits: boolean; readonly well: boolean } | null {
  const edits = step === 'edit' || step === 'upload' || (step?.startsWith('remove:') ?? false);
  const wrong = Object.keys(errors).length > 0;
  if (edits) return { edits, well: errors.documents === undefined };
  if (step === 'recheck') return { edits: false, well: !wrong };
  return wrong ? { edits: false, well: false } : null;
}

/** What an applicant states, checked: the content, or a code for each field that has to be corrected. */
export function readContent(typed: Typed) {
  const form = contentForm.safeParse(typed);
  const errors = { ...contentCodes(typed), ...fieldCodes(form.error) };
  const content = form.success && Object.keys(errors).length === 0 ? form.data : null;
  return { content, errors };
}

/** The token of the form that was sent; one that no page of ours drew stands for a form sent for the first time. */
function tokenOf({ form = '' }: Typed): string {
  return /^[\w-]{43}$/.test(form) ? form : newFormToken();
}

async function progress(c: Asked, site: Site): Promise<Response> {
  const page = pageContext(c, site);
  const typed = await readFields(c);
  const values = { number: typed.number, ubn: typed.ubn };
  const errors = missing(values);
  if (Object.keys(errors).length > 0) {
    return sendPage(c, site, String(ProgressPage({ page, values, errors })), 422);
  }
  try {
    await site.limits.count(c, 'progress');
    const result = await findProgress(site, progressQuestion.parse(values));
    return sendPage(c, site, String(ProgressPage({ page, values, errors, result })));
  } catch (error) {
    const problem = problemOf(error)?.code;
    if (problem !== 'application.unknown' && problem !== 'request.too-many') throw error;
    const status = problem === 'request.too-many' ? 429 : 404;
    return sendPage(c, site, String(ProgressPage({ page, values, errors, problem })), status);
  }
}

/** The progress once more, with the reason why what was asked of it was not done. */
export async function answerProgress(
  c: Asked,
  site: Site,
  values: { readonly number: string; readonly ubn: string },
  problem: ProblemCode,
): Promise<Response> {
  const result = await findProgress(site, values);
  const view = { page: pageContext(c, site), values, errors: {}, problem, result };
  return sendPage(c, site, String(ProgressPage(view)), problem === 'request.too-many' ? 429 : 403);
}

/** The same refusal whichever of the two is wrong. */
async function findProgress(
  { context }: Site,
  asked: { readonly number: string; readonly ubn: string },
): Promise<ProgressResult> {
  const application = await requireApplication(context.db, asked.number);
  if (application.ubn !== asked.ubn) throw new Refusal('application.unknown');
  const { number, name, state, submittedAt, reason, cardNumber, request } = application;
  const card = cardNumber === null ? null : await findCard(context.db, cardNumber);
  const changedAt = application.decidedAt ?? application.reviewedAt ?? submittedAt;
  return {
    number,
    name,
    state,
    submittedAt,
    changedAt: card?.since ?? changedAt,
    software: request !== null,
    reason,
    shippedAt: card?.shippedAt ?? null,
    activationDeadline: card?.activationDeadline
      ? new Date(`${card.activationDeadline}T00:00:00+08:00`)
      : null,
  };
}

function missing(values: Readonly<Record<string, string | undefined>>): FieldCodes {
  const empty = Object.entries(values).filter(([, value]) => !value?.trim());
  return Object.fromEntries(empty.map(([name]) => [name, 'field.required']));
}

/** What the certificate's own rules refuse in a text, while the applicant is still there to correct it. */
function contentCodes({ name = '', ubn = '' }: Typed): FieldCodes {
  const clean = name.normalize('NFC').trim();
  const badUbn = isUbn(ubn.trim()) ? {} : { ubn: 'ubn.invalid' };
  return lintText('name', clean).length === 0 ? badUbn : { ...badUbn, name: 'field.characters' };
}

/** Field → code: messages of the form are problem codes; the rest means that nothing was sent. */
export function fieldCodes(error: ZodError | undefined): FieldCodes {
  const codes: Record<string, string> = {};
  for (const { path: at, message } of error?.issues ?? []) {
    const name = String(at[0]);
    codes[name] ??= isProblemCode(message) ? message : 'field.required';
  }
  return codes;
}
