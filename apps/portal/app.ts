import { join } from 'node:path';
import type { HttpBindings } from '@hono/node-server';
import type { App } from '@kaika/wire/house';
import { statusOf } from '@kaika/wire/problem';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { PortalConfig } from './config.ts';
import { type Env, isSameOrigin, prepare } from './context.ts';
import { listDownloads } from './download.ts';
import { backchannel, type MemberParts, memberRoutes } from './member-route.tsx';
import { pageRoutes, showFailure } from './page-route.tsx';
import { PortalRefusal } from './refusal.ts';
import { relyOn } from './relying.ts';
import { openStore } from './store/migration.ts';

const LARGEST_BODY = 65_536;

/** Starts the portal: home, downloads, guides and the member area, a relying party of the login service. */
export async function startPortal(config: PortalConfig): Promise<App> {
  const db = await openStore(config.database);
  const parts: MemberParts = { config, db, relying: relyOn(config) };
  const files = await listDownloads(join(config.folder, 'download'));
  const app = new Hono<Env>();
  app.use(
    bodyLimit({ maxSize: LARGEST_BODY, onError: () => refuse(new PortalRefusal('request.too-large')) }),
  );
  app.post('/backchannel-logout', (c) => backchannel(c, parts));
  app.use(prepare(config, db));
  app.use(async (c, next) => {
    if (!isSameOrigin(c, config.origins.portal)) throw new PortalRefusal('request.cross-site');
    await next();
  });
  app.route('/', memberRoutes(parts));
  app.route('/', pageRoutes(config, files));
  app.notFound((c) => showFailure(c, config, 'request.not-found'));
  app.onError((thrown, c) => {
    if (!(thrown instanceof PortalRefusal)) config.log.error({ err: thrown }, 'request failed');
    else if (thrown.cause) config.log.warn({ err: thrown.cause, code: thrown.code }, 'request refused');
    if (c.req.path === '/backchannel-logout') return refuse(thrown);
    return showFailure(c, config, thrown instanceof PortalRefusal ? thrown.code : 'request.failed');
  });
  return {
    // The bindings are those of @hono/node-server.
    fetch: (request, env) => app.fetch(request, env as HttpBindings),
    [Symbol.asyncDispose]: async () => {},
  };
}

/** An answer to a server, which reads no pages. */
function refuse(thrown: Error): Response {
  const code = thrown instanceof PortalRefusal ? thrown.code : 'request.failed';
  return Response.json({ code }, { status: statusOf(code), headers: { 'cache-control': 'no-store' } });
}
