import { cardNumber } from '@kaika/wire/task';
import { Hono } from 'hono';
import { Failure } from '../failure.ts';
import { mailCode } from '../operation/mailcode.ts';
import { readReplacementReason, renewCard, replaceDamaged } from '../operation/renewal.ts';
import type { FieldCodes } from '../page/error.ts';
import { mailCodePath, path, receiptPath } from '../page/path.ts';
import { RenewPage } from '../page/renew.tsx';
import { ReplacePage } from '../page/replace.tsx';
import { type Asked, type Env, pageContext, sendPage } from './env.ts';
import { readFields } from './form.ts';
import { problemOf } from './problem.ts';
import { requireProof } from './proof.ts';
import type { Site } from './site.ts';

/** 到期換發, and 遺失或毀損補發: an application for a new card arises from the old one. */
export function renewalRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  const { context } = site;
  app.get(path.renew, (c) => sendPage(c, site, String(RenewPage({ page: pageContext(c, site) }))));
  app.post('/api/renew', async (c) => {
    const { card } = await requireProof(c, site, 'renew');
    return c.json({ href: receiptPath((await renewCard(context, card.number)).number) });
  });
  app.get(path.replace, (c) => sendPage(c, site, String(ReplacePage({ page: pageContext(c, site) }))));
  app.post('/api/replace', async (c) => {
    const { card } = await requireProof(c, site, 'replace');
    return c.json({ href: receiptPath((await replaceDamaged(context, card.number)).number) });
  });
  app.post(path.replace, (c) => askCode(c, site));
  return app;
}

/** Mails a code to the contact; with the user code it is entered at `/mail-code/{id}`. */
async function askCode(c: Asked, site: Site): Promise<Response> {
  const values: Readonly<Record<string, string | undefined>> = await readFields(c);
  const number = cardNumber.safeParse(values.cardNumber?.trim().toUpperCase());
  const reason = reasonIn(values.reason);
  const errors: FieldCodes = {
    ...(reason === null ? { reason: 'replacement.reason-missing' } : {}),
    ...(number.success
      ? {}
      : { cardNumber: values.cardNumber?.trim() ? 'card.number-malformed' : 'field.required' }),
  };
  const page = pageContext(c, site);
  if (!number.success || reason === null) {
    return sendPage(c, site, String(ReplacePage({ page, values, errors })), 422);
  }
  await site.limits.count(c, 'mailcode');
  try {
    const order = { operation: 'replace', cardNumber: number.data, reason } as const;
    return c.redirect(mailCodePath(await mailCode(site.context, order)), 303);
  } catch (error) {
    const problem = problemOf(error)?.code;
    if (problem !== 'mailcode.too-many') throw error;
    return sendPage(c, site, String(ReplacePage({ page, values, problem })), 429);
  }
}

function reasonIn(text: string | undefined) {
  try {
    return readReplacementReason(text);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return null;
  }
}
