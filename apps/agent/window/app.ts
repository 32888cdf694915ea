import type { Problem } from '@kaika/wire/problem';
import type { Progress } from '@kaika/wire/task';
import { type AgentResult, protocolVersion, type ToPage, type ToWindow, toWindow } from '@kaika/wire/window';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Assets } from '../assets.ts';
import type { Context } from '../conversation/context.ts';
import { converse } from '../conversation/converse.ts';
import type { Face } from '../conversation/face.ts';
import { Halt } from '../conversation/halt.ts';
import { atMost, refuse } from '../guard.ts';
import type { Settings } from '../settings.ts';
import { languageOf } from '../tongue.ts';
import { windowDocument } from './document.tsx';
import type { Job, Session } from './session.ts';
import { handWindows, sayingSession, type Windows } from './windows.ts';
import { words } from './words.ts';

const origin = z.string().max(300);
const said = z.object({ origin, message: toWindow });
/** What is left to answer to when a message makes no sense. */
const addressed = z.object({ origin, message: z.object({ id: z.string().min(8).max(64) }) });

type Parts = {
  readonly context: Context;
  readonly settings: Settings;
  readonly assets: Assets;
  readonly windows: Windows;
};

/** The agent's window for pages that speak our own protocol: `GET /window`, and what `handWindows` and `request`, `answer` take (JSON). */
export function windowApp({ context, settings, assets, windows }: Parts): Hono {
  const app = new Hono();
  handWindows(app, windows);
  app.get('/window', async (c) => {
    // A window is opened, never embedded or fetched; browsers say which it is.
    const destination = c.req.header('sec-fetch-dest');
    if (destination !== undefined && destination !== 'document')
      return refuse(c, { code: 'request.cross-site' });
    const language = languageOf(c);
    const session = windows.open(language);
    if (session === null) return refuse(c, { code: 'agent.busy' });
    const view = {
      language,
      words: words(language),
      number: 0,
      asker: null,
      phrase: settings.current().phrase,
    };
    const { body, headers } = await windowDocument(view, session, { assets, version: context.version });
    return new Response(body, { headers });
  });
  app.post('/window/:id/:what{request|answer}', atMost(1_000_000), async (c) => {
    const session = sayingSession(c, windows);
    if (session === null) return refuse(c, { code: 'request.cross-site' });
    hearPage(session, await c.req.json().catch(() => null), context);
    return c.json({ secret: session.say.value });
  });
  return app;
}

/** Takes `{ origin, message }` of the page a window was opened for: `origin` by the browser, `message` as the page sent it. */
export function hearPage(session: Session, body: unknown, context: Context): void {
  const { data } = said.safeParse(body);
  const sender = addressed.safeParse(body).data;
  if (data?.message.type === 'request') {
    session.begin(data.origin, data.message.id, jobOf(data.message, context));
  } else if (data?.message.type === 'answer') session.answer(data.origin, data.message);
  else if (sender !== undefined)
    session.begin(sender.origin, sender.message.id, misunderstood(sender.message.id));
}

function jobOf({ id, request, language }: Extract<ToWindow, { type: 'request' }>, context: Context): Job {
  // Pages look at cards and versions all the time; what was done with a card is what a person wants to read.
  const what = request.do === 'status' || request.do === 'cards' ? null : request.do;
  const run = async (face: Face) =>
    toPageMessage({ id, type: 'result', result: await converse(face, request, context) });
  return {
    what,
    language,
    run,
    tell: (progress) => toPageMessage({ id, type: 'progress', progress }),
    refuse: (problem) => toPageMessage({ id, type: 'problem', problem }),
  };
}

/** For a request of another shape: the page is told so, and the person too. */
function misunderstood(id: string): Job {
  const run = () => Promise.reject(new Halt('agent.request-bad'));
  return { what: null, run, refuse: (problem) => toPageMessage({ id, type: 'problem', problem }) };
}

type Told =
  | { id: string; type: 'progress'; progress: Progress }
  | { id: string; type: 'result'; result: AgentResult }
  | { id: string; type: 'problem'; problem: Problem };

function toPageMessage(message: Told): ToPage {
  return { kaika: protocolVersion, ...message };
}
