import { Hono } from 'hono';
import { recordPinChange } from '../operation/changepin.ts';
import { ChangePinPage } from '../page/changepin.tsx';
import { path, receiptPath } from '../page/path.ts';
import { type Env, pageContext, sendPage } from './env.ts';
import { requireProof } from './proof.ts';
import type { Site } from './site.ts';

/** 更改PIN碼: done by the agent's window and the card; here it is recorded. */
export function changePinRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  app.get(path.changePin, (c) => sendPage(c, site, String(ChangePinPage({ page: pageContext(c, site) }))));
  app.post('/api/change-pin', async (c) => {
    const { card } = await requireProof(c, site, 'change-pin');
    const { number } = await recordPinChange(site.context, card.number);
    return c.json({ href: receiptPath(number) });
  });
  return app;
}
