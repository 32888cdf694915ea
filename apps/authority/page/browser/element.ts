/** The element `id`, of the class it must be. Throws where the page and its script do not fit. */
export function element<T extends HTMLElement>(id: string, type: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`the page has no ${id}`);
  return found;
}

/** A `data-` value of an element; throws where it is missing. */
export function datum(from: HTMLElement, name: string): string {
  const value = from.dataset[name];
  if (value === undefined) throw new Error(`the page has no data-${name}`);
  return value;
}

/** The page's language as the agent's window wants it. */
export function pageLanguage(): 'zh-TW' | 'en' {
  return document.documentElement.lang === 'en' ? 'en' : 'zh-TW';
}
