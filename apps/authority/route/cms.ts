import {
  type CmsAnswer,
  type CmsMethod,
  cmsAgeMs,
  cmsMethod,
  cmsOrder,
  cmsRequest,
  cmsVersion,
  packCms,
  unpackCms,
} from '@kaika/wire/cms';
import { cmsCodeOf } from '@kaika/wire/cms-code';
import { confirm, refuted, releaseRequest } from '@kaika/wire/task';
import { Hono } from 'hono';
import { confirmTask } from '../task/confirm.ts';
import { issueCardTask } from '../task/issue.ts';
import { releasePuk, replacePuk } from '../task/release.ts';
import type { Asked, Env } from './env.ts';
import { problemOf } from './problem.ts';
import type { Site } from './site.ts';

/** No message of the conversation is longer. */
const longest = 64 * 1024;

/**
 * `POST /api/cms`: the conversation between authority and card for pages of the old component (`@kaika/wire/cms`). The body is the
 * component's `data`, bare or as the form field `data`; the answer, always 200 and text, is its `cmsresponse`. It knows no
 * cookie and proves everything by card and code, so any page or the agent itself may carry it.
 */
export function cmsRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  app.post('/api/cms', async (c) => {
    const said = await readSaid(c);
    const answer = await answerCms(c, site, said);
    return c.text(packCms(answer), 200, { 'cache-control': 'no-store' });
  });
  return app;
}

async function readSaid(c: Asked): Promise<string> {
  const text = await c.req.text();
  if (!/^application\/x-www-form-urlencoded\b/.test(c.req.header('content-type') ?? '')) return text.trim();
  const fields = new URLSearchParams(text);
  return (fields.get('data') ?? text).trim();
}

async function answerCms(c: Asked, site: Site, said: string): Promise<CmsAnswer> {
  const { context } = site;
  const head = (method: string) => ({ version: cmsVersion, method, at: context.now().getTime() });
  if (said === '') return { ...head(''), ret_code: 0x81000001 };
  if (said.length > longest) return { ...head(''), ret_code: 0x81000002 };
  const inside = unpackCms(said);
  if (inside === undefined) return { ...head(''), ret_code: 0x81000004 };
  const request = cmsRequest.safeParse(inside).data;
  if (request === undefined) return { ...head(''), ret_code: 0x81000112 };
  const method = cmsMethod.safeParse(request.method).data;
  if (request.version !== cmsVersion) return { ...head(request.method), ret_code: 0x81000113 };
  if (method === undefined) return { ...head(request.method), ret_code: 0x81000114 };
  const age = Math.abs(context.now().getTime() - request.at);
  if (age > cmsAgeMs) return { ...head(method), ret_code: 0x81000115 };
  try {
    // What is done on a card may always be told.
    if (method !== 'confirm') await site.limits.count(c, method === 'order' ? 'task' : 'release');
    const work = () => carryOut(site, method, request.body);
    const done = method === 'release' ? await site.limits.guess(c, work) : await work();
    return { ...head(method), ret_code: 0, body: done };
  } catch (error) {
    const problem = problemOf(error);
    if (problem === null) context.log.error({ err: error, path: c.req.path }, 'request failed');
    const told = problem ?? { code: 'request.failed' };
    return { ...head(method), ret_code: cmsCodeOf(told) ?? 0x81000231, problem: told };
  }
}

async function carryOut({ context }: Site, method: CmsMethod, body: unknown): Promise<unknown> {
  switch (method) {
    case 'order': {
      const { operation, cardNumber } = cmsOrder.parse(body);
      return issueCardTask(context, operation, cardNumber);
    }
    case 'release':
      return releasePuk(context, releaseRequest.parse(body));
    case 'refuted':
      return replacePuk(context, refuted.parse(body));
    case 'confirm':
      return confirmTask(context, confirm.parse(body));
  }
}
