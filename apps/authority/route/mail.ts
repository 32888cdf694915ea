import { requireLinkOpen } from '@kaika/registry/writing';
import { mailForm } from '@kaika/wire/mail';
import { Hono } from 'hono';
import { z } from 'zod';
import { askForMail, confirmMail, findByLink } from '../operation/writing.ts';
import { MailCheckPage, MailLinkPage, MailPage, MailWaitingPage, MailWritePage } from '../page/mail.tsx';
import { api, mailLinkPath, path, receiptPath } from '../page/path.ts';
import { fieldCodes } from './apply.ts';
import { type Asked, type Env, pageContext, sendPage } from './env.ts';
import { readFields } from './form.ts';
import { browserOf, requireProof } from './proof.ts';
import type { Site } from './site.ts';

/** 寫入憑證內安全電子郵件信箱 */
export function mailRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  const { context, limits, writers } = site;
  app.get(path.mail, (c) =>
    sendPage(c, site, String(MailPage({ page: pageContext(c, site), values: {}, errors: {} }))),
  );
  app.post(path.mail, (c) => check(c, site));
  app.post('/api/mail', async (c) => {
    const { card, parameters } = await requireProof(c, site, 'mail');
    const asked = await askForMail(context, card, mailForm.parse(parameters).mail);
    return c.json({ href: asked.mailed ? `${path.mail}/waiting` : mailLinkPath(asked.secret) });
  });
  app.get(`${path.mail}/waiting`, (c) =>
    sendPage(c, site, String(MailWaitingPage({ page: pageContext(c, site) }))),
  );
  app.get(`${path.mail}/link/:secret`, (c) => showLink(c, site, c.req.param('secret')));
  app.post(`${path.mail}/link/:secret`, async (c) => {
    await limits.count(c, 'query');
    const secret = c.req.param('secret');
    await confirmMail(context, secret);
    return c.redirect(mailLinkPath(secret), 303);
  });
  app.post(api.mailTask, async (c) => {
    await limits.count(c, 'task');
    const { secret } = z.object({ secret: z.string().max(64) }).parse(await c.req.json());
    return c.json(await writers.issue(secret, browserOf(c, site)));
  });
  return app;
}

async function check(c: Asked, site: Site): Promise<Response> {
  const page = pageContext(c, site);
  const values = { mail: (await readFields(c)).mail };
  const form = mailForm.safeParse(values);
  if (form.success) return sendPage(c, site, String(MailCheckPage({ page, mail: form.data.mail })));
  return sendPage(c, site, String(MailPage({ page, values, errors: fieldCodes(form.error) })), 422);
}

/** Asked: the page that confirms. Confirmed: the page that writes. Written: its receipt. Opening it changes nothing. */
async function showLink(c: Asked, site: Site, secret: string): Promise<Response> {
  await site.limits.count(c, 'query');
  const { writing, card } = await findByLink(site.context, secret);
  if (writing.receipt !== null) return c.redirect(receiptPath(writing.receipt), 303);
  requireLinkOpen(writing, site.context.now());
  const view = {
    page: pageContext(c, site),
    cardNumber: card.number,
    holder: card.holder,
    mail: writing.mail,
  };
  if (writing.state === 'asked') {
    return sendPage(c, site, String(MailLinkPage({ ...view, action: c.req.path })));
  }
  return sendPage(c, site, String(MailWritePage({ ...view, secret, begun: writing.state === 'issued' })));
}
