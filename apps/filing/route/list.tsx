import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import type { Env, Office, Visit } from '../office.ts';
import { ListPage } from '../page/list.tsx';
import { caseStates, type Firm } from '../rule/case.ts';
import { copyCase, newCase } from '../rule/draft.ts';
import { type CaseKind, caseKinds } from '../rule/kind.ts';
import { countStates, insertCase, listCases } from '../store/case.ts';
import type { Session } from '../store/session.ts';
import { firmOf, frameOf, ownCase, pageOf } from '../visit.ts';

const pageSize = 20;

/** The firm's list, new cases and copies. */
export function listRoutes(office: Office): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get('/case', (c) => showList(c, office));
  routes.post('/case', async (c) => {
    const session = firmOf(c);
    const id = randomUUID();
    await insertCase(office.store, newCase(session.actor, firmIn(session), { id, now: office.config.now() }));
    return c.redirect(`/case/${id}/company`, 303);
  });
  routes.post('/case/:id/copy', async (c) => {
    const held = await ownCase(c, office);
    const id = randomUUID();
    await insertCase(office.store, copyCase(firmOf(c).actor, held, { id, now: office.config.now() }));
    return c.redirect(`/case/${id}/company`, 303);
  });
  return routes;
}

async function showList(c: Visit, office: Office): Promise<Response> {
  const firmOid = firmOf(c).actor.orgOid;
  const filter = {
    words: (c.req.query('words') ?? '').slice(0, 100).trim(),
    state: c.req.query('state') ?? '',
    kind: c.req.query('kind') ?? '',
  };
  const page = pageOf(c);
  const wished = filter.state.split(',');
  const states = caseStates.filter((one) => wished.includes(one));
  const { cases, total } = await listCases(office.store, {
    firmOid,
    words: filter.words,
    kind: caseKinds.find((one): one is CaseKind => one === filter.kind),
    page,
    pageSize,
    order: 'newest',
    ...(states.length === 0 ? {} : { states }),
  });
  const counts = await countStates(office.store, firmOid);
  const href = (n: number) => `/case?${new URLSearchParams({ ...filter, page: String(n) })}`;
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const frame = frameOf(c, office);
  return c.html(<ListPage {...{ frame, cases, total, page, pages, filter, states: counts, href }} />);
}

function firmIn({ actor, firm }: Session): Firm {
  return { oid: actor.orgOid, name: actor.name, ubn: firm.ubn };
}
