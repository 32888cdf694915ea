import { stylesheet } from '@kaika/look/stylesheet';
import { type ProblemCode, statusOf } from '@kaika/wire/problem';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Env, Office, Visit } from './office.ts';
import { ProblemPage } from './page/problem.tsx';
import { actRoutes } from './route/act.tsx';
import { attachmentRoutes } from './route/attachment.tsx';
import { examineRoutes } from './route/examine.tsx';
import { listRoutes } from './route/list.tsx';
import { paperRoutes } from './route/paper.ts';
import { sessionRoutes } from './route/session.tsx';
import { signRoutes } from './route/sign.tsx';
import { statementRoutes } from './route/statement.tsx';
import { stepRoutes } from './route/step.tsx';
import { type Detail, Refusal } from './rule/refusal.ts';
import { frameOf, prepareVisit, sameOrigin } from './visit.ts';

/** Several attachments at once, and the form around them. */
const mostBodyBytes = 42 * 1024 * 1024;

/** Every page and address of the service. */
export function openRoutes(office: Office): Hono<Env> {
  const app = new Hono<Env>();
  for (const { path, body, headers } of [stylesheet, office.script]) {
    app.get(path, (c) => c.body(body, 200, { ...headers }));
  }
  app.use(prepareVisit(office));
  app.use(
    bodyLimit({
      maxSize: mostBodyBytes,
      onError: () => {
        throw new Refusal('request.too-large');
      },
    }),
  );
  app.route('/', sessionRoutes(office));
  app.use(sameOrigin(office));
  const parts = [
    listRoutes,
    actRoutes,
    stepRoutes,
    statementRoutes,
    attachmentRoutes,
    signRoutes,
    paperRoutes,
  ];
  for (const part of [...parts, examineRoutes]) app.route('/', part(office));
  app.notFound((c) => answer(c, office, { code: 'request.not-found', detail: {} }));
  app.onError(async (error, c) => {
    if (error instanceof Refusal) return await answer(c, office, error);
    office.config.log.error({ err: error, path: c.req.path }, 'request failed');
    return await answer(c, office, { code: 'request.failed', detail: {} });
  });
  return app;
}

type Failure = { readonly code: ProblemCode; readonly detail: Detail };

/** A refusal as the asker reads it: a problem in JSON for scripts, a page for people. */
async function answer(c: Visit, office: Office, { code, detail }: Failure): Promise<Response> {
  // Every status of the table is one of an answer with content.
  const status = statusOf(code) as ContentfulStatusCode;
  if (c.req.header('accept')?.startsWith('application/json')) return c.json({ code, detail }, status);
  const back = c.req.method === 'GET' ? { back: c.req.path } : {};
  return c.html(<ProblemPage frame={frameOf(c, office)} code={code} detail={detail} {...back} />, status);
}
