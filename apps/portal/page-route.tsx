import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { stylesheet } from '@kaika/look/stylesheet';
import { type DownloadManifest, downloadManifestPath } from '@kaika/wire/download';
import { type ProblemCode, statusOf } from '@kaika/wire/problem';
import { type Context, Hono } from 'hono';
import type { PortalConfig } from './config.ts';
import type { Env } from './context.ts';
import { agentVersionIn, type Download, visitorSystem } from './download.ts';
import { Downloads } from './page/download.tsx';
import { Failure, failureTitle } from './page/failure.tsx';
import { Faq } from './page/faq.tsx';
import { Guides, LoginGuide, PinGuide } from './page/guide.tsx';
import { Home } from './page/home.tsx';
import { answerPage } from './page/shell.tsx';
import { PortalRefusal } from './refusal.ts';
import { downloadWords } from './word/download.ts';
import { faqWords } from './word/faq.ts';
import { guideWords } from './word/guide.ts';
import { pageWords } from './word/page.ts';

/** The pages everybody may read, and what there is to download. */
export function pageRoutes(config: PortalConfig, files: readonly Download[]): Hono<Env> {
  const { origins } = config;
  const app = new Hono<Env>();
  app.get('/', (c) => {
    const language = c.get('language');
    const children = <Home language={language} origins={origins} />;
    return answerPage(c, config, { title: pageWords(language).site, children });
  });
  app.get('/download', (c) => {
    const language = c.get('language');
    const own = visitorSystem(c.req.header('user-agent') ?? '');
    const children = <Downloads {...{ language, origins, files, own }} />;
    return answerPage(c, config, { title: downloadWords(language).title, above: [], children });
  });
  app.get(downloadManifestPath, (c) => {
    c.header('cache-control', 'no-cache');
    return c.json({ agent: agentVersionIn(files), files: [...files] } satisfies DownloadManifest);
  });
  app.get('/download/:name', (c) => send(c, config, files));
  app.get('/faq', (c) => {
    const language = c.get('language');
    const children = <Faq language={language} origins={origins} />;
    return answerPage(c, config, { title: faqWords(language).title, above: [], children });
  });
  addGuides(app, config);
  app.get(stylesheet.path, (c) => c.body(stylesheet.body, 200, { ...stylesheet.headers }));
  return app;
}

/** A page for a refusal, with the status of its code. */
export function showFailure(c: Context<Env>, config: PortalConfig, code: ProblemCode): Promise<Response> {
  const language = c.get('language') ?? 'zh-TW';
  const title = failureTitle(code, language);
  const children = <Failure language={language} code={code} />;
  return answerPage(c, config, { title, width: 'narrow', status: statusOf(code), children });
}

function addGuides(app: Hono<Env>, config: PortalConfig): void {
  const { origins } = config;
  app.get('/guide', (c) => {
    const language = c.get('language');
    const children = <Guides language={language} origins={origins} />;
    return answerPage(c, config, { title: guideWords(language).title, above: [], children });
  });
  for (const [name, Guide] of [
    ['login', LoginGuide],
    ['pin', PinGuide],
  ] as const) {
    app.get(`/guide/${name}`, (c) => {
      const language = c.get('language');
      const words = guideWords(language);
      const children = <Guide language={language} origins={origins} />;
      const above = [{ href: '/guide', label: words.title }];
      return answerPage(c, config, { title: words[name].title, above, children });
    });
  }
}

/** Only names that were listed at the start are ever opened. */
function send(c: Context<Env>, { folder }: PortalConfig, files: readonly Download[]): Response {
  const file = files.find(({ name }) => name === c.req.param('name'));
  if (!file) throw new PortalRefusal('request.not-found');
  const stream = Readable.toWeb(createReadStream(join(folder, 'download', file.name)));
  // Node's declaration of the web's ReadableStream is another one of the same thing.
  return c.body(stream as ReadableStream, 200, {
    'content-type': 'application/octet-stream',
    'content-length': String(file.size),
    'content-disposition': `attachment; filename="${file.name}"`,
    'x-content-type-options': 'nosniff',
  });
}
