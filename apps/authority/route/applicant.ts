import type { Application } from '@kaika/registry/application';
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
import { answerProgress, readContent, readFields } from './apply.ts';
import { type Asked, type Env, pageContext, sendPage } from './env.ts';
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
  const { number, name, submittedAt, contactMail } = await requireApplication(context.db, applicant.number);
  const view = {
    page: pageContext(c, site),
    number,
    name,
    submittedAt,
    activationDays: context.config.activationDays ?? defaultActivationDays,
    mailedTo: contactMail,
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
    rememberApplicant(c, site, await proveApplicant(site.context, { number, ubn, userCode }));
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

function showForm(c: Asked, site: Site, application: Application): Response | Promise<Response> {
  if (application.state !== 'returned') return c.redirect(path.sent, 303);
  const { kind, name, ubn, address, contactName, contactMail, contactPhone, reason } = application;
  const values = { kind, name, ubn: ubn ?? '', address, contactName, contactMail, contactPhone };
  const correcting = { reason: reason ?? '' };
  const view = { page: pageContext(c, site), values, errors: {}, correcting };
  return sendPage(c, site, String(ApplyPage(view)));
}

async function correct(c: Asked, site: Site, application: Application): Promise<Response> {
  const page = pageContext(c, site);
  const typed = await readFields(c);
  const correcting = { reason: application.reason ?? '' };
  const { content, errors } = readContent(typed);
  const edits = typed.step === 'edit';
  if (edits || content === null || typed.step === 'recheck') {
    const view = { page, values: typed, errors: edits ? {} : errors, correcting };
    return sendPage(c, site, String(ApplyPage(view)), edits || content ? 200 : 422);
  }
  if (typed.step !== 'send') {
    return sendPage(c, site, String(ReviewPage({ page, content, token: null, errors: {} })));
  }
  await correctApplication(site.context, application.number, content);
  return c.redirect(path.sent, 303);
}

function showWithdrawal(c: Asked, site: Site, application: Application): Response | Promise<Response> {
  return sendPage(c, site, String(WithdrawPage({ page: pageContext(c, site), application })));
}
