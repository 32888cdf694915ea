import type { Origins } from '@kaika/wire/house';

/** One page to photograph: its name and address. */
export type Plate = { readonly name: string; readonly url: string };

/** The pages anybody sees. */
export function publicPlates({ authority, portal, filing, agent }: Origins): readonly Plate[] {
  return [
    ...plates('authority', authority, {
      home: '/',
      apply: '/apply',
      progress: '/progress',
      operations: '/operations',
      activate: '/activate',
      unlock: '/unlock',
      revoke: '/revoke',
      certificate: '/certificate',
      help: '/help',
      'help-code': '/help/agent.popup-blocked',
      check: '/check',
      terms: '/terms',
      repository: '/repository',
      'not-found': '/nowhere',
      'sign-in': '/officer/sign-in',
    }),
    ...plates('portal', portal, { home: '/', download: '/download', faq: '/faq', guide: '/guide' }),
    ...plates('login', portal, { 'sign-in': '/login' }),
    ...plates('filing', filing, { home: '/' }),
    ...plates('agent', agent, {
      readers: '/',
      desk: '/desk',
      sites: '/sites',
      phrase: '/phrase',
      selftest: '/selftest',
      log: '/log',
      about: '/about',
    }),
  ];
}

/** The pages an officer of the authority sees. */
export function officePlates(
  { authority }: Origins,
  about: { readonly application: string; readonly card: string },
): readonly Plate[] {
  return plates('office', authority, {
    queue: '/officer',
    'queue-produced': '/officer?state=produced',
    'queue-empty': '/officer?state=refused',
    application: `/officer/applications/${about.application}`,
    produce: '/officer/produce',
    cards: '/officer/cards',
    card: `/officer/cards/${about.card}`,
    people: '/officer/people',
    query: `/certificate?q=${about.card}`,
  });
}

function plates(part: string, origin: string, paths: Readonly<Record<string, string>>): readonly Plate[] {
  return Object.entries(paths).map(([name, path]) => ({ name: `${part}-${name}`, url: `${origin}${path}` }));
}
