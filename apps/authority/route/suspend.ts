import { holder } from '@kaika/registry/change';
import { Hono } from 'hono';
import { resumeCard, suspendCard } from '../operation/suspend.ts';
import { path, receiptPath } from '../page/path.ts';
import { SuspendPage } from '../page/suspend.tsx';
import { type Env, pageContext, sendPage } from './env.ts';
import { requireProof } from './proof.ts';
import type { Site } from './site.ts';

/** 憑證停用／復用: with the card here; without it by `route/mailcode.ts`. */
export function suspendRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  const { context } = site;
  app.get(path.suspend, (c) => sendPage(c, site, String(SuspendPage({ page: pageContext(c, site) }))));
  app.post('/api/suspend', async (c) => {
    const { card } = await requireProof(c, site, 'suspend');
    const { number } = await suspendCard(context, card.number, holder);
    return c.json({ href: receiptPath(number) });
  });
  app.post('/api/resume', async (c) => {
    const { card } = await requireProof(c, site, 'resume');
    const { number } = await resumeCard(context, card.number, holder);
    return c.json({ href: receiptPath(number) });
  });
  return app;
}
