import { Problem } from '@kaika/look/notice';
import { sentencesOf } from '@kaika/wire/problem';
import { signed } from '@kaika/wire/window';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Env, Office, Visit } from '../office.ts';
import { SignPage } from '../page/sign.tsx';
import { todayOf } from '../paper/day.ts';
import { Refusal } from '../rule/refusal.ts';
import { assertSignable } from '../rule/state.ts';
import { completeReport, prepareReport } from '../sign/report.ts';
import { firmOf, frameOf, ownCase } from '../visit.ts';
import { editableCase } from './step.tsx';

const prepareBody = z.object({ certificate: z.base64().max(16_384) });
const completeBody = z.object({ preparation: z.uuid(), signed });

/** Signing the report: the page, and what its script asks in JSON. */
export function signRoutes(office: Office): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get('/case/:id/sign', async (c) => {
    const held = await editableCase(c, office);
    assertSignable(held, todayOf(office.config.now()));
    return c.html(<SignPage frame={frameOf(c, office)} held={held} />);
  });
  routes.post('/case/:id/sign/prepare', async (c) => {
    const session = firmOf(c);
    const { certificate } = await jsonOf(c, prepareBody);
    return c.json(await prepareReport(office, await ownCase(c, office), { session, certificate }));
  });
  routes.post('/case/:id/sign/complete', async (c) => {
    const session = firmOf(c);
    const answer = await jsonOf(c, completeBody);
    const held = await completeReport(office, await ownCase(c, office), { session, ...answer });
    return c.json({ state: held.state });
  });
  routes.get('/problem', (c) => showProblem(c));
  return routes;
}

/** A failure the script met, in words: a piece of a page. The code is the script's; unknown ones get the general words. */
function showProblem(c: Visit): Response | Promise<Response> {
  const { code = 'request.failed', n, ...detail } = c.req.query();
  const triesLeft = n !== undefined && /^\d{1,2}$/.test(n) ? { triesLeft: Number(n) } : {};
  const language = c.get('language');
  const sentences = sentencesOf({ code, detail, ...triesLeft }, language);
  return c.html(<Problem language={language} code={code.slice(0, 60)} sentences={sentences} live />);
}

async function jsonOf<T>(c: Visit, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(await c.req.json().catch(() => undefined));
  if (!parsed.success) throw new Refusal('request.malformed', {}, { cause: parsed.error });
  return parsed.data;
}
