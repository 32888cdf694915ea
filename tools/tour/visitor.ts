/** A browser without a screen: cookies, redirects, forms. */
export type Visitor = {
  /** GETs a page, following redirects (not into `stop`); the answer says where it ended. Throws on a refusal. */
  readonly read: (url: string, stop?: string) => Promise<Page>;
  /** Posts a form as that origin's own page does, and follows. */
  readonly send: (url: string, fields: Fields, stop?: string) => Promise<Page>;
  /** Posts JSON as a page's script does; answers JSON. Throws `Refused` with the problem's code. */
  readonly ask: (url: string, body: unknown) => Promise<unknown>;
  /** GETs a file. */
  readonly load: (url: string) => Promise<Uint8Array>;
};

export type Page = { readonly url: string; readonly status: number; readonly text: string };
export type Fields = Readonly<Record<string, string>> | FormData;

/** A refusal that came as JSON. */
export class Refused extends Error {
  readonly code: string;
  constructor(code: string, url: string) {
    super(`${url} refused: ${code}`);
    this.code = code;
  }
}

const mostRedirects = 12;

/** Opens one, with a cookie jar of its own. `fetch` must resolve `*.localhost`. */
export function openVisitor(fetch: typeof globalThis.fetch): Visitor {
  const jar = new Map<string, Map<string, string>>();

  const call = async (url: string, init: RequestInit = {}): Promise<Response> => {
    const cookies = [...(jar.get(new URL(url).host) ?? [])]
      .map(([name, value]) => `${name}=${value}`)
      .join('; ');
    const headers = new Headers(init.headers);
    if (cookies !== '') headers.set('cookie', cookies);
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    keepCookies(jar, url, response.headers.getSetCookie());
    return response;
  };

  const follow = async (url: string, init: RequestInit, stop?: string): Promise<Page> => {
    let at = url;
    let response = await call(at, init);
    for (let hop = 0; hop < mostRedirects && isRedirect(response); hop += 1) {
      at = new URL(response.headers.get('location') ?? '', at).href;
      if (stop !== undefined && at.startsWith(stop)) return { url: at, status: response.status, text: '' };
      response = await call(at);
    }
    return { url: at, status: response.status, text: await response.text() };
  };

  return {
    read: async (url, stop) => admit(await follow(url, {}, stop)),
    send: async (url, fields, stop) => {
      // encoded here: the handed-in fetch may know another FormData than the global one
      const form = new Response(fields instanceof FormData ? fields : new URLSearchParams(fields));
      const type = form.headers.get('content-type') ?? '';
      const headers = { origin: new URL(url).origin, 'content-type': type };
      return follow(url, { method: 'POST', headers, body: await form.arrayBuffer() }, stop);
    },
    ask: async (url, body) => {
      const response = await call(url, {
        method: 'POST',
        headers: {
          origin: new URL(url).origin,
          'content-type': 'application/json',
          accept: 'application/json',
        },
        body: JSON.stringify(body),
      });
      const said: unknown = await response.json();
      if (!response.ok) throw new Refused(String(Object(said).code), url);
      return said;
    },
    load: async (url) => {
      const response = await call(url);
      if (!response.ok) throw new Error(`${url} answered ${response.status}`);
      return new Uint8Array(await response.arrayBuffer());
    },
  };
}

/** The first match of a pattern's group in a page, or an error that says what was looked for. */
export function find(page: Page, pattern: RegExp, what: string): string {
  const found = pattern.exec(page.text)?.[1];
  if (found === undefined) throw new Error(`${page.url} (${page.status}) does not show ${what}`);
  return found;
}

function admit(page: Page): Page {
  if (page.status >= 400) throw new Error(`${page.url} answered ${page.status}`);
  return page;
}

function isRedirect(response: Response): boolean {
  return response.status >= 300 && response.status < 400 && response.headers.has('location');
}

function keepCookies(jar: Map<string, Map<string, string>>, url: string, lines: readonly string[]): void {
  const { host } = new URL(url);
  const cookies = jar.get(host) ?? new Map<string, string>();
  jar.set(host, cookies);
  for (const line of lines) {
    const [pair = '', ...attributes] = line.split(';');
    const [name = '', ...value] = pair.split('=');
    const over = attributes.some((one) => /^\s*(max-age=0|expires=thu, 01 jan 1970)/i.test(one));
    if (over) cookies.delete(name);
    else cookies.set(name, value.join('='));
  }
}
