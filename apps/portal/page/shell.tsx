import type { Crumb } from '@kaika/look/breadcrumbs';
import { abroad } from '@kaika/look/language';
import { Layout } from '@kaika/look/layout';
import { securityHeaders } from '@kaika/look/security';
import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { PortalConfig } from '../config.ts';
import type { Env } from '../context.ts';
import { pageWords } from '../word/page.ts';

/** A page as a route gives it. `above`: the pages between home and this one. */
export type Page = {
  readonly title: string;
  readonly children: Child;
  readonly above?: readonly Crumb[];
  readonly side?: Child;
  readonly width?: 'narrow' | 'wide';
  readonly status?: number;
};

/** Answers with a whole page and the headers it needs. */
export async function answerPage(c: Context<Env>, config: PortalConfig, page: Page): Promise<Response> {
  const { pathname, search } = new URL(c.req.url);
  const headers = securityHeaders({
    nonce: c.get('nonce'),
    // Signing out is a form that goes on to the login service and comes back.
    formAction: [config.origins.login],
    https: config.origins.portal.startsWith('https:'),
  });
  const body = await (<Shell c={c} config={config} page={page} path={`${pathname}${search}`} />);
  return c.body(String(body), {
    status: (page.status ?? 200) as ContentfulStatusCode,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', ...headers },
  });
}

type ShellProps = {
  readonly c: Context<Env>;
  readonly config: PortalConfig;
  readonly page: Page;
  readonly path: string;
};

function Shell({ c, config, page, path }: ShellProps) {
  const language = c.get('language');
  const words = pageWords(language);
  const claims = c.get('session')?.claims;
  return (
    <Layout
      language={language}
      title={page.title}
      path={path}
      nonce={c.get('nonce')}
      width={page.width}
      side={page.side}
      breadcrumbs={page.above && [{ href: '/', label: words.home }, ...page.above]}
      demo={
        config.demo && { sentence: words.demo, href: abroad(config.demo.desk, language), label: words.desk }
      }
      person={
        claims && {
          name: claims.org_name ?? claims.name ?? claims.sub,
          detail: claims.card_number,
          logout: '/logout',
        }
      }
      site={{
        name: words.site,
        line: words.line,
        home: '/',
        navigation: navigation(words, path),
        footer: [
          { href: abroad(config.origins.authority, language), label: words.authority },
          { href: abroad(`${config.origins.login}/help`, language), label: words.help },
          { href: '/faq', label: words.faq },
        ],
        colophon: words.colophon,
      }}
    >
      {page.children}
    </Layout>
  );
}

function navigation(words: ReturnType<typeof pageWords>, path: string) {
  const items = [
    { href: '/', label: words.home },
    { href: '/member', label: words.member },
    { href: '/download', label: words.download },
    { href: '/guide', label: words.guide },
    { href: '/faq', label: words.faq },
  ];
  const here = path.split('?')[0] ?? '/';
  return items.map((item) => ({
    ...item,
    current: item.href === '/' ? here === '/' : here === item.href || here.startsWith(`${item.href}/`),
  }));
}
