import type { App } from '@kaika/wire/house';
import { Hono } from 'hono';
import { makeAssets, serveAssets } from './assets.ts';
import { managerApp } from './card-manager/app.tsx';
import type { AgentConfig } from './config.ts';
import { openContext } from './context.ts';
import { problemOf } from './conversation/halt.ts';
import { deskApp } from './desk/app.tsx';
import { watchFaces } from './desk/faces.ts';
import { directApp } from './direct.ts';
import { guard, hostOf, hostsOf, refuse } from './guard.ts';
import { legacyApp } from './legacy/app.ts';
import { rememberLanguage } from './tongue.ts';
import { windowApp } from './window/app.ts';
import { openWindows } from './window/windows.ts';

/** The agent as an app, with the sentence its windows are known by. */
export type AgentApp = App & { readonly phrase: () => string };

/**
 * Starts the agent: one `fetch` for both of its ports, told apart by the Host of the request. Closing it leaves the card service and the
 * desk open: they belong to the caller.
 */
export async function startAgent(config: AgentConfig): Promise<AgentApp> {
  const { context, settings } = await openContext(config);
  const assets = await makeAssets();
  const registration = config.registration ?? null;
  const pages = { assets, hasDesk: config.desk !== null, hasRegistration: registration !== null };
  const faces = config.desk === null ? null : watchFaces(config.desk, context);

  const own = new Hono();
  own.use(guard(config.port), rememberLanguage());
  own.route('/', serveAssets(assets));
  own.route('/', directApp(context));
  const windows = openWindows({ context, settings });
  own.route('/', windowApp({ context, settings, assets, windows }));
  const asking = {
    portal: config.policy.portal,
    folder: config.folder,
    fetch: config.fetch ?? fetch,
    now: config.now,
  };
  own.route(
    '/',
    managerApp({ context, settings, pages, legacyPort: config.legacyPort, registration, asking }),
  );
  if (config.desk !== null) {
    const people = config.demoPeople ?? (() => []);
    own.route('/', deskApp({ desk: config.desk, context, pages, people }));
  }
  const legacy =
    config.legacyPort === null
      ? null
      : legacyApp({
          context,
          settings,
          assets,
          windows,
          port: config.legacyPort,
          own: `http://localhost:${config.port}`,
          policy: config.policy,
          fetch: config.fetch ?? fetch,
        });
  for (const app of [own, legacy]) if (app !== null) closeGaps(app, config);

  const legacyHosts = config.legacyPort === null ? [] : hostsOf(config.legacyPort);
  return {
    fetch: (request, env) =>
      legacy !== null && legacyHosts.includes(hostOf(request))
        ? legacy.fetch(request, env ?? {})
        : own.fetch(request, env ?? {}),
    phrase: () => settings.current().phrase,
    async [Symbol.asyncDispose]() {
      windows.close();
      faces?.[Symbol.dispose]();
      context.cards[Symbol.dispose]();
    },
  };
}

/** What nobody caught: a coded failure is said, a defect is logged and told by its name only. */
function closeGaps(app: Hono, config: AgentConfig): void {
  app.notFound((c) => refuse(c, { code: 'request.not-found' }));
  app.onError((error, c) => {
    const problem = problemOf(error);
    if (problem === null) config.log.error({ err: error, path: c.req.path }, 'request failed');
    return refuse(c, problem ?? { code: 'request.failed' });
  });
}
