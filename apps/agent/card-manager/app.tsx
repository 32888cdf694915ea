import { slots } from '@kaika/card/slot';
import { Problem as ProblemNotice } from '@kaika/look/notice';
import { type Problem, sentencesOf } from '@kaika/wire/problem';
import { Hono, type Context as Request } from 'hono';
import type { Context } from '../conversation/context.ts';
import { Halt, problemOf } from '../conversation/halt.ts';
import type { Picked } from '../conversation/pick.ts';
import { atMost, refuse } from '../guard.ts';
import { lineOf, type SlotCertificate } from '../holding/holding.ts';
import { answerPage, type Pages } from '../page.tsx';
import type { Registration } from '../register/registration.ts';
import type { Settings } from '../settings.ts';
import { languageOf } from '../tongue.ts';
import { bareOrigin } from '../trust.ts';
import type { Asking } from '../update.ts';
import { readFields } from '../window/fields.ts';
import { aboutApp } from './aboutroute.tsx';
import { CertificatePage } from './certificate.tsx';
import { changeCardPin } from './changepin.ts';
import { type FormSecrets, formSecrets } from './formsecret.ts';
import { Help } from './help.tsx';
import { helpWords } from './helpwords.ts';
import { Phrase } from './phrase.tsx';
import { PinChanged, PinPage } from './pin.tsx';
import { Readers } from './readers.tsx';
import { registerApp } from './registerroute.tsx';
import { Log, SelfTest } from './reports.tsx';
import { selfTest } from './selftest.ts';
import { Sites } from './sites.tsx';
import { changeStream } from './stream.ts';
import { managerWords } from './words.ts';

type Parts = {
  readonly context: Context;
  readonly settings: Settings;
  readonly pages: Pages;
  readonly legacyPort: number | null;
  readonly registration: Registration | null;
  readonly asking: Asking;
};

/** IC卡片管理工具: the agent's own pages. Every form carries a one-use secret beside its Origin. */
export function managerApp(parts: Parts): Hono {
  const { context, pages } = parts;
  const app = new Hono();
  app.get('/', (c) => readersPage(c, parts));
  app.get('/live', () => changeStream(context.cards));
  app.get('/selftest', async (c) => {
    const findings = await selfTest(context, parts.legacyPort);
    const language = languageOf(c);
    const body = <SelfTest language={language} findings={findings} />;
    return answerPage(c, pages, { title: managerWords(language).selftest, body });
  });
  app.get('/log', (c) => {
    const language = languageOf(c);
    const body = <Log language={language} entries={context.diary.recent()} />;
    return answerPage(c, pages, { title: managerWords(language).log, body, wide: true });
  });
  app.get('/help', (c) => {
    const language = languageOf(c);
    return answerPage(c, pages, { title: helpWords(language).title, body: <Help language={language} /> });
  });
  if (parts.registration !== null)
    app.route('/', registerApp({ context, pages, registration: parts.registration }));
  addCertificates(app, parts);
  addPin(app, parts, formSecrets());
  addSites(app, parts, formSecrets());
  addPhrase(app, parts, formSecrets());
  app.route('/', aboutApp({ context, pages, asking: parts.asking }));
  return app;
}

async function readersPage(c: Request, { context, pages }: Parts): Promise<Response> {
  const language = languageOf(c);
  const listed = await context.cards.list().catch((error: unknown) => {
    if (problemOf(error)?.code === 'reader.no-service') return { readers: null };
    throw error;
  });
  const body = <Readers language={language} readers={listed.readers} />;
  return answerPage(c, pages, { title: managerWords(language).readers, body, wide: true });
}

function addCertificates(app: Hono, parts: Parts): void {
  app.get('/certificate', async (c) => {
    const language = languageOf(c);
    const found = await certificateAt(c, parts);
    if (found === null) return problemPage(c, parts.pages, { code: 'certificate.none' });
    const download = `/certificate.cer${new URL(c.req.url).search}`;
    const body = <CertificatePage language={language} one={found} download={download} />;
    return answerPage(c, parts.pages, { title: managerWords(language).certificateTitle, body, wide: true });
  });
  app.get('/certificate.cer', async (c) => {
    const found = await certificateAt(c, parts);
    if (found === null) return refuse(c, { code: 'certificate.none' });
    return c.body(Uint8Array.from(found.certificate.der), 200, {
      'content-type': 'application/pkix-cert',
      'content-disposition': `attachment; filename="${found.certificate.serialNumber}.cer"`,
    });
  });
}

