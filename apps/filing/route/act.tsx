import { Hono } from 'hono';
import type { Env, Office, Visit } from '../office.ts';
import { ExaminePage } from '../page/examine.tsx';
import { OverviewPage } from '../page/overview.tsx';
import { eraYearOf } from '../paper/day.ts';
import { Refusal } from '../rule/refusal.ts';
import { reopen, submit, withdraw } from '../rule/state.ts';
import { letterAbout } from '../sign/letter.ts';
import { issueReceipt } from '../sign/receipt.ts';
import { listEvents, listPapers, nextNumber, saveCase } from '../store/case.ts';
import { firmOf, frameOf, ownCase, visibleCase } from '../visit.ts';

/** A case's page, and what its firm does with it as a whole. */
export function actRoutes(office: Office): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get('/case/:id', (c) => showCase(c, office));
  routes.post('/case/:id/submit', (c) => handIn(c, office));
  routes.post('/case/:id/reopen', async (c) => {
    const held = await ownCase(c, office);
    await saveCase(office.store, reopen(held, firmOf(c).actor, office.config.now()));
    return c.redirect(`/case/${held.id}/check`, 303);
  });
  routes.post('/case/:id/withdraw', async (c) => {
    const held = await ownCase(c, office);
    const change = withdraw(held, firmOf(c).actor, office.config.now());
    const letter =
      held.submittedAt === null ? undefined : letterAbout(change.next, office.config.origins.filing);
    await saveCase(office.store, change, { letter });
    return c.redirect(`/case/${held.id}`, 303);
  });
  return routes;
}

/** Shows a case to its firm or to an examiner. `missing`: a decision came without its reason. */
export async function showCase(c: Visit, office: Office, missing = false): Promise<Response> {
  const held = await visibleCase(c, office);
  const frame = frameOf(c, office);
  const events = await listEvents(office.store, held.id);
  const papers = await listPapers(office.store, held.id);
  if (frame.session?.actor.role === 'examiner') {
    return c.html(<ExaminePage {...{ frame, held, events, papers, missing }} />, missing ? 422 : 200);
  }
  return c.html(<OverviewPage {...{ frame, held, events, papers }} />);
}

async function handIn(c: Visit, office: Office): Promise<Response> {
  const { config, store } = office;
  const held = await ownCase(c, office);
  const now = config.now();
  // Judged before a number is drawn, so that a refused case leaves no gap.
  submit(held, firmOf(c).actor, { number: '', now });
  const number = held.number ?? (await nextNumber(store, eraYearOf(now)));
  const submitted = await saveCase(store, submit(held, firmOf(c).actor, { number, now }));
  await issueReceipt(office, submitted).catch((error: unknown) => {
    // Handed in is handed in: the receipt follows when its time stamp can be had.
    if (error instanceof Refusal) return;
    config.log.error({ err: error, caseId: held.id }, 'receipt not issued yet');
  });
  return c.redirect(`/case/${held.id}`, 303);
}
