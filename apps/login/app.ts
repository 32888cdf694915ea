import { fileURLToPath } from 'node:url';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { pageScript } from '@kaika/look/script';
import { memoryCache } from '@kaika/token/cache';
import { statusBy } from '@kaika/token/status';
import type { App } from '@kaika/wire/house';
import { build } from 'esbuild';
import { Hono } from 'hono';
import { openJudge } from './certificate.ts';
import { certificateRoutes } from './certificate-route.ts';
import type { LoginConfig } from './config.ts';
import { type Env, isSameOrigin, prepare } from './context.ts';
import { interactionRoutes } from './interaction-route.tsx';
import { openKeys, type SigningKey } from './key.ts';
import { pageRoutes, providerPages, showFailure } from './page-route.tsx';
import type { Parts } from './part.ts';
import { openProvider } from './provider.ts';
import { LoginRefusal, problemOf } from './refusal.ts';
import { registerRoutes } from './register-route.tsx';
import { keptRandom } from './secret.ts';
import { bindPerson, type Person } from './store/account.ts';
import { sweep } from './store/adapter.ts';
import { openStore } from './store/migration.ts';
import type { Database } from './store/table.ts';

export type LoginApp = App & {
  /** Makes a person known by a card: an officer or examiner. Answers the `sub`. */
  readonly bindPerson: (person: Person) => Promise<string>;
};

const DAY = 86_400_000;

/** Starts the login service: the OpenID provider at `/oidc` and the pages people sign in on. */
export async function startLogin(config: LoginConfig): Promise<LoginApp> {
  const db = await openStore(config.database);
  const entry = fileURLToPath(new URL('./browser/signin.ts', import.meta.url));
  const script = await pageScript(build, entry);
  const bind = (person: Person) => bindPerson(db, person, { sub: crypto.randomUUID(), at: config.now() });
  for (const person of config.people ?? []) await bind(person);
  const rotation = await openRotation(config, db, script.href);
  const parts: Parts = {
    config,
    db,
    judge: openJudge(config, statusOf(config)),
    pepper: await keptRandom(config.folder, 'pepper'),
    secure: config.origins.login.startsWith('https:'),
    script: script.href,
    current: rotation.current,
  };
  const app = openRoutes(parts);
  app.get(script.path, (c) => c.body(script.body, 200, { ...script.headers }));
  return {
    // The bindings are those of @hono/node-server: the provider needs the raw request and response.
    fetch: (request, env) => app.fetch(request, env as HttpBindings),
    bindPerson: bind,
    [Symbol.asyncDispose]: async () => rotation.stop(),
  };
}

function openRoutes(parts: Parts): Hono<Env> {
  const { config, secure } = parts;
  const app = new Hono<Env>();
  // The provider's endpoints are called by other origins and by servers; it guards them itself.
  app.all('/oidc/*', (c) => answerByProvider(c.env, parts));
  app.use(prepare(secure));
  app.use(async (c, next) => {
    if (!isSameOrigin(c, config.origins.login)) throw new LoginRefusal({ code: 'request.cross-site' });
    await next();
  });
  app.route('/api/login', certificateRoutes(parts));
  app.route('/interaction', interactionRoutes(parts));
  app.route('/register', registerRoutes(parts));
  app.route('/', pageRoutes(config));
  app.notFound((c) => showFailure(c, config, { code: 'request.not-found' }));
  app.onError((thrown, c) => {
    const problem = problemOf(thrown);
    if (!problem) config.log.error({ err: thrown }, 'request failed');
    return showFailure(c, config, problem ?? { code: 'request.failed' });
  });
  return app;
}

/** Hands the raw request to the provider below `/oidc`, with our public origin in place of whatever the client wrote. */
async function answerByProvider({ incoming, outgoing }: HttpBindings, { config, current }: Parts) {
  const origin = new URL(config.origins.login);
  incoming.headers.host = origin.host;
  incoming.headers['x-forwarded-proto'] = origin.protocol.slice(0, -1);
  delete incoming.headers['x-forwarded-host'];
  // The provider finds the path it is mounted at by comparing the two.
  const url = incoming.url ?? '/oidc';
  Object.assign(incoming, { originalUrl: url, url: url.slice('/oidc'.length) });
  await current().provider.callback()(incoming, outgoing);
  return RESPONSE_ALREADY_SENT;
}

/** Status by the network, as the certificate itself says where; our own authority's card status is asked beside it. */
function statusOf({ fetch, log }: LoginConfig) {
  return statusBy({
    fetch: (url, init) => fetch(url, init),
    cache: memoryCache(),
    onFailure: (source, error) => log.warn({ err: error, source }, 'status not told'),
  });
}

/** Token keys change while the service runs: once a day it looks whether it is time, and whether old rows may go. */
async function openRotation(config: LoginConfig, db: Database, script: string) {
  const cookieKey = (await keptRandom(config.folder, 'cookie-key')).toString('base64url');
  const pages = providerPages(config, script);
  const load = async () => {
    const keys = await openKeys(config.folder, config.now());
    const [signing] = keys as readonly [SigningKey, ...SigningKey[]];
    return { provider: openProvider({ config, db, keys, cookieKey, pages }), signing };
  };
  let current = await load();
  const daily = async () => {
    current = await load();
    await sweep(db, config.now());
  };
  const timer = setInterval(() => {
    daily().catch((error: unknown) => config.log.error({ err: error }, 'token keys not renewed'));
  }, DAY);
  timer.unref();
  return { current: () => current, stop: () => clearInterval(timer) };
}
