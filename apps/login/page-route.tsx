import { chooseLanguage } from '@kaika/look/language';
import { newNonce } from '@kaika/look/security';
import { stylesheet } from '@kaika/look/stylesheet';
import { statusOf } from '@kaika/wire/problem';
import { type Context, Hono } from 'hono';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { answerPage } from './answer.ts';
import type { LoginConfig } from './config.ts';
import type { Env } from './context.ts';
import { Failure, failureTitle, Home } from './page/failure.tsx';
import { Help } from './page/help.tsx';
import { type Page, writePage } from './page/shell.tsx';
import { SignedOut, SignOut } from './page/sign-out.tsx';
import { text } from './page/text.ts';
import type { ProviderPages } from './provider.ts';
import type { LoginRefusal } from './refusal.ts';

/** The pages that belong to no interaction, and the stylesheet. */
export function pageRoutes(config: LoginConfig): Hono<Env> {
  const app = new Hono<Env>();
  app.get('/', (c) => {
    const language = c.get('language');
    return answerPage(c, config, {
      title: text(language).home.title,
      width: 'narrow',
      children: <Home language={language} portal={config.origins.portal} />,
    });
  });
  app.get('/help', (c) => {
    const language = c.get('language');
    return answerPage(c, config, {
      title: text(language).help,
      width: 'narrow',
      children: <Help language={language} origins={config.origins} />,
    });
  });
  app.get(stylesheet.path, (c) => c.body(stylesheet.body, 200, { ...stylesheet.headers }));
  return app;
}

/** A page for a refusal, with the status of its code. */
export function showFailure(c: Context<Env>, config: LoginConfig, problem: LoginRefusal['problem']) {
  const language = c.get('language') ?? 'zh-TW';
  const children = <Failure language={language} problem={problem} origins={config.origins} />;
  return answerPage(c, config, {
    title: failureTitle(problem.code, language),
    width: 'narrow',
    status: statusOf(problem.code),
    children,
  });
}

/** The pages the OpenID provider shows by itself. `script` is the browser module's `href`. */
export function providerPages(config: LoginConfig, script: string): ProviderPages {
  return {
    async signOut(ctx, { action, xsrf }) {
      const language = languageOf(ctx);
      const proven = ctx.oidc.entities.IdTokenHint?.payload.sub === ctx.oidc.session?.accountId;
      await write(ctx, config, {
        language,
        title: text(language).signOut.title,
        script,
        formAction: config.clients.flatMap((client) =>
          client.postLogoutRedirectUris.map((uri) => new URL(uri).origin),
        ),
        children: <SignOut language={language} action={action} xsrf={xsrf} proven={proven} />,
      });
    },
    async signedOut(ctx) {
      const language = languageOf(ctx);
      const title = text(language).signOut.doneTitle;
      const children = <SignedOut language={language} portal={config.origins.portal} />;
      await write(ctx, config, { language, title, children });
    },
    async failed(ctx, error) {
      const language = languageOf(ctx);
      const code = problemOf(error);
      const children = <Failure language={language} problem={{ code }} origins={config.origins} />;
      await write(ctx, config, { language, title: text(language).failed.title, children });
    },
  };
}

function problemOf(error: string): LoginRefusal['problem']['code'] {
  if (error === 'server_error') return 'request.failed';
  // The provider says invalid_request for an interaction that is over, too; starting again is the remedy of both.
  return error === 'invalid_request' ? 'login.nonce-expired' : 'login.request-bad';
}

async function write(
  ctx: KoaContextWithOIDC,
  config: LoginConfig,
  page: Pick<Page, 'language' | 'title' | 'children'> & Partial<Page>,
): Promise<void> {
  // No switch of language on these: their address works once.
  const written = await writePage(config, { nonce: newNonce(), path: '/', width: 'narrow', ...page });
  ctx.set({ ...written.headers });
  ctx.body = written.body;
}

function languageOf(ctx: KoaContextWithOIDC) {
  return chooseLanguage({ cookie: ctx.cookies.get('lang'), accept: ctx.get('accept-language') });
}
