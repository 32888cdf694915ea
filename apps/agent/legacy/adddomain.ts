import type { Language } from '@kaika/look/language';
import type { Context } from '../conversation/context.ts';
import { Halt } from '../conversation/halt.ts';
import { bareOrigin } from '../trust.ts';
import type { Job } from '../window/session.ts';
import { legacyFailure } from './code.ts';

/** `addDomain`: asks the person whether they trust the site in front of them; the page that opened the window hears `{ret_code:0}`. */
export function addDomainJob(language: Language, { trust }: Context): Job {
  return {
    what: 'legacy-trust',
    async run(face) {
      if (!trust.isTrusted(face.origin)) {
        const { choice } = await face.ask({ kind: 'trust' });
        if (choice !== 'always') throw new Halt('agent.cancelled');
        await trust.add(face.origin);
      }
      return JSON.stringify({ ret_code: 0 });
    },
    refuse: (problem) => JSON.stringify(legacyFailure(problem, language)),
    closeAnyway: true,
  };
}

/**
 * The origin that `?domain=` means. The old wire names only a host; where the page that opened the window is of that host, its very origin is
 * meant, else the host under https. Null for what is no host.
 */
export function originToTrust(domain: string, referer: string | undefined): string | null {
  const wanted = bareOrigin(domain);
  if (wanted === null) return null;
  const opener = URL.parse(referer ?? '');
  const isOpener = opener !== null && [opener.hostname, opener.host, opener.origin].includes(domain.trim());
  return isOpener ? bareOrigin(opener.origin) : wanted;
}
