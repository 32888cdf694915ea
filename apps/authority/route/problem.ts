import { randomUUID } from 'node:crypto';
import { BytesError } from '@kaika/bytes/error';
import { PkiError } from '@kaika/pki/error';
import { Refusal } from '@kaika/registry/refusal';
import { TokenError } from '@kaika/token/error';
import { type Problem, type ProblemCode, statusOf } from '@kaika/wire/problem';
import { HTTPException } from 'hono/http-exception';
import { ZodError } from 'zod';
import { Failure } from '../failure.ts';
import { path } from '../page/path.ts';
import { ProblemPage } from '../page/problem.tsx';
import { type Asked, pageContext, sendPage } from './env.ts';
import type { Site } from './site.ts';

/** The problem in anything thrown; null for a defect, which is logged and told to nobody. */
export function problemOf(error: unknown): (Problem & { readonly code: ProblemCode }) | null {
  if (error instanceof Failure) return { ...error.detail, code: error.code };
  if (error instanceof Refusal) return refusalProblem(error);
  if (error instanceof TokenError) return { code: error.code };
  // Bytes from outside that are not what they should be; inside, these are defects of their own rooms.
  if (error instanceof ZodError || error instanceof BytesError || error instanceof PkiError) {
    return { code: 'request.malformed' };
  }
  if (error instanceof SyntaxError || isUnstorable(error)) return { code: 'request.malformed' };
  if (error instanceof HTTPException) return { code: httpCode(error.status) };
  return null;
}

/** Answers a refused request: a problem as JSON to programs, a page to people. */
export function answerProblem(c: Asked, site: Site, error: unknown): Response | Promise<Response> {
  const known = problemOf(error);
  const page = !c.req.path.startsWith('/api/');
  if (known?.code === 'officer.not-signed-in' && page) return c.redirect(path.signIn, 303);
  const requestId = known === null ? randomUUID() : undefined;
  if (known === null) site.context.log.error({ err: error, requestId, path: c.req.path }, 'request failed');
  return tell(c, site, known ?? { code: 'request.failed' }, requestId);
}

/** Answers with a problem that is known already. */
export function tell(
  c: Asked,
  site: Site,
  problem: Problem & { readonly code: ProblemCode },
  requestId?: string,
): Response | Promise<Response> {
  const status = statusOf(problem.code);
  if (c.req.path.startsWith('/api/')) {
    return new Response(JSON.stringify(problem), {
      status,
      headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
    });
  }
  const page = ProblemPage({ page: pageContext(c, site), problem, requestId });
  // every status of the table is one a page can have
  return sendPage(c, site, String(page), status as Parameters<typeof sendPage>[3]);
}

/** PostgreSQL keeps no U+0000 in a text (22021); only a text from outside has one. */
function isUnstorable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '22021';
}

function refusalProblem({ code, detail }: Refusal): Problem & { readonly code: ProblemCode } {
  const { triesLeft, fields, detail: words } = detail;
  return {
    code,
    ...(triesLeft === undefined ? {} : { triesLeft }),
    ...(fields === undefined ? {} : { fields: { ...fields } }),
    ...(words === undefined ? {} : { detail: { ...words } }),
  };
}

function httpCode(status: number): ProblemCode {
  if (status === 413) return 'request.too-large';
  if (status === 403) return 'request.cross-site';
  if (status === 404) return 'request.not-found';
  return 'request.malformed';
}
