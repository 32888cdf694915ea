import { homedir } from 'node:os';
import { startAgent } from '@kaika/agent/app';
import type { DemoPerson } from '@kaika/agent/config';
import { bothServices } from '@kaika/agent/reader/both';
import type { CardService } from '@kaika/agent/reader/cardservice';
import { type Desk, openDesk } from '@kaika/agent/reader/desk';
import { openRegistration } from '@kaika/agent/register/system';
import { type Authority, startAuthority } from '@kaika/authority/app';
import type { ReadyPerson } from '@kaika/authority/bootstrap/bootstrap';
import { startFiling } from '@kaika/filing/app';
import { startLogin } from '@kaika/login/app';
import { startPortal } from '@kaika/portal/app';
import { acr } from '@kaika/wire/claims';
import type { App, Origins } from '@kaika/wire/house';
import type { Logger } from 'pino';
import { listed, prepareDemo } from './demo.ts';
import { layOutDownloads } from './download.ts';
import { openFolder } from './folder.ts';
import { openFront } from './front.ts';
import { openFetch } from './resolve.ts';
import { keepSecret } from './secret.ts';
import { openStore, type Store } from './store.ts';

export type HouseOptions = {
  readonly folder: string;
  readonly port: number;
  readonly agentPort: number;
  /** Of the old wire; null where it is not served. */
  readonly legacyPort: number | null;
  /** PostgreSQL; the embedded PGlite without it. */
  readonly databaseUrl?: string | undefined;
  /** The machine's own readers, beside the desk. */
  readonly readers?: CardService | undefined;
  /** A relying party beyond the house's own, for the examples. */
  readonly guest?: { readonly id: string; readonly secret: string; readonly redirectUri: string } | undefined;
  /** Hears what the first start does. */
  readonly say?: (line: string) => void;
  readonly now: () => Date;
  readonly log: Logger;
};

