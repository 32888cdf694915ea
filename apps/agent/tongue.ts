import { chooseLanguage, type Language, languageCookie, parseLanguage } from '@kaika/look/language';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';

/** The language of a request: `?lang=`, cookie, the browser's wish, zh-TW. */
export function languageOf(c: Context): Language {
  return chooseLanguage({
    query: c.req.query('lang'),
    cookie: getCookie(c, 'lang'),
    accept: c.req.header('accept-language'),
  });
}

/** Remembers a language chosen by `?lang=`. */
export function rememberLanguage(): MiddlewareHandler {
  return async (c, next) => {
    await next();
    const chosen = parseLanguage(c.req.query('lang'));
    if (chosen !== undefined) c.header('set-cookie', languageCookie(chosen, false), { append: true });
  };
}
