import { addDays, dayOf } from '@kaika/registry/day';
import type { Role } from '@kaika/registry/officer';
import { Hono } from 'hono';
import { path } from '../page/path.ts';
import { type WorkItem, WorkPage } from '../page/work.tsx';
import { countApplications } from '../store/application.ts';
import { countCards, countExpiring } from '../store/cardlist.ts';
import { countPapers } from '../store/paper.ts';
import { countProposals } from '../store/proposal.ts';
import { countSweeps } from '../store/sweep.ts';
import { type Asked, type Env, pageContext, sendPage } from './env.ts';
import { requireOfficer } from './session.ts';
import type { Site } from './site.ts';

/** 待辦事項: every queue of the office on one page. */
export function workRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  app.get(path.work, (c) => show(c, site));
  return app;
}

/** Who may do something about what waits. */
const workers: Readonly<Partial<Record<WorkItem, readonly Role[]>>> = {
  review: ['first-reviewer'],
  approve: ['approver'],
  produce: ['card-operator'],
  ship: ['card-operator'],
  papers: ['approver'],
  proposals: ['approver', 'administrator'],
  sweeps: ['approver', 'administrator'],
};

async function show(c: Asked, site: Site): Promise<Response> {
  const { roles } = requireOfficer(c);
  const entries = Object.entries(workers);
  const yours = entries.filter(([, wanted]) => wanted.some((role) => roles.includes(role)));
  const view = {
    page: pageContext(c, site),
    counts: await countAll(site),
    yours: new Set(yours.map(([item]) => item as WorkItem)), // the keys of `workers`
  };
  return sendPage(c, site, String(WorkPage(view)));
}

async function countAll({ context }: Site): Promise<Readonly<Record<WorkItem, number>>> {
  const { db, now } = context;
  const at = now();
  const [applications, cards, papers, proposals, sweeps, due, expiring] = await Promise.all([
    countApplications(db),
    countCards(db, { state: 'produced' }),
    countPapers(db, 'entered'),
    countProposals(db),
    countSweeps(db),
    countCards(db, { dueBy: addDays(dayOf(at), 7) }),
    countExpiring(db, at, new Date(at.getTime() + 30 * 86_400_000)),
  ]);
  return {
    review: applications.submitted ?? 0,
    approve: applications.reviewed ?? 0,
    returned: applications.returned ?? 0,
    produce: applications.approved ?? 0,
    ship: cards,
    due,
    papers,
    proposals: proposals.entered ?? 0,
    sweeps: (sweeps.proposed ?? 0) + (sweeps.running ?? 0) + (sweeps.paused ?? 0),
    expiring,
  };
}
