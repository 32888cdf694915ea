import { readViewedCard, viewForm } from '@kaika/wire/view';
import { Hono } from 'hono';
import { judgeCard } from '../operation/view.ts';
import { path } from '../page/path.ts';
import { ViewPage } from '../page/view.tsx';
import { type Env, pageContext, sendPage } from './env.ts';
import { readFields } from './form.ts';
import type { Site } from './site.ts';

/** 檢視憑證IC卡資訊: the page's script posts what the agent's window read; the answer is a page, and nothing is kept. */
export function viewRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  app.get(path.view, (c) => sendPage(c, site, String(ViewPage({ page: pageContext(c, site) }))));
  app.post(path.view, async (c) => {
    await site.limits.count(c, 'query');
    const { card: text } = viewForm.parse(await readFields(c));
    const card = await judgeCard(site.context, readViewedCard(text));
    return sendPage(c, site, String(ViewPage({ page: pageContext(c, site), card, at: site.context.now() })));
  });
  return app;
}
