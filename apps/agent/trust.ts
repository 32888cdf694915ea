import type { Authority, Policy } from './config.ts';
import type { Settings } from './settings.ts';

/** Whom the person and the policy trust. */
export type Trust = {
  isTrusted(origin: string): boolean;
  /** The authority one of whose pages this is. */
  authorityOf(origin: string): Authority | null;
  authorities(): readonly Authority[];
  /** The sites of the policy, which the person cannot remove. */
  fixed(): readonly string[];
  /** The sites the person added. */
  added(): readonly string[];
  add(origin: string): Promise<void>;
  remove(origin: string): Promise<void>;
};

/** Trust made of what was installed and what the person has said. */
export function trustOf(policy: Policy, settings: Settings): Trust {
  const fixed = [...new Set([...policy.authorities.flatMap(({ origins }) => origins), ...policy.origins])];
  const added = () => settings.current().sites;
  return {
    isTrusted: (origin) => fixed.includes(origin) || added().includes(origin),
    authorityOf: (origin) => policy.authorities.find(({ origins }) => origins.includes(origin)) ?? null,
    authorities: () => policy.authorities,
    fixed: () => fixed,
    added,
    async add(origin) {
      const exact = bareOrigin(origin);
      if (exact === null || fixed.includes(exact) || added().includes(exact)) return;
      await settings.save({ ...settings.current(), sites: [...added(), exact] });
    },
    async remove(origin) {
      await settings.save({ ...settings.current(), sites: added().filter((site) => site !== origin) });
    },
  };
}

/** The origin of a site as a person types it (`https://example.tw` or its host name alone); null for anything else. */
export function bareOrigin(typed: string): string | null {
  const text = typed.trim();
  const url = URL.parse(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null;
  return url.username === '' && url.password === '' && url.host !== '' ? url.origin : null;
}
