import { Hono } from 'hono';
import { z } from 'zod';
import { sendAgain } from '../mail/outbox.ts';
import { mailStates, OutboxPage } from '../page/outbox.tsx';
import { path } from '../page/path.ts';
import { countMails, type MailState, recentMails } from '../store/mail.ts';
import { type Asked, type Env, pageContext, sendPage } from './env.ts';
import { requireOfficer } from './session.ts';
import type { Site } from './site.ts';

/** The outbox as officers see it: what was mailed, what could not be, and one more try. */
export function outboxRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  app.get(path.outbox, (c) => list(c, site));
  app.post(path.outbox, async (c) => {
    requireOfficer(c, 'administrator', 'help-desk', 'card-operator');
    const { id } = againForm.parse(await c.req.parseBody());
    await sendAgain(site.context, id);
    return c.redirect(path.outbox, 303);
  });
  return app;
}

const againForm = z.object({ id: z.string().max(40) });
const rowsPerPage = 50;

async function list(c: Asked, site: Site): Promise<Response> {
  const { roles } = requireOfficer(c);
  const { db } = site.context;
  const state = z.enum(mailStates).safeParse(c.req.query('state')).data;
  const counts = await countMails(db);
  const states: readonly MailState[] = state === undefined ? mailStates : [state];
  const total = states.reduce((sum, one) => sum + (counts[one] ?? 0), 0);
  const pages = Math.max(1, Math.ceil(total / rowsPerPage));
  const pageNumber = Math.min(pages, Math.max(1, Number(c.req.query('page')) || 1));
  const rows = await recentMails(db, { state, limit: rowsPerPage, offset: (pageNumber - 1) * rowsPerPage });
  const maySend = roles.some((role) => ['administrator', 'help-desk', 'card-operator'].includes(role));
  const view = { page: pageContext(c, site), rows, state, counts, maySend, pageNumber, pages };
  return sendPage(c, site, String(OutboxPage(view)));
}
