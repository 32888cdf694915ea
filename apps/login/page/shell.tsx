import { abroad, type Language } from '@kaika/look/language';
import { Layout } from '@kaika/look/layout';
import { securityHeaders } from '@kaika/look/security';
import type { Child } from 'hono/jsx';
import type { LoginConfig } from '../config.ts';
import { text } from './text.ts';

/** One page of this app, before it is written. */
export type Page = {
  readonly language: Language;
  readonly nonce: string;
  /** Path and query of the page, for the language switch. */
  readonly path: string;
  readonly title: string;
  /** Origins a form of this page may end at, through redirects. */
  readonly formAction?: readonly string[];
  readonly script?: string;
  readonly width?: 'narrow' | 'wide';
  readonly children: Child;
};

/** The page as text, with the headers it must be sent with. */
export async function writePage(
  config: LoginConfig,
  page: Page,
): Promise<{ readonly body: string; readonly headers: Readonly<Record<string, string>> }> {
  const body = await (<Shell config={config} page={page} />);
  return {
    body: String(body),
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      ...securityHeaders({
        nonce: page.nonce,
        formAction: page.formAction ?? [],
        https: config.origins.login.startsWith('https:'),
      }),
    },
  };
}

function Shell({ config, page }: { readonly config: LoginConfig; readonly page: Page }) {
  const { language, title, path, nonce, script, width } = page;
  const words = text(language);
  const { portal } = config.origins;
  return (
    <Layout
      language={language}
      title={title}
      path={path}
      nonce={nonce}
      script={script}
      width={width}
      unlisted
      demo={
        config.demo && { sentence: words.demo, href: abroad(config.demo.desk, language), label: words.desk }
      }
      site={{
        name: words.site,
        line: words.line,
        home: '/',
        navigation: [],
        footer: [
          { href: '/help', label: words.help },
          { href: abroad(`${portal}/download`, language), label: words.download },
          { href: portal, label: words.portal },
        ],
        colophon: words.colophon,
      }}
    >
      {page.children}
    </Layout>
  );
}
