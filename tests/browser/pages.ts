import assert from 'node:assert/strict';
import type { Person } from './person.ts';

/** Pages of one kind differ by their words alone, such as the help of each failure: so many are looked at. */
const mostOfAKind = 2;
const mostPages = 120;

/**
 * Follows every link from these addresses to pages of the house, breadth first, and looks at each; what a link leads to must
 * be there. Answers the paths that were seen. Signing in, files and the other language are left out.
 */
export async function visitPages(person: Person, starts: readonly string[]): Promise<readonly string[]> {
  const { page, house } = person;
  const own = new Set<string>(Object.values(house.origins));
  const queue = [...starts];
  const seen = new Set<string>();
  const kinds = new Map<string, number>();
  for (const url of queue) {
    if (seen.has(url) || seen.size >= mostPages) continue;
    const kind = kindOf(url);
    const before = kinds.get(kind) ?? 0;
    kinds.set(kind, before + 1);
    if (before >= mostOfAKind) continue;
    seen.add(url);
    const response = await page.goto(url);
    assert.equal(response?.status(), 200, `${url} leads nowhere`);
    await person.see(nameOf(page.url(), house.origins));
    queue.push(...(await linksOf(person)).filter((link) => own.has(new URL(link).origin)));
  }
  return [...seen];
}

async function linksOf({ page }: Person): Promise<readonly string[]> {
  const links = await page
    .locator('a[href]:not([download]):not([hreflang])')
    .evaluateAll((elements) =>
      elements.map((element) =>
        element instanceof HTMLAnchorElement
          ? element.href.replace(/#.*$/, '').replace(/\?lang=[\w-]+$/, '')
          : '',
      ),
    );
  return links.filter(
    (link) => link.startsWith('http') && !/\.\w{2,4}(\?|$)|\/login(\?|$)/.test(new URL(link).pathname),
  );
}

/** `http://authority…/help/card.none` and `…/help/card.unknown` are of one kind. */
function kindOf(url: string): string {
  const { host, pathname, search } = new URL(url);
  const [first = '', second] = pathname.split('/').slice(1);
  return second === undefined && search === ''
    ? `${host}/${first}`
    : `${host}/${first}/*${search === '' ? '' : '?'}`;
}

/** `authority-help-card.none`: app and path. */
function nameOf(url: string, origins: Person['house']['origins']): string {
  const { origin, pathname } = new URL(url);
  const app = Object.entries(origins).find(([, own]) => own === origin)?.[0] ?? 'elsewhere';
  return `page-${app}${pathname === '/' ? '' : pathname.replaceAll('/', '-')}`;
}
