import { Refusal } from '@kaika/registry/refusal';
import { checkCodeRule } from '@kaika/registry/usercode';
import { cardNumber } from '@kaika/wire/task';
import { Hono } from 'hono';
import { z } from 'zod';
import { recodeWithLink, requireRecodeLink } from '../operation/recode.ts';
import type { FieldCodes } from '../page/error.ts';
import { path, receiptPath } from '../page/path.ts';
import { NewCodePage, ResetCodeAskedPage, ResetCodePage } from '../page/reset-code.tsx';
import { applicationNumber } from '../store/software.ts';
import { type Asked, type Env, pageContext, sendPage } from './env.ts';
import { readFields } from './form.ts';
import type { Site } from './site.ts';

/** 用戶代碼重設 without the card; with it by a task (`route/task.ts`). */
export function resetCodeRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  const { context, limits } = site;
  app.get(path.resetCode, (c) => sendPage(c, site, String(ResetCodePage({ page: pageContext(c, site) }))));
  app.post(`${path.resetCode}/link`, (c) => askForLink(c, site));
  app.get(`${path.resetCode}/link/:secret`, async (c) => {
    await limits.count(c, 'query');
    await requireRecodeLink(context, c.req.param('secret'));
    const view = { page: pageContext(c, site), action: c.req.path, errors: {} };
    return sendPage(c, site, String(NewCodePage(view)));
  });
  app.post(`${path.resetCode}/link/:secret`, (c) => setCode(c, site, c.req.param('secret')));
  return app;
}

/** A card's, or of an application whose certificate is on no card. */
const anyNumber = z.union([cardNumber, z.string().regex(applicationNumber)]);

/** The same answer for every number that looks like one; whether it is one is looked into by a job. */
async function askForLink(c: Asked, site: Site): Promise<Response> {
  const page = pageContext(c, site);
  const typed = (await readFields(c)).cardNumber?.trim().toUpperCase() ?? '';
  const number = anyNumber.safeParse(typed);
  if (!number.success) {
    const wrong = typed === '' ? 'required' : 'number';
    return sendPage(c, site, String(ResetCodePage({ page, number: typed, wrong })), 422);
  }
  await site.limits.count(c, 'recode');
  await site.context.askRecode({ cardNumber: number.data });
  return sendPage(c, site, String(ResetCodeAskedPage({ page })));
}

async function setCode(c: Asked, site: Site, secret: string): Promise<Response> {
  await site.limits.count(c, 'query');
  await requireRecodeLink(site.context, secret);
  const { userCode = '', userCodeAgain = '' } = await readFields(c);
  const errors = faultsOf(userCode, userCodeAgain);
  if (Object.keys(errors).length > 0) {
    const view = { page: pageContext(c, site), action: c.req.path, errors };
    return sendPage(c, site, String(NewCodePage(view)), 422);
  }
  const { number } = await recodeWithLink(site.context, secret, userCode);
  return c.redirect(receiptPath(number), 303);
}

function faultsOf(code: string, again: string): FieldCodes {
  try {
    checkCodeRule(code);
    return code === again ? {} : { userCodeAgain: 'code.mismatch' };
  } catch (error) {
    if (error instanceof Refusal) return { userCode: error.code };
    throw error;
  }
}
