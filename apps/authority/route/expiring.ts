import { horizonOf, type Subscription } from '@kaika/registry/subscription';
import { Hono } from 'hono';
import { z } from 'zod';
import { calendarOf } from '../operation/calendar.ts';
import {
  addSubscription,
  dropSubscription,
  requireToken,
  subscriptionToken,
} from '../operation/subscription.ts';
import {
  ExpiringIntroPage,
  ExpiringPage,
  OfficerExpiringPage,
  type ShownSubscription,
  StopPage,
} from '../page/expiring.tsx';
import type { ShownHolding } from '../page/holdings.tsx';
import { path } from '../page/path.ts';
import { expiringText } from '../page/text/expiring.ts';
import { expiringHoldings } from '../store/inventory.ts';
import { requireOrganisation } from '../store/organisation.ts';
import { activeSubscriptions } from '../store/subscription.ts';
import { type Asked, type Env, pageContext, sendPage } from './env.ts';
import { readFields } from './form.ts';
import { daysOf, sendCsv, shownHolding } from './holdings.ts';
import { requireProof } from './proof.ts';
import { requireOfficer } from './session.ts';
import type { Site } from './site.ts';
import { beginVisit, endVisit, requireVisit, visitOf } from './visit.ts';

/** 組織團體快過期憑證清單查詢: the list, its subscriptions, and the officers' list of all. */
export function expiringRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  app.get(path.expiring, (c) => show(c, site));
  app.get(`${path.expiring}.csv`, async (c) => {
    const { organisation } = await requireVisit(c, site, 'expiring');
    return sendCsv(c, await list(c, site, organisation), 'expiring');
  });
  app.post('/api/expiring', async (c) => {
    const { card } = await requireProof(c, site, 'expiring');
    await beginVisit(c, site, { card, operation: 'expiring' });
    return c.json({ href: path.expiring });
  });
  app.post(`${path.expiring}/end`, async (c) => {
    await endVisit(c, site, 'expiring');
    return c.redirect(path.expiring, 303);
  });
  app.get(path.officerExpiring, async (c) => {
    requireOfficer(c);
    const view = { page: pageContext(c, site), days: daysOf(c), rows: await list(c, site) };
    return sendPage(c, site, String(OfficerExpiringPage(view)));
  });
  app.get(`${path.officerExpiring}.csv`, async (c) => {
    requireOfficer(c);
    return sendCsv(c, await list(c, site), 'expiring');
  });
  app.route('/', subscriptionRoutes(site));
  return app;
}

const wanted = z.object({ way: z.enum(['mail', 'calendar']), ahead: z.coerce.number().int() });

function subscriptionRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  const { context } = site;
  app.post(`${path.expiring}/subscribe`, async (c) => {
    const visit = await requireVisit(c, site, 'expiring');
    const { way, ahead } = wanted.parse(await readFields(c));
    await addSubscription(context, visit, { way, days: ahead });
    return c.redirect(path.expiring, 303);
  });
  app.post(`${path.expiring}/end/:id`, async (c) => {
    const { organisation } = await requireVisit(c, site, 'expiring');
    await dropSubscription(context, c.req.param('id'), organisation);
    return c.redirect(path.expiring, 303);
  });
  app.get(`${path.expiring}/calendar/:file`, (c) => calendar(c, site, c.req.param('file')));
  app.get(`${path.expiring}/stop/:token`, async (c) => {
    await requireToken(context, c.req.param('token'));
    const view = { page: pageContext(c, site), action: c.req.path, stopped: false };
    return sendPage(c, site, String(StopPage(view)));
  });
  app.post(`${path.expiring}/stop/:token`, async (c) => {
    const { id } = await requireToken(context, c.req.param('token'));
    await dropSubscription(context, id);
    const view = { page: pageContext(c, site), action: c.req.path, stopped: true };
    return sendPage(c, site, String(StopPage(view)));
  });
  return app;
}

async function show(c: Asked, site: Site): Promise<Response> {
  const page = pageContext(c, site);
  const visit = await visitOf(c, site, 'expiring');
  if (visit === null) return sendPage(c, site, String(ExpiringIntroPage({ page })));
  const { db } = site.context;
  const { name } = await requireOrganisation(db, visit.organisation);
  const rows = await list(c, site, visit.organisation);
  const subscriptions = (await activeSubscriptions(db, visit.organisation)).map((one) => shown(site, one));
  const view = { page, days: daysOf(c), rows, organisation: name, visit, subscriptions };
  return sendPage(c, site, String(ExpiringPage(view)));
}

async function list(c: Asked, site: Site, organisation?: string): Promise<readonly ShownHolding[]> {
  const now = site.context.now();
  const until = horizonOf({ days: daysOf(c) }, now);
  const found = await expiringHoldings(site.context.db, { from: now, until, organisation });
  return found.map((one) => shownHolding(one, now));
}

/** Everything of the organisation that will expire, for a calendar program that knows the secret address. */
async function calendar(c: Asked, site: Site, file: string): Promise<Response> {
  const { context } = site;
  await site.limits.count(c, 'query');
  const found = await requireToken(context, file.replace(/\.ics$/, ''));
  const { name } = await requireOrganisation(context.db, found.organisation);
  const now = context.now();
  const until = new Date(now.getTime() + 20 * 365 * 86_400_000);
  const { organisation, days } = found;
  const holdings = await expiringHoldings(context.db, { from: now, until, organisation });
  const host = new URL(context.config.origins.authority).hostname;
  const calendarName = expiringText[c.get('language')].calendar(name);
  return c.body(calendarOf(holdings, { days, name: calendarName, host, now }), 200, {
    'content-type': 'text/calendar; charset=utf-8',
    'content-disposition': 'inline; filename="expiring.ics"',
    'cache-control': 'private, no-store',
  });
}

function shown({ context }: Site, { id, way, days, madeAt }: Subscription): ShownSubscription {
  const { authority } = context.config.origins;
  const token = subscriptionToken(context, id);
  const address = way === 'calendar' ? `${authority}${path.expiring}/calendar/${token}.ics` : null;
  return { id, way, days, madeAt, address };
}
