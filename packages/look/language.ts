/** The two languages every screen exists in; zh-TW is the default. */
export type Language = 'zh-TW' | 'en';

export const languages: readonly Language[] = ['zh-TW', 'en'];

/** What a request says about its language; absent parts are undefined. */
export type LanguageHints = {
  /** value of `?lang=` */
  readonly query?: string | undefined;
  /** value of the cookie `lang` */
  readonly cookie?: string | undefined;
  /** the header Accept-Language */
  readonly accept?: string | undefined;
};

/** Chooses by `?lang=`, then the cookie, then Accept-Language (RFC 9110 §12.5.4), then zh-TW. */
export function chooseLanguage(hints: LanguageHints): Language {
  return (
    parseLanguage(hints.query) ?? parseLanguage(hints.cookie) ?? acceptedLanguage(hints.accept) ?? 'zh-TW'
  );
}

/** `zh-TW` or `en` for a tag of either language in any case, undefined for all others. */
export function parseLanguage(tag: string | undefined): Language | undefined {
  const primary = tag?.trim().toLowerCase().split('-')[0];
  if (primary === 'zh') return 'zh-TW';
  if (primary === 'en') return 'en';
  return undefined;
}

/**
 * The Set-Cookie value that remembers a language for a year: host-only, `Secure` under https. Its name is
 * the same under http and https, since the value is no secret and nothing is decided by it.
 */
export function languageCookie(language: Language, secure: boolean): string {
  return `lang=${language}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}

/** The same address in the other language: sets `lang` and keeps the rest of path and query. */
export function inLanguage(pathAndQuery: string, language: Language): string {
  const url = new URL(pathAndQuery, 'http://relative.invalid');
  url.searchParams.set('lang', language);
  return `${url.pathname}${url.search}`;
}

/**
 * An address of another site of the house, opened in the reader's language: each site remembers its own choice, and would
 * else begin with the browser's.
 */
export function abroad(address: string, language: Language): string {
  const url = new URL(address);
  url.searchParams.set('lang', language);
  return url.href;
}

/** The other one. */
export function otherLanguage(language: Language): Language {
  return language === 'en' ? 'zh-TW' : 'en';
}

function acceptedLanguage(header: string | undefined): Language | undefined {
  const wishes = (header ?? '').slice(0, 500).split(',').map(parseWish);
  wishes.sort((a, b) => b.weight - a.weight);
  return wishes.find((wish) => wish.language !== undefined && wish.weight > 0)?.language;
}

function parseWish(item: string): { language: Language | undefined; weight: number } {
  const [tag, ...parameters] = item.split(';');
  const q = parameters.map((p) => p.trim()).find((p) => p.startsWith('q='));
  const weight = q === undefined ? 1 : Number(q.slice(2));
  return { language: parseLanguage(tag), weight: Number.isFinite(weight) ? weight : 0 };
}
