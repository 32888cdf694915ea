import type { Problem } from '@kaika/wire/problem';
import { Hono, type Context as Request } from 'hono';
import type { Context } from '../conversation/context.ts';
import { problemOf } from '../conversation/halt.ts';
import { atMost, refuse } from '../guard.ts';
import { answerPage, type Pages } from '../page.tsx';
import { languageOf } from '../tongue.ts';
import { type Asking, askUpdate, lastUpdate } from '../update.ts';
import { readFields } from '../window/fields.ts';
import { About } from './about.tsx';
import { formSecrets } from './formsecret.ts';
import { managerWords } from './words.ts';

/** 關於: version, authorities, and whether there is a newer version. */
export function aboutApp(parts: {
  readonly context: Context;
  readonly pages: Pages;
  readonly asking: Asking;
}): Hono {
  const { context, pages, asking } = parts;
  const app = new Hono();
  const secrets = formSecrets();
  const page = async (c: Request, problem?: Problem) => {
    const language = languageOf(c);
    const update = await lastUpdate(asking.folder);
    const body = <About {...{ language, context, update, problem }} secret={secrets.issue()} />;
    const status = problem === undefined ? {} : { status: 422 as const };
    return answerPage(c, pages, { title: managerWords(language).about, body, ...status });
  };
  app.get('/about', (c) => page(c));
  app.post('/about', atMost(4096), async (c) => {
    const fields = readFields(new Uint8Array(await c.req.arrayBuffer()));
    const secret = new TextDecoder().decode(fields.get('secret'));
    if (!secrets.use(secret)) return refuse(c, { code: 'request.cross-site' });
    try {
      await askUpdate(asking);
      return await page(c);
    } catch (error) {
      const problem = problemOf(error);
      if (problem === null) throw error;
      return page(c, problem);
    }
  });
  return app;
}
