import { isProblemCode, type Problem, statusOf } from '@kaika/wire/problem';
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/**
 * Lets in what was meant for this agent: the exact Host (a rebound DNS name brings another), and for everything but reading the
 * agent's own Origin. Nothing that leaves is kept by a cache.
 */
export function guard(port: number): MiddlewareHandler {
  const hosts = hostsOf(port);
  return async (c, next) => {
    const host = hostOf(c.req.raw);
    if (!hosts.includes(host)) return refuse(c, { code: 'request.cross-site' });
    const isReading = c.req.method === 'GET' || c.req.method === 'HEAD';
    if (!isReading && !isOwn(c, host)) return refuse(c, { code: 'request.cross-site' });
    await next();
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store');
    c.header('x-content-type-options', 'nosniff');
  };
}

/** The names this machine has for an agent on that port. */
export function hostsOf(port: number): readonly string[] {
  return [`localhost:${port}`, `127.0.0.1:${port}`];
}

/** The Host of a request as it was sent. */
export function hostOf(request: Request): string {
  return request.headers.get('host') ?? new URL(request.url).host;
}

/** Answers a problem as JSON with its status. */
export function refuse(c: Context, problem: Problem): Response {
  const code = isProblemCode(problem.code) ? problem.code : 'request.failed';
  // Every status of the table has a body.
  return c.json(problem, statusOf(code) as ContentfulStatusCode, {
    'content-type': 'application/problem+json',
  });
}

/** Refuses bodies of more than so many bytes. */
export function atMost(bytes: number): MiddlewareHandler {
  return bodyLimit({ maxSize: bytes, onError: (c) => refuse(c, { code: 'request.too-large' }) });
}

function isOwn(c: Context, host: string): boolean {
  const site = c.req.header('sec-fetch-site');
  return c.req.header('origin') === `http://${host}` && (site === undefined || site === 'same-origin');
}