function addPin(app: Hono, parts: Parts, secrets: FormSecrets): void {
  const { context, pages } = parts;
  const form = async (c: Request, picked: Picked, problem?: Problem) => {
    const language = languageOf(c);
    const { holding, reader } = picked;
    const body = (
      <PinPage
        language={language}
        card={lineOf(reader, holding, '9a')}
        alphabet={holding.model.pinAlphabet}
        triesLeft={problem?.triesLeft ?? holding.pinTriesLeft}
        secret={secrets.issue()}
        problem={problem}
      />
    );
    const title = managerWords(language).changePin;
    return answerPage(c, pages, { title, body, ...(problem === undefined ? {} : { status: 422 as const }) });
  };
  app.get('/pin', async (c) => {
    const picked = await pickedAt(c, context);
    return picked === null ? problemPage(c, pages, { code: 'card.none' }) : form(c, picked);
  });
  app.post('/pin', atMost(4096), async (c) => {
    const fields = readFields(new Uint8Array(await c.req.arrayBuffer()));
    if (!secrets.use(textIn(fields, 'secret'))) return refuse(c, { code: 'request.cross-site' });
    const picked = await pickedAt(c, context);
    if (picked === null) return problemPage(c, pages, { code: 'card.none' });
    const tries = textIn(fields, 'triesShown');
    const problem = await changeCardPin(context.cards, picked, {
      oldPin: fields.get('oldPin') ?? new Uint8Array(),
      newPin: fields.get('newPin') ?? new Uint8Array(),
      newPinAgain: fields.get('newPinAgain') ?? new Uint8Array(),
      triesShown: tries === '' ? null : Number(tries),
    });
    await note(context, problem?.code ?? 'done');
    if (problem !== null) return form(c, picked, problem);
    const language = languageOf(c);
    const title = managerWords(language).changePin;
    return answerPage(c, pages, { title, body: <PinChanged language={language} /> });
  });
}

function addSites(app: Hono, { context, pages }: Parts, secrets: FormSecrets): void {
  const page = (c: Request, refused?: string) => {
    const language = languageOf(c);
    const { issue } = secrets;
    const suggested = c.req.query('add');
    const body = <Sites {...{ language, trust: context.trust, issue, refused, suggested }} />;
    const status = refused === undefined ? {} : { status: 422 as const };
    return answerPage(c, pages, { title: managerWords(language).sites, body, wide: true, ...status });
  };
  app.get('/sites', (c) => page(c));
  app.post('/sites', atMost(4096), async (c) => {
    const fields = readFields(new Uint8Array(await c.req.arrayBuffer()));
    if (!secrets.use(textIn(fields, 'secret'))) return refuse(c, { code: 'request.cross-site' });
    const site = textIn(fields, 'site');
    if (textIn(fields, 'do') === 'remove') await context.trust.remove(site);
    else if (bareOrigin(site) === null) return page(c, site);
    else await context.trust.add(site);
    return c.redirect('/sites', 303);
  });
}

function addPhrase(app: Hono, { settings, pages }: Parts, secrets: FormSecrets): void {
  const page = (c: Request, phrase: string, outcome?: 'saved' | 'refused') => {
    const language = languageOf(c);
    const body = <Phrase language={language} phrase={phrase} secret={secrets.issue()} outcome={outcome} />;
    const status = outcome === 'refused' ? { status: 422 as const } : {};
    return answerPage(c, pages, { title: managerWords(language).settings, body, ...status });
  };
  app.get('/phrase', (c) => page(c, settings.current().phrase));
  app.post('/phrase', atMost(4096), async (c) => {
    const fields = readFields(new Uint8Array(await c.req.arrayBuffer()));
    if (!secrets.use(textIn(fields, 'secret'))) return refuse(c, { code: 'request.cross-site' });
    const phrase = textIn(fields, 'phrase').normalize('NFC').trim();
    if (phrase.length < 1 || phrase.length > 40) return page(c, phrase, 'refused');
    await settings.save({ ...settings.current(), phrase });
    return page(c, phrase, 'saved');
  });
}

function problemPage(c: Request, pages: Pages, problem: Problem): Promise<Response> {
  const language = languageOf(c);
  const sentences = sentencesOf(problem, language);
  const [what] = sentences;
  const body = (
    <>
      <h1>{what}</h1>
      <ProblemNotice language={language} code={problem.code} sentences={sentences} />
      <p>
        <a class="plain" href="/">
          {managerWords(language).back}
        </a>
      </p>
    </>
  );
  return answerPage(c, pages, { title: what, body, status: 404 });
}

async function pickedAt(c: Request, context: Context): Promise<Picked | null> {
  const { readers } = await context.cards.list();
  const found = readers.find(({ name }) => name === c.req.query('reader'));
  if (found?.holding == null) return null;
  if (found.busy) throw new Halt('agent.busy');
  return { reader: found.name, holding: found.holding, busy: false };
}

async function certificateAt(c: Request, { context }: Parts): Promise<SlotCertificate | null> {
  const { readers } = await context.cards.list();
  const slot = slots.find((one) => one === c.req.query('slot'));
  const holding = readers.find(({ name }) => name === c.req.query('reader'))?.holding;
  return holding?.certificates.find((one) => one.slot === slot) ?? null;
}

async function note({ diary, now }: Context, outcome: string): Promise<void> {
  await diary.add({ at: now().toISOString(), origin: null, what: 'change-pin', outcome });
}

function textIn(fields: ReadonlyMap<string, Uint8Array>, name: string): string {
  return new TextDecoder().decode(fields.get(name));
}
