import { Hono, type Context as Request } from 'hono';
import { type Assets, serveAssets } from '../assets.ts';
import type { Policy } from '../config.ts';
import type { Context } from '../conversation/context.ts';
import { atMost, guard, refuse } from '../guard.ts';
import type { Settings } from '../settings.ts';
import { languageOf } from '../tongue.ts';
import type { Job, Session } from '../window/session.ts';
import { handWindows, type Windows } from '../window/windows.ts';
import { words } from '../window/words.ts';
import { addDomainJob, originToTrust } from './adddomain.ts';
import type { Asker, LegacyContext } from './asker.ts';
import { bmpOf } from './bmp.ts';
import { openChallenges } from './challenge.ts';
import { failureOf, legacyCode } from './code.ts';
import { legacyDocument } from './document.tsx';
import { answerName, endpoints, forms, funcOf, isCardCommand } from './func.ts';
import { infoHead } from './info.ts';
import { legacyJob, refusedJob, tellInfo } from './job.ts';
import { readTbsPackage } from './package.ts';
import { openPendings } from './pending.ts';
import { postTo } from './remote.ts';
import { serverVersion } from './version.ts';
import { waitingGif } from './waiting.ts';

type Parts = {
  readonly context: Context;
  readonly settings: Settings;
  readonly assets: Assets;
  readonly windows: Windows;
  readonly port: number;
  /** Where the agent's own pages are. */
  readonly own: string;
  readonly policy: Policy;
  /** Reaches the authorities of the policy. */
  readonly fetch: typeof fetch;
};

/** Pages give up after 170 seconds; they hear from us before. */
const longestMilliseconds = 165_000;

/**
 * The old component's wire (docs/flows/legacy.md) on its own port: the same windows, consent and PIN as our own, the old words outside.
 * Sites the person does not trust learn nothing.
 */
export function legacyApp(parts: Parts): Hono {
  const { context, assets, windows } = parts;
  const legacy: LegacyContext = {
    ...context,
    pendings: openPendings(context.now),
    challenges: openChallenges(context.now),
    post: postTo(parts.fetch),
  };
  const app = new Hono();
  app.use(guard(parts.port));
  app.route('/', serveAssets(assets));
  handWindows(app, windows);
  for (const [path, ready] of Object.entries(forms)) app.get(path, (c) => openForm(c, parts, { ready }));
  addRequests(app, parts, legacy);
  addDomain(app, parts);
  addReading(app, parts);
  return app;
}

async function openForm(
  c: Request,
  { settings, windows, assets, own }: Parts,
  about: { readonly ready?: string; readonly domain?: string },
): Promise<Response> {
  // A form is opened, never embedded or fetched; browsers say which it is.
  const destination = c.req.header('sec-fetch-dest');
  if (destination !== undefined && destination !== 'document')
    return refuse(c, { code: 'request.cross-site' });
  const language = languageOf(c);
  const session = windows.open(language);
  if (session === null) return refuse(c, { code: 'agent.busy' });
  const { phrase } = settings.current();
  const view = { language, words: words(language), number: 0, asker: null, phrase };
  const { body, headers } = await legacyDocument(view, session, { assets, own, ...about });
  return new Response(body, { headers });
}

/**
 * The endpoints of all functions, as pop-ups post to them (`tbsPackage=`). Only a window of ours can: it names itself and the origin that sent the
 * package, and brings its one-use secret. The answer goes to that window and that origin, not into the response.
 */
function addRequests(app: Hono, { windows, policy }: Parts, legacy: LegacyContext): void {
  for (const path of endpoints) {
    app.post(path, atMost(2_000_000), async (c) => {
      const session = speakingWindow(c, windows);
      if (session === null) return refuse(c, { code: 'request.cross-site' });
      const asker = askerOf(c, c.req.query('origin') ?? '', policy);
      beginJob(session, asker, jobFor(path, await c.req.text(), { asker, legacy }));
      return c.json({ secret: session.say.value });
    });
  }
}

function jobFor(
  path: string,
  body: string,
  { asker, legacy }: { readonly asker: Asker; readonly legacy: LegacyContext },
): Job {
  const isCard = isCardCommand(path);
  const request = readTbsPackage(body);
  if (request === null) return refusedJob('', isCard ? legacyCode.commandNotJson : legacyCode.notJson, asker);
  if (request.func === '')
    return refusedJob('', isCard ? legacyCode.commandMissing : legacyCode.methodUnknown, asker);
  if (funcOf(request.func)?.path.replace(/\?.*$/, '') !== path) {
    const code = isCard ? legacyCode.commandUnknown : legacyCode.methodUnknown;
    return refusedJob(answerName(request.func), code, asker);
  }
  return legacyJob(request, asker, legacy);
}

function beginJob(session: Session, asker: Asker, job: Job): void {
  session.begin(asker.origin, '', { ...job, language: asker.language });
  setTimeout(() => session.end({ code: 'agent.timed-out' }), longestMilliseconds).unref();
}

function addDomain(app: Hono, parts: Parts): void {
  app.get('/addDomain', (c) => {
    const domain = originToTrust(c.req.query('domain') ?? '', c.req.header('referer'));
    return domain === null ? refuse(c, { code: 'agent.request-bad' }) : openForm(c, parts, { domain });
  });
  app.post('/addDomain', atMost(4096), (c) => {
    const session = speakingWindow(c, parts.windows);
    if (session === null) return refuse(c, { code: 'request.cross-site' });
    const asker = askerOf(c, c.req.query('origin') ?? '', parts.policy);
    beginJob(session, asker, addDomainJob(asker.language, parts.context));
    return c.json({ secret: session.say.value });
  });
}

/** What pages and people read without a window. */
function addReading(app: Hono, { context, policy, own }: Parts): void {
  app.get('/p11Image.bmp', async (c) => {
    const origin = c.req.header('origin') ?? '';
    if (origin !== '') c.header('access-control-allow-origin', origin);
    c.header('vary', 'origin');
    const asker = askerOf(c, origin, policy);
    const picture = pictureOf(await tellInfo(asker, false, context), asker);
    return c.body(picture, 200, { 'content-type': 'image/bmp' });
  });
  app.get('/pkcs11info', async (c) => {
    const asker = askerOf(c, c.req.header('origin') ?? '', policy);
    return c.json(await tellInfo(asker, c.req.query('withcert') === 'true', context));
  });
  app.get('/waiting.gif', (c) => c.body(waitingGif(), 200, { 'content-type': 'image/gif' }));
  app.get('/selfTest.htm', (c) => c.redirect(`${own}/selftest`));
}

function pictureOf(info: unknown, { version, language }: Asker): Uint8Array<ArrayBuffer> {
  try {
    return bmpOf(info);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return bmpOf({ ...infoHead(version), ...failureOf(legacyCode.tooLarge, language) });
  }
}

function askerOf(c: Request, origin: string, policy: Policy): Asker {
  return {
    origin,
    version: serverVersion(c.req.header('user-agent')),
    language: languageOf(c),
    mayRaw: policy.rawOrigins?.includes(origin) ?? false,
    mayPin: policy.pagePinOrigins?.includes(origin) ?? false,
  };
}

/** The window that a request says it comes from, if it brings that window's secret. */
function speakingWindow(c: Request, windows: Windows): Session | null {
  const session = windows.find(c.req.query('window'));
  return session?.say.use(c.req.header('kaika-secret')) ? session : null;
}