export type House = {
  readonly origins: Origins;
  readonly people: readonly DemoPerson[];
  readonly fetch: typeof fetch;
  readonly authority: Authority;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** The product's version, as the agent tells it to pages. */
export const version = '0.1.0';

/** Starts all five apps in this process, each on an origin of its own, with virtual cards on the desk. */
export async function startHouse(options: HouseOptions): Promise<House> {
  await using stack = new AsyncDisposableStack();
  const folder = stack.use(openFolder(options.folder));
  const place =
    options.databaseUrl === undefined ? { folder: folder.room('database') } : { url: options.databaseUrl };
  const { database, jobs } = stack.use(await openStore(place));
  const { fetch } = stack.use(openFetch());
  const apps = new Map<string, App>();
  stack.use(await openFront(options.port, (host) => apps.get(host)));
  const origins = originsOf(options);
  const desk = stack.use(await openDesk({ folder: folder.room('desk'), now: options.now }));
  const site: Site = {
    options,
    origins,
    database,
    jobs,
    fetch,
    desk,
    folder: (name) => folder.room(name),
    secret: (name) => keepSecret(folder.path, name),
    admit: (host, app) => {
      apps.set(host, stack.use(app));
      return app;
    },
  };
  const authority = await admitAuthority(site);
  const ready = await prepareDemo(authority, desk, options.say ?? (() => undefined));
  await admitLogin(site, authority, ready);
  await admitRelyingParties(site, authority, ready);
  const people = ready.map(listed);
  const agent = stack.use(await openAgent(site, authority, people));
  for (const port of [options.agentPort, options.legacyPort]) {
    if (port !== null) stack.use(await openFront(port, () => agent));
  }
  const opened = stack.move();
  return { origins, people, fetch, authority, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

/** What every part of the house is started with. */
type Site = Omit<Store, typeof Symbol.asyncDispose> & {
  readonly options: HouseOptions;
  readonly origins: Origins;
  readonly fetch: typeof fetch;
  readonly desk: Desk;
  readonly folder: (name: string) => string;
  readonly secret: (name: string) => string;
  /** Lets an app answer at its host, and ends it with the house. */
  readonly admit: <A extends App>(host: string, app: A) => A;
};

/** What all apps have in common: a folder and a log of their own, the rest shared. */
function commonOf({ database, origins, fetch, options, folder }: Site, app: string) {
  return { database, origins, fetch, now: options.now, folder: folder(app), log: options.log.child({ app }) };
}

async function admitAuthority(site: Site): Promise<Authority> {
  const app = await startAuthority({
    ...commonOf(site, 'authority'),
    attestationRoots: [site.desk.attestationRoot],
    clients: { cardStatusSecret: site.secret('card-status-secret') },
    jobs: site.jobs,
    demo: true,
  });
  return site.admit('authority', app);
}

async function admitLogin(site: Site, { trust }: Authority, ready: readonly ReadyPerson[]): Promise<void> {
  const { origins, secret, options } = site;
  const app = await startLogin({
    ...commonOf(site, 'login'),
    trust: [trust.root],
    intermediates: trust.intermediates,
    policies: [trust.policies.authentication],
    cardStatus: { url: `${origins.authority}/api/card-status`, secret: secret('card-status-secret') },
    clients: clientsOf(origins, secret, options.guest),
    people: ready
      .filter(isExaminer)
      .map(({ cardNumber, name }) => ({ cardNumber, name, roles: ['examiner'] })),
    demo: { desk: `${origins.agent}/desk` },
  });
  site.admit('login', app);
}

async function admitRelyingParties(
  site: Site,
  { trust }: Authority,
  ready: readonly ReadyPerson[],
): Promise<void> {
  const { origins, secret } = site;
  await layOutDownloads(site.folder('portal'));
  const portal = await startPortal({
    ...commonOf(site, 'portal'),
    client: { id: 'portal', secret: secret('portal-secret') },
    demo: { desk: `${origins.agent}/desk` },
  });
  site.admit('portal', portal);
  const filing = await startFiling({
    ...commonOf(site, 'filing'),
    client: { id: 'filing', secret: secret('filing-secret') },
    trust: [trust.root],
    intermediates: trust.intermediates,
    signaturePolicies: [trust.policies.signature],
    timestamp: `${origins.authority}/tsa`,
    examiners: ready.filter(isExaminer).map(({ cardNumber }) => cardNumber),
    demo: true,
  });
  site.admit('filing', filing);
}

function isExaminer({ key }: ReadyPerson): boolean {
  return key === 'examiner';
}

function openAgent(site: Site, { trust }: Authority, people: readonly DemoPerson[]): Promise<App> {
  const { origins, desk, options } = site;
  const authority = {
    name: { zh: '開卡示範憑證管理中心', en: 'Kaika demonstration authority' },
    root: trust.root,
    origins: [origins.authority],
    usage: trust.taskSigning,
  };
  const { folder, now, log, fetch } = commonOf(site, 'agent');
  return startAgent({
    folder,
    fetch,
    now,
    log,
    port: options.agentPort,
    legacyPort: options.legacyPort,
    policy: {
      authorities: [authority],
      origins: [origins.authority, origins.login, origins.filing],
      portal: origins.portal,
    },
    cards: options.readers ? bothServices(desk, options.readers) : desk,
    desk,
    registration: openRegistration(homedir(), folder),
    demoPeople: () => people,
    version,
  });
}

function originsOf({ port, agentPort }: HouseOptions): Origins {
  const site = (name: string) => `http://${name}.localhost:${port}`;
  return {
    authority: site('authority'),
    login: site('login'),
    portal: site('portal'),
    filing: site('filing'),
    agent: `http://localhost:${agentPort}`,
  };
}

function clientsOf(origins: Origins, secret: (name: string) => string, guest: HouseOptions['guest']) {
  const own = (id: 'portal' | 'filing', name: { readonly zh: string; readonly en: string }) => ({
    id,
    secret: secret(`${id}-secret`),
    redirectUris: [`${origins[id]}/callback`],
    postLogoutRedirectUris: [`${origins[id]}/`, `${origins[id]}/signed-out`],
    backchannelLogoutUri: `${origins[id]}/backchannel-logout`,
    requiredAcr: id === 'filing' ? acr.card : acr.password,
    name,
    firstParty: true,
  });
  const clients = [
    own('portal', { zh: '入口網', en: 'Portal' }),
    own('filing', { zh: '會計師查核簽證線上申報系統', en: 'CPA attestation filing' }),
  ];
  if (guest === undefined) return clients;
  const { id, redirectUri } = guest;
  const name = { zh: '示範信賴網站', en: 'Example relying party' };
  const places = { redirectUris: [redirectUri], postLogoutRedirectUris: [redirectUri] };
  return [
    ...clients,
    { id, secret: guest.secret, ...places, requiredAcr: acr.card, name, firstParty: false },
  ];
}
