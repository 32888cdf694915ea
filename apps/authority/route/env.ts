import type { HttpBindings } from '@hono/node-server';
import { chooseLanguage, type Language, languageCookie, parseLanguage } from '@kaika/look/language';
import { newNonce, securityHeaders } from '@kaika/look/security';
import type { Officer } from '@kaika/registry/officer';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import type { PageContext } from '../page/context.ts';
import type { Site } from './site.ts';

/** What every request of this app carries. */
export type Env = {
  Bindings: Partial<HttpBindings>;
  Variables: {
    readonly language: Language;
    /** Of this answer's Content-Security-Policy. */
    readonly nonce: string;
    /** The officer signed in; null where nobody is. */
    readonly officer: Officer | null;
  };
};
export type Asked = Context<Env>;

/** Chooses the language (`?lang=` is remembered) and draws the page's nonce. */
export function prepare(site: Site): MiddlewareHandler<Env> {
  return async (c, next) => {
    const query = c.req.query('lang');
    const hints = { query, cookie: getCookie(c, 'lang'), accept: c.req.header('accept-language') };
    c.set('language', chooseLanguage(hints));
    c.set('nonce', newNonce());
    c.set('officer', null);
    await next();
    const chosen = parseLanguage(query);
    if (chosen) c.header('set-cookie', languageCookie(chosen, site.https), { append: true });
  };
}

/** What a page is told about the request it answers. */
export function pageContext(c: Asked, site: Site): PageContext {
  const officer = c.get('officer');
  const { pathname, search } = new URL(c.req.url);
  return {
    language: c.get('language'),
    nonce: c.get('nonce'),
    path: `${pathname}${search}`,
    script: site.script.href,
    origins: site.context.config.origins,
    demo: site.context.config.demo ?? false,
    officer: officer === null ? undefined : { name: officer.name, roles: officer.roles },
  };
}

/** Sends a page with the headers every page bears. Pages are about one person or one moment: nobody keeps them. */
export function sendPage(
  c: Asked,
  site: Site,
  page: string | Promise<string>,
  status: 200 | 400 | 401 | 403 | 404 | 409 | 410 | 413 | 422 | 429 | 500 | 503 = 200,
): Response | Promise<Response> {
  const policy = { nonce: c.get('nonce'), connect: [site.context.config.origins.agent], https: site.https };
  for (const [name, value] of Object.entries(securityHeaders(policy))) c.header(name, value);
  c.header('cache-control', 'no-store');
  return c.html(page, status);
}
