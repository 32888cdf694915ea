import { Hono, type Context as Request } from 'hono';
import type { Context } from '../conversation/context.ts';
import { Halt, problemOf } from '../conversation/halt.ts';
import { atMost, refuse } from '../guard.ts';
import { answerPage, type Pages } from '../page.tsx';
import { registrablesOf } from '../register/registrable.ts';
import type { Act, Registrable, Registration } from '../register/registration.ts';
import { languageOf } from '../tongue.ts';
import { readFields } from '../window/fields.ts';
import { formSecrets } from './formsecret.ts';
import { RegisterDone, RegisterPage } from './register.tsx';
import { registerWords } from './registerwords.ts';

type Parts = { readonly context: Context; readonly pages: Pages; readonly registration: Registration };

/** 註冊憑證至電腦 and the way back. */
export function registerApp({ context, pages, registration }: Parts): Hono {
  const app = new Hono();
  const secrets = formSecrets();
  app.get('/register', async (c) => {
    const language = languageOf(c);
    const { issue } = secrets;
    const found = await certificatesHere(context);
    const body = <RegisterPage {...{ language, issue, ...found }} />;
    return answerPage(c, pages, { title: registerWords(language).title, body });
  });
  app.post('/register', atMost(4096), async (c) => {
    const fields = readFields(new Uint8Array(await c.req.arrayBuffer()));
    const text = (name: string) => new TextDecoder().decode(fields.get(name));
    if (!secrets.use(text('secret'))) return refuse(c, { code: 'request.cross-site' });
    const action = text('do') === 'remove' ? 'remove' : 'add';
    const done = await carryOut(context, registration, action);
    const what = action === 'add' ? 'register' : 'unregister';
    const outcome = done.problem?.code ?? 'done';
    await context.diary.add({ at: context.now().toISOString(), origin: null, what, outcome });
    return answerDone(c, pages, { action, ...done });
  });
  return app;
}

type Done = { readonly acts: readonly Act[]; readonly problem?: { readonly code: string } };

async function carryOut(
  context: Context,
  registration: Registration,
  action: 'add' | 'remove',
): Promise<Done> {
  try {
    const acts = action === 'remove' ? await registration.remove() : await add(context, registration);
    const hasFailed = acts.some(({ outcome }) => outcome === 'failed');
    return hasFailed ? { acts, problem: { code: 'registration.failed' } } : { acts };
  } catch (error) {
    const problem = problemOf(error);
    if (problem === null) throw error;
    return { acts: [], problem };
  }
}

async function add(context: Context, registration: Registration): Promise<readonly Act[]> {
  const { certificates, problem } = await certificatesHere(context);
  if (problem !== undefined) throw new Halt(problem);
  // The card was pulled since the page was made.
  if (certificates.length === 0) throw new Halt('card.none');
  return registration.add(certificates);
}

async function certificatesHere(
  context: Context,
): Promise<{ readonly certificates: readonly Registrable[]; readonly problem?: { readonly code: string } }> {
  try {
    return { certificates: registrablesOf((await context.cards.list()).readers) };
  } catch (error) {
    const problem = problemOf(error);
    if (problem === null) throw error;
    return { certificates: [], problem };
  }
}

function answerDone(
  c: Request,
  pages: Pages,
  done: Done & { readonly action: 'add' | 'remove' },
): Promise<Response> {
  const language = languageOf(c);
  const status = done.problem === undefined ? {} : { status: 409 as const };
  const body = <RegisterDone language={language} {...done} />;
  return answerPage(c, pages, { title: registerWords(language).title, body, wide: true, ...status });
}
