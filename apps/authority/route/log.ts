import { type Context as Asked, Hono } from 'hono';
import { z } from 'zod';
import { Failure } from '../failure.ts';
import { consistencyPath, inclusionPath } from '../log/path.ts';
import { headAt, leavesOf, newestHead } from '../store/log.ts';
import type { Env } from './env.ts';
import type { Site } from './site.ts';

const number = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);

/**
 * What anybody may know of the log, so that it cannot be rewritten in silence: its newest signed head, and proofs between heads and
 * from leaves (RFC 9162 §4). No words of any event: a leaf tells nothing to whoever has not its words and salt.
 */
export function logRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  app.get('/api/log/head', async (c) => {
    const head = await headOf(c, site);
    return c.json(head, 200, { 'cache-control': 'public, max-age=10' });
  });
  app.get('/api/log/consistency', async (c) => {
    const from = readNumber(c, 'from', 1);
    const later = await headOf(c, site);
    const earlier = await headAt(site.context.db, from);
    if (earlier === null || from > later.size) throw new Failure('request.not-found');
    const leaves = await leavesOf(site.context.db, later.size);
    const path = consistencyPath(leaves, from, later.size);
    return c.json({ from: { size: from, root: earlier.root }, head: later, path });
  });
  app.get('/api/log/inclusion', async (c) => {
    const index = readNumber(c, 'index', 0);
    const head = await headOf(c, site);
    if (index >= head.size) throw new Failure('request.not-found');
    const leaves = await leavesOf(site.context.db, head.size);
    return c.json({ index, leaf: leaves[index], head, path: inclusionPath(leaves, index, head.size) });
  });
  return app;
}

async function headOf(c: Asked<Env>, site: Site) {
  await site.limits.count(c, 'log');
  const head = await newestHead(site.context.db);
  if (head === null) throw new Failure('request.not-found');
  const { size, root, at, jws } = head;
  return { size, root, at: at.toISOString(), jws };
}

function readNumber(c: Asked<Env>, name: string, least: number): number {
  const read = number.safeParse(c.req.query(name));
  if (!read.success || read.data < least) throw new Failure('request.malformed');
  return read.data;
}
