import { contactForm } from '@kaika/wire/contact';
import { Hono } from 'hono';
import { changeContact, confirmNewContact, requireContactLink } from '../operation/contact.ts';
import { ContactCheckPage, ContactLinkPage, ContactPage, ContactWaitingPage } from '../page/contact.tsx';
import { path, receiptPath } from '../page/path.ts';
import { fieldCodes } from './apply.ts';
import { type Asked, type Env, pageContext, sendPage } from './env.ts';
import { readFields } from './form.ts';
import { requireProof } from './proof.ts';
import type { Site } from './site.ts';

/** 憑證IC卡聯絡人修改 */
export function contactRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  const { context, limits } = site;
  app.get(path.contact, (c) =>
    sendPage(c, site, String(ContactPage({ page: pageContext(c, site), values: {}, errors: {} }))),
  );
  app.post(path.contact, (c) => check(c, site));
  app.post('/api/contact', async (c) => {
    const { card, parameters } = await requireProof(c, site, 'contact');
    const asked = await changeContact(context, card, contactForm.parse(parameters));
    return c.json({
      href: 'receipt' in asked ? receiptPath(asked.receipt.number) : `${path.contact}/waiting`,
    });
  });
  app.get(`${path.contact}/waiting`, (c) =>
    sendPage(c, site, String(ContactWaitingPage({ page: pageContext(c, site) }))),
  );
  app.get(`${path.contact}/link/:secret`, async (c) => {
    await limits.count(c, 'query');
    const { card, asked } = await requireContactLink(context, c.req.param('secret'));
    const view = { page: pageContext(c, site), words: asked, cardNumber: card.number, action: c.req.path };
    return sendPage(c, site, String(ContactLinkPage(view)));
  });
  app.post(`${path.contact}/link/:secret`, async (c) => {
    await limits.count(c, 'query');
    const { number } = await confirmNewContact(context, c.req.param('secret'));
    return c.redirect(receiptPath(number), 303);
  });
  return app;
}

async function check(c: Asked, site: Site): Promise<Response> {
  const page = pageContext(c, site);
  const values = await readFields(c);
  const form = contactForm.safeParse(values);
  if (form.success) return sendPage(c, site, String(ContactCheckPage({ page, words: form.data })));
  return sendPage(c, site, String(ContactPage({ page, values, errors: fieldCodes(form.error) })), 422);
}
