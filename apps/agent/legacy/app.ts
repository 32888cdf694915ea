import { Hono } from 'hono';
import { z } from 'zod';
import { type Assets, serveAssets } from '../assets.ts';
import type { Context } from '../conversation/context.ts';
import { Halt } from '../conversation/halt.ts';
import { atMost, guard, refuse } from '../guard.ts';
import type { Settings } from '../settings.ts';
import { languageOf } from '../tongue.ts';
import { handWindows, sayingSession, type Windows } from '../window/windows.ts';
import { words } from '../window/words.ts';
import { bmpOf } from './bmp.ts';
import { legacyDocument } from './document.tsx';
import { legacyJob, tellInfo } from './job.ts';
import { readPackage } from './package.ts';
import { serverVersion } from './version.ts';

type Parts = {
  readonly context: Context;
  readonly settings: Settings;
  readonly assets: Assets;
  readonly windows: Windows;
  readonly port: number;
  /** Where the agent's own pages are. */
  readonly own: string;
  /** Sites that may have bare digests signed. */
  readonly rawOrigins: readonly string[];
};

/** Forms of the old component and the `func` each says when it is ready. */
const forms = { '/popupForm': 'getTbs', '/ChtPopupForm': 'getTbs' } as const;
const packed = z.object({ origin: z.string().max(300), text: z.string().max(1_000_000) });

/**
 * The old component's wire (design: agent-wire.md) on its own port: the same windows, consent and PIN as our own, the old words outside.
 * Sites the person does not trust learn nothing.
 */
export function legacyApp(parts: Parts): Hono {
  const { context, assets } = parts;
  const app = new Hono();
  app.use(guard(parts.port));
  app.route('/', serveAssets(assets));
  const { windows } = parts;
  handWindows(app, windows);

  for (const [path, ready] of Object.entries(forms)) {
    app.get(path, async (c) => {
      const session = windows.open(languageOf(c));
      if (session === null) return refuse(c, { code: 'agent.busy' });
      const language = languageOf(c);
      const phrase = parts.settings.current().phrase;
      const view = { language, words: words(language), number: 0, asker: null, phrase };
      const { body, headers } = await legacyDocument(view, session, { assets, ready });
      return new Response(body, { headers });
    });
  }
  app.post('/window/:id/package', atMost(1_000_000), async (c) => {
    const session = sayingSession(c, windows);
    if (session === null) return refuse(c, { code: 'request.cross-site' });
    const said = packed.safeParse(await c.req.json().catch(() => null)).data;
    if (said !== undefined) {
      const request = readPackage(said.text);
      const version = serverVersion(c.req.header('user-agent'));
      const asker = { origin: said.origin, version, mayRaw: parts.rawOrigins.includes(said.origin) };
      session.begin(said.origin, '', request === null ? malformed : legacyJob(request, asker, context));
    }
    return c.json({ secret: session.say.value });
  });
  app.get('/p11Image.bmp', async (c) => {
    const origin = c.req.header('origin') ?? '';
    if (origin !== '') c.header('access-control-allow-origin', origin);
    c.header('vary', 'origin');
    const version = serverVersion(c.req.header('user-agent'));
    const picture = bmpOf(await tellInfo({ origin, version }, false, context));
    return c.body(picture, 200, { 'content-type': 'image/bmp' });
  });
  app.get('/pkcs11info', async (c) => {
    const version = serverVersion(c.req.header('user-agent'));
    const withCertificates = c.req.query('withcert') === 'true';
    const origin = c.req.header('origin') ?? '';
    return c.json(await tellInfo({ origin, version }, withCertificates, context));
  });
  app.get('/selfTest.htm', (c) => c.redirect(`${parts.own}/selftest`));
  app.get('/addDomain', (c) =>
    c.redirect(`${parts.own}/sites?add=${encodeURIComponent(c.req.query('domain') ?? '')}`),
  );
  return app;
}

const malformed = {
  what: null,
  run: () => Promise.reject(new Halt('agent.request-bad')),
  refuse: () => JSON.stringify({ ret_code: 0x7600000b, last_error: 0, message: 'JSON格式錯誤' }),
  closeAnyway: true,
};
