import { fromBase64 } from '@kaika/bytes/base64';
import { encodePem } from '@kaika/pki/pem';
import { type Application, isForSoftware } from '@kaika/registry/application';
import { defaultActivationDays } from '@kaika/registry/card';
import { Hono } from 'hono';
import { z } from 'zod';
import { correctApplication, proveApplicant, withdrawApplication } from '../operation/applicant.ts';
import { ApplyPage } from '../page/apply.tsx';
import { path } from '../page/path.ts';
import { ReviewPage } from '../page/review.tsx';
import { SubmittedPage } from '../page/submitted.tsx';
import { WithdrawPage } from '../page/withdraw.tsx';
import { requireApplication } from '../store/application.ts';
import { documentsOf } from '../store/document.ts';
import { answerProgress, readContent, staysOf } from './apply.ts';
import { type Asked, type Env, pageContext, sendPage } from './env.ts';
import { noRequest, readFields, readForm, type Typed, takeDocuments, takeRequest } from './form.ts';
import { problemOf } from './problem.ts';
import { applicantOf, rememberApplicant } from './remember.ts';
import type { Site } from './site.ts';

/** What the applicant alone may see and do: the number just sent, 補正, 撤回. */
export function applicantRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  app.get(path.sent, (c) => sent(c, site));
  app.post(path.applicant, (c) => prove(c, site));
  app.get(path.correct, (c) => asApplicant(c, site, (application) => showForm(c, site, application)));
  app.post(path.correct, (c) => asApplicant(c, site, (application) => correct(c, site, application)));
  app.get(path.withdraw, (c) => asApplicant(c, site, (application) => showWithdrawal(c, site, application)));
  app.post(path.withdraw, (c) =>
    asApplicant(c, site, async ({ number, state }) => {
      if (state !== 'withdrawn') await withdrawApplication(site.context, number);
      return c.redirect(path.withdraw, 303);
    }),
  );
  return app;
}

/** The number and what comes next, to the browser that sent it; everybody else asks for progress. */
async function sent(c: Asked, site: Site): Promise<Response> {
  const applicant = await applicantOf(c, site);
  if (applicant === null) return c.redirect(path.progress, 303);
  const { context } = site;
  const { number, name, submittedAt, contactMail, request } = await requireApplication(
    context.db,
    applicant.number,
  );
  const view = {
    page: pageContext(c, site),
    number,
    name,
    submittedAt,
    activationDays: context.config.activationDays ?? defaultActivationDays,
    mailedTo: contactMail,
    software: request !== null,
  };
  return sendPage(c, site, String(SubmittedPage(view)));
}

const proofForm = z.object({
  number: z.string().trim().max(40),
  ubn: z.string().trim().max(8),
  userCode: z.string().max(10),
  act: z.enum(['correct', 'withdraw']),
});

async function prove(c: Asked, site: Site): Promise<Response> {
  const { number, ubn, userCode, act } = proofForm.parse(await readFields(c));
  await site.limits.count(c, 'applicant');
  try {
    const said = { number, ubn, userCode };
    rememberApplicant(c, site, await site.limits.guess(c, () => proveApplicant(site.context, said)));
  } catch (error) {
    const problem = problemOf(error)?.code;
    if (problem !== 'application.code-wrong' && problem !== 'request.too-many') throw error;
    return answerProgress(c, site, { number, ubn }, problem);
  }
  return c.redirect(act === 'correct' ? path.correct : path.withdraw, 303);
}

/** Only for a browser whose applicant typed the user code; every other one is sent to ask for progress. */
async function asApplicant(
  c: Asked,
  site: Site,
  answer: (application: Application) => Response | Promise<Response>,
): Promise<Response> {
  const applicant = await applicantOf(c, site);
  if (!applicant?.proved) return c.redirect(path.progress, 303);
  return answer(await requireApplication(site.context.db, applicant.number));
}

async function showForm(c: Asked, site: Site, application: Application): Promise<Response> {
  if (application.state !== 'returned') return c.redirect(path.sent, 303);
  const { kind, name, ubn, address, contactName, contactMail, contactPhone, reason, request } = application;
  const values = { kind, name, ubn: ubn ?? '', address, contactName, contactMail, contactPhone };
  const view = {
    page: pageContext(c, site),
    values: request === null ? values : { ...values, request: pemOf(request) },
    errors: {},
    correcting: { reason: reason ?? '' },
    software: request !== null,
    documents: await documentsOf(site.context.db, application.number),
  };
  return sendPage(c, site, String(ApplyPage(view)));
}

async function correct(c: Asked, site: Site, application: Application): Promise<Response> {
  if (application.state !== 'returned') return c.redirect(path.sent, 303);
  const said = await readForm(c);
  const filed = await takeDocuments(c, site, { owner: { number: application.number }, said });
  const asked = isForSoftware(application) ? await takeRequest(site, said, application) : noRequest;
  const typed: Typed = { ...said.typed, ...(asked.pem === undefined ? {} : { request: asked.pem }) };
  const { content, errors } = readContent(typed);
  const software = isForSoftware(application);
  const form = { page: pageContext(c, site), documents: filed.documents, software };
  const stays = staysOf(typed.step, { ...asked.errors, ...errors, ...filed.errors });
  if (stays !== null || content === null) {
    const shown = stays?.edits ? filed.errors : { ...asked.errors, ...errors, ...filed.errors };
    const correcting = { reason: application.reason ?? '' };
    const view = { ...form, values: typed, errors: shown, correcting };
    return sendPage(c, site, String(ApplyPage(view)), stays?.well ? 200 : 422);
  }
  if (typed.step !== 'send') {
    const review = { ...form, content, token: null, errors: {}, request: asked.reviewed };
    return sendPage(c, site, String(ReviewPage(review)));
  }
  const stated = asked.request === null ? content : { ...content, request: asked.request };
  await correctApplication(site.context, application.number, stated);
  return c.redirect(path.sent, 303);
}

function pemOf(request: string): string {
  return encodePem('CERTIFICATE REQUEST', fromBase64(request));
}

function showWithdrawal(c: Asked, site: Site, application: Application): Response | Promise<Response> {
  return sendPage(c, site, String(WithdrawPage({ page: pageContext(c, site), application })));
}
