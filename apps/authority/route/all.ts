import { Hono } from 'hono';
import { AllIntroPage, AllPage, type AllSort } from '../page/all.tsx';
import type { ShownHolding } from '../page/holdings.tsx';
import { path } from '../page/path.ts';
import { holdingsOf } from '../store/inventory.ts';
import { requireOrganisation } from '../store/organisation.ts';
import { type Asked, type Env, pageContext, sendPage } from './env.ts';
import { sendCsv, shownHolding } from './holdings.ts';
import { requireProof } from './proof.ts';
import type { Site } from './site.ts';
import { beginVisit, endVisit, requireVisit, visitOf } from './visit.ts';

const rowsPerPage = 50;

/** 線上查詢組織團體所有憑證 */
export function allRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  app.get(path.all, (c) => show(c, site));
  app.get(`${path.all}.csv`, async (c) => {
    const { organisation } = await requireVisit(c, site, 'all');
    return sendCsv(c, (await list(c, site, organisation)).found, 'certificates');
  });
  app.post('/api/all', async (c) => {
    const { card } = await requireProof(c, site, 'all');
    await beginVisit(c, site, { card, operation: 'all' });
    return c.json({ href: path.all });
  });
  app.post(`${path.all}/end`, async (c) => {
    await endVisit(c, site, 'all');
    return c.redirect(path.all, 303);
  });
  return app;
}

async function show(c: Asked, site: Site): Promise<Response> {
  const page = pageContext(c, site);
  const visit = await visitOf(c, site, 'all');
  if (visit === null) return sendPage(c, site, String(AllIntroPage({ page })));
  const { name } = await requireOrganisation(site.context.db, visit.organisation);
  const { found, q, sort } = await list(c, site, visit.organisation);
  const pages = Math.max(1, Math.ceil(found.length / rowsPerPage));
  const pageNumber = Math.min(pages, Math.max(1, Number(c.req.query('page')) || 1));
  const view = {
    page,
    organisation: name,
    visit,
    q,
    sort,
    rows: found.slice((pageNumber - 1) * rowsPerPage, pageNumber * rowsPerPage),
    cards: new Set(found.map((row) => row.cardNumber)).size,
    certificates: found.length,
    pageNumber,
    pages,
  };
  return sendPage(c, site, String(AllPage(view)));
}

async function list(c: Asked, site: Site, organisation: string) {
  const { db, now } = site.context;
  const q = c.req.query('q')?.trim().slice(0, 100) ?? '';
  const sort = sorts.find((one) => one === c.req.query('sort')) ?? 'card';
  const all = (await holdingsOf(db, organisation)).map((one) => shownHolding(one, now()));
  const like = q.toLowerCase();
  const matches = ({ cardNumber, holder, serial }: ShownHolding) =>
    [cardNumber, holder, serial].some((text) => text.toLowerCase().includes(like));
  return { found: all.filter(matches).sort(orders[sort]), q, sort };
}

const sorts: readonly AllSort[] = ['card', 'until', 'status'];

type Order = (left: ShownHolding, right: ShownHolding) => number;
const byCard: Order = (left, right) => (left.cardNumber < right.cardNumber ? -1 : 1);
const statusOrder = ['good', 'hold', 'suspended', 'expired', 'superseded', 'revoked'];

const orders: Readonly<Record<AllSort, Order>> = {
  card: (left, right) => (left.cardNumber === right.cardNumber ? 0 : byCard(left, right)),
  until: (left, right) => left.notAfter.getTime() - right.notAfter.getTime(),
  status: (left, right) => statusOrder.indexOf(left.status) - statusOrder.indexOf(right.status),
};
