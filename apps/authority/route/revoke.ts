import { holder } from '@kaika/registry/change';
import { Hono } from 'hono';
import { readWhole } from '../operation/conclude.ts';
import { askToRevoke, readReason, requireRevocation, revokeCard } from '../operation/revoke.ts';
import { isSoftwareNumber, requireSoftware } from '../operation/software.ts';
import { path, receiptPath, revocationPath } from '../page/path.ts';
import { ConfirmRevocationPage } from '../page/revocation.tsx';
import { RevokePage } from '../page/revoke.tsx';
import type { Reader } from '../store/table.ts';
import { type Asked, type Env, pageContext, sendPage } from './env.ts';
import { readFields } from './form.ts';
import { problemOf } from './problem.ts';
import { browserOf, requireProof } from './proof.ts';
import type { Site } from './site.ts';

/** 憑證廢止: suspended when it is asked for, revoked when it is confirmed by the same browser. */
export function revokeRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  const { context } = site;
  app.get(path.revoke, (c) => sendPage(c, site, String(RevokePage({ page: pageContext(c, site) }))));
  app.post('/api/revoke', async (c) => {
    const { card, parameters } = await requireProof(c, site, 'revoke');
    const reason = readReason(parameters.reason);
    const session = browserOf(c, site);
    const id = await askToRevoke(context, { cardNumber: card.number, reason, by: holder, session });
    return c.json({ href: revocationPath(id) });
  });
  app.get(`${path.revoke}/:id`, (c) => showRevocation(c, site, c.req.param('id')));
  app.post(`${path.revoke}/:id`, async (c) => {
    const id = c.req.param('id');
    const { sure } = await readFields(c);
    if (sure !== 'yes') return showRevocation(c, site, id, 'field.required');
    try {
      return c.redirect(receiptPath(await revokeCard(context, id, browserOf(c, site))), 303);
    } catch (error) {
      const problem = problemOf(error)?.code;
      if (problem !== 'revocation.over') throw error;
      return showRevocation(c, site, id, problem);
    }
  });
  return app;
}

/** What is to be revoked: a card with its certificates, or the one certificate that is on no card. */
async function subjectOf(db: Reader, number: string) {
  if (!isSoftwareNumber(number)) return readWhole(db, number);
  const { certificate } = await requireSoftware(db, number);
  return { card: { number, holder: certificate.subject, state: null }, certificates: [certificate] };
}

async function showRevocation(c: Asked, site: Site, id: string, problem?: string): Promise<Response> {
  const { db, now } = site.context;
  const asked = await requireRevocation(db, id, browserOf(c, site));
  if (asked.receipt !== null) return c.redirect(receiptPath(asked.receipt), 303);
  const { card, certificates } = await subjectOf(db, asked.cardNumber);
  const over = now() > asked.expiresAt;
  const view = {
    page: pageContext(c, site),
    id,
    card,
    reason: asked.reason,
    expiresAt: asked.expiresAt,
    certificates: certificates.filter((one) => one.der !== null),
    problem: over ? 'revocation.over' : problem,
  };
  return sendPage(c, site, String(ConfirmRevocationPage(view)), problem === undefined ? 200 : 422);
}
