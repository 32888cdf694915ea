import { Hono } from 'hono';
import type { Env, Office, Visit } from '../office.ts';
import { ComparePage } from '../page/compare.tsx';
import { QueuePage, type Tab, tabs } from '../page/examine.tsx';
import { VerifyPage } from '../page/verify.tsx';
import { Refusal } from '../rule/refusal.ts';
import { accept, examine, reject, requestSupplement } from '../rule/state.ts';
import { checkPaper } from '../sign/check.ts';
import { letterAbout } from '../sign/letter.ts';
import { countStates, listCases, previousCase, saveCase } from '../store/case.ts';
import { bodyOf, examinerOf, frameOf, pageOf, visibleCase } from '../visit.ts';
import { showCase } from './act.tsx';

const pageSize = 20;
const decisions = { accept, supplement: requestSupplement, reject } as const;

/** The examiner's queue, tools and decisions; firms may verify their own papers too. */
export function examineRoutes(office: Office): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get('/queue', (c) => showQueue(c, office));
  routes.get('/case/:id/compare', async (c) => {
    examinerOf(c);
    const held = await visibleCase(c, office);
    const previous = await previousCase(office.store, held);
    return c.html(<ComparePage frame={frameOf(c, office)} held={held} previous={previous} />);
  });
  routes.get('/case/:id/verify', async (c) => {
    const held = await visibleCase(c, office);
    const check = await checkPaper(office, held);
    return c.html(<VerifyPage frame={frameOf(c, office)} held={held} check={check} />);
  });
  routes.post('/case/:id/examine', async (c) => {
    const { actor } = examinerOf(c);
    const change = examine(await visibleCase(c, office), actor, office.config.now());
    await saveCase(office.store, change, { letter: letterAbout(change.next, office.config.origins.filing) });
    return c.redirect(`/case/${change.next.id}`, 303);
  });
  routes.post('/case/:id/decide', (c) => decide(c, office));
  return routes;
}

async function decide(c: Visit, office: Office): Promise<Response> {
  const { actor } = examinerOf(c);
  const held = await visibleCase(c, office);
  const body = await bodyOf(c);
  const name = Object.keys(decisions).find((one): one is keyof typeof decisions => one === body.decision);
  if (name === undefined) throw new Refusal('choice.unknown');
  const reason = typeof body.reason === 'string' ? body.reason.normalize('NFC').slice(0, 2000) : '';
  try {
    const change = decisions[name](held, actor, { reason, now: office.config.now() });
    await saveCase(office.store, change, { letter: letterAbout(change.next, office.config.origins.filing) });
    return c.redirect(`/case/${held.id}`, 303);
  } catch (refusal) {
    if (refusal instanceof Refusal && refusal.code === 'case.reason-missing')
      return showCase(c, office, true);
    throw refusal;
  }
}

async function showQueue(c: Visit, office: Office): Promise<Response> {
  examinerOf(c);
  const tab = Object.keys(tabs).find((one): one is Tab => one === c.req.query('tab')) ?? 'waiting';
  const page = pageOf(c);
  const filter = { states: tabs[tab], page, pageSize, order: 'waiting' } as const;
  const { cases, total } = await listCases(office.store, filter);
  const states = await countStates(office.store);
  const pages = Math.max(1, Math.ceil(total / pageSize));
  return c.html(<QueuePage frame={frameOf(c, office)} {...{ tab, cases, states, page, pages }} />);
}
