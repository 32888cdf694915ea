import { lintText } from '@kaika/ca/lint-text';
import { Refusal } from '@kaika/registry/refusal';
import { isUbn } from '@kaika/registry/ubn';
import { applicationForm, progressQuestion } from '@kaika/wire/application';
import { isProblemCode, type ProblemCode } from '@kaika/wire/problem';
import { Hono } from 'hono';
import type { ZodError } from 'zod';
import { Failure } from '../failure.ts';
import { newFormToken, sendApplication } from '../operation/applicant.ts';
import { ApplyPage, type ApplyValues } from '../page/apply.tsx';
import type { FieldCodes } from '../page/error.ts';
import { path } from '../page/path.ts';
import { ProgressPage, type ProgressResult } from '../page/progress.tsx';
import { ReviewPage } from '../page/review.tsx';
import { requireApplication } from '../store/application.ts';
import { findCard } from '../store/card.ts';

import { type Asked, type Env, pageContext, sendPage } from './env.ts';
import { problemOf } from './problem.ts';
import { rememberApplicant } from './remember.ts';
import type { Site } from './site.ts';

/** 申請 and 進度查詢, which anybody may do. */
export function applyRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  app.get(path.apply, (c) =>
    sendPage(c, site, String(ApplyPage({ page: pageContext(c, site), values: {}, errors: {} }))),
  );
  app.post(path.apply, (c) => apply(c, site));
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

async function apply(c: Asked, site: Site): Promise<Response> {
  const page = pageContext(c, site);
  const typed = await readFields(c);
  if (typed.step === 'edit') {
    return sendPage(c, site, String(ApplyPage({ page, values: typed, errors: {} })));
  }
  const { content, errors } = readContent(typed);
  if (content === null || typed.step === 'recheck') {
    return sendPage(c, site, String(ApplyPage({ page, values: typed, errors })), content ? 200 : 422);
  }
  const token = tokenOf(typed);
  const review = { page, content, token };
  if (typed.step !== 'send') {
    return sendPage(c, site, String(ReviewPage({ ...review, errors: {} })));
  }
  const form = applicationForm.safeParse(typed);
  const mismatch = typed.userCode !== typed.userCodeAgain ? { userCodeAgain: 'code.mismatch' } : {};
  const secrets = { ...mismatch, ...fieldCodes(form.error) };
  if (!form.success || Object.keys(secrets).length > 0) {
    return sendPage(c, site, String(ReviewPage({ ...review, errors: secrets })), 422);
  }
  await site.limits.count(c, 'apply');
  await sendApplication(site.context, form.data, token);
  rememberApplicant(c, site, token);
  return c.redirect(path.sent, 303);
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
  const { number, name, state, submittedAt, reason, cardNumber } = application;
  const card = cardNumber === null ? null : await findCard(context.db, cardNumber);
  const changedAt = application.decidedAt ?? application.reviewedAt ?? submittedAt;
  return {
    number,
    name,
    state,
    submittedAt,
    changedAt: card?.since ?? changedAt,
    reason,
    shippedAt: card?.shippedAt ?? null,
    activationDeadline: card?.activationDeadline
      ? new Date(`${card.activationDeadline}T00:00:00+08:00`)
      : null,
  };
}

/** What a posted form says. */
export type Typed = ApplyValues & Readonly<Record<string, string | undefined>>;

/** The fields of a posted form as texts; a file where a text belongs is no text. Throws `request.malformed`. */
export async function readFields(c: Asked): Promise<Typed> {
  const body = await c.req.parseBody().catch((cause: unknown) => {
    throw new Failure('request.malformed', {}, { cause });
  });
  const texts = Object.entries(body).filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(texts) as Typed; // filtered to texts just above
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
