import type { Language } from '@kaika/look/language';
import { Layout } from '@kaika/look/layout';
import { newNonce, securityHeaders } from '@kaika/look/security';
import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import type { Assets } from './assets.ts';
import { helpWords } from './card-manager/helpwords.ts';
import { registerWords } from './card-manager/registerwords.ts';
import { managerWords } from './card-manager/words.ts';
import { languageOf } from './tongue.ts';

/** What all pages of the agent share. */
export type Pages = { readonly assets: Assets; readonly hasDesk: boolean; readonly hasRegistration: boolean };

/** Answers a page of the card manager. `status` as HTTP; the body is the content of `main`. */
export async function answerPage(
  c: Context,
  pages: Pages,
  page: {
    readonly title: string;
    readonly body: Child;
    readonly wide?: boolean;
    readonly status?: 200 | 404 | 409 | 422;
  },
): Promise<Response> {
  const language = languageOf(c);
  const nonce = newNonce();
  const { pathname, search } = new URL(c.req.url);
  const markup = await Layout({
    language,
    title: page.title,
    path: `${pathname}${search}`,
    nonce,
    site: siteOf(language, pathname, pages),
    script: pages.assets.live.href,
    width: page.wide ? 'wide' : 'narrow',
    unlisted: true,
    children: page.body,
  });
  // The one stylesheet of the agent stands behind the look's.
  const html = String(markup).replace(
    '</head>',
    `<link rel="stylesheet" href="${pages.assets.style.href}"></head>`,
  );
  return c.html(html, page.status ?? 200, { ...securityHeaders({ nonce }) });
}

function siteOf(language: Language, pathname: string, pages: Pages) {
  const words = managerWords(language);
  const link = (href: string, label: string) => ({ href, label, current: href === pathname });
  return {
    name: words.name,
    line: words.line,
    home: '/',
    navigation: [
      link('/', words.readers),
      ...(pages.hasDesk ? [link('/desk', words.desk)] : []),
      ...(pages.hasRegistration ? [link('/register', registerWords(language).title)] : []),
      link('/sites', words.sites),
      link('/phrase', words.settings),
      link('/selftest', words.selftest),
      link('/log', words.log),
      link('/help', helpWords(language).title),
      link('/about', words.about),
    ],
    footer: [],
    colophon: words.colophon,
  };
}
