import { confirm, recodeRequest, refuted, relayAnswer, releaseRequest, taskOrder } from '@kaika/wire/task';
import { Hono } from 'hono';
import { Failure } from '../failure.ts';
import { takeQueued } from '../office/batch.ts';
import { confirmTask } from '../task/confirm.ts';
import { checkCardTask, issueCardTask } from '../task/issue.ts';
import { recodeByCard } from '../task/recode.ts';
import { releasePuk, replacePuk } from '../task/release.ts';
import type { Env } from './env.ts';
import { browserOf } from './proof.ts';
import { requireOfficer } from './session.ts';
import type { Site } from './site.ts';

/**
 * The conversation between authority and card (`@kaika/wire/task`). What a message is about stands in its body; the address names
 * the task the page has open, which differs when the agent hands in a confirmation of yesterday.
 */
export function taskRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  const { context, relays, writers, limits } = site;
  app.post('/api/task', async (c) => {
    await limits.count(c, 'task');
    const order = taskOrder.parse(await c.req.json());
    if (order.operation === 'produce') {
      const officer = requireOfficer(c, 'card-operator');
      await takeQueued(context, order.application, officer);
      return c.json(await relays.issue(order.application, officer));
    }
    // Writing to a card already out is driven by an operation of its own (docs/flows).
    if (order.operation === 'write') throw new Failure('request.malformed');
    return c.json(await issueCardTask(context, order.operation, order.cardNumber));
  });
  app.post('/api/task/check', async (c) => {
    await limits.count(c, 'query');
    const order = taskOrder.parse(await c.req.json());
    if (order.operation === 'produce' || order.operation === 'write') throw new Failure('request.malformed');
    await checkCardTask(context, order.operation, order.cardNumber);
    return c.json({ admitted: true });
  });
  app.post('/api/task/:id/release', async (c) => {
    await limits.count(c, 'release');
    const request = releaseRequest.parse(await c.req.json());
    return c.json(await limits.guess(c, () => releasePuk(context, request)));
  });
  app.post('/api/task/:id/refuted', async (c) => {
    await limits.count(c, 'release');
    return c.json(await replacePuk(context, refuted.parse(await c.req.json())));
  });
  app.post('/api/task/:id/confirm', async (c) =>
    c.json(await confirmTask(context, confirm.parse(await c.req.json()))),
  );
  app.post('/api/task/:id/recode', async (c) => {
    await limits.count(c, 'release');
    return c.json(await recodeByCard(context, recodeRequest.parse(await c.req.json())));
  });
  app.post('/api/task/:id/relay', async (c) => {
    const said = relayAnswer.parse(await c.req.json());
    const written = await writers.relay(said, browserOf(c, site));
    if (written !== null) return c.json(written);
    return c.json(await relays.relay(said, requireOfficer(c, 'card-operator')));
  });
  return app;
}
