import { openAsBlob } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { acr, issuerOf, type LoginClaims } from '@kaika/wire/claims';
import type { App } from '@kaika/wire/house';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { Kysely, PGliteDialect } from 'kysely';
import { pino } from 'pino';
import { startPortal } from './app.ts';
import type { PortalConfig } from './config.ts';

/** The portal with a login service made of a few lines, for its tests. */
export type Stage = {
  readonly portal: App;
  readonly config: PortalConfig;
  /** Who signs in next. */
  claims: LoginClaims;
  /** Whether the login service can be reached. */
  reachable: boolean;
  readonly log: string[];
  /** A token of the login service's key, with these claims over the usual ones. */
  readonly sign: (claims: Record<string, unknown>) => Promise<string>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

const origins = {
  authority: 'http://authority.localhost:8080',
  login: 'http://login.localhost:8080',
  portal: 'http://portal.localhost:8080',
  filing: 'http://filing.localhost:8080',
  agent: 'http://localhost:61170',
};

/** What there is to download, each with the content `abc`. */
export const downloads = ['kaika-agent-0.1.0-windows-x64.exe', 'kaika-agent_0.1.0_amd64.deb'] as const;

export async function openStage(): Promise<Stage> {
  const pglite = await PGlite.create(await ready());
  const folder = await mkdtemp(join(tmpdir(), 'portal-'));
  await mkdir(join(folder, 'download'));
  for (const name of downloads) await writeFile(join(folder, 'download', name), 'abc');
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const issuer = issuerOf(origins.login);
  const log: string[] = [];
  const stage: Omit<Stage, 'portal' | 'config' | typeof Symbol.asyncDispose> = {
    claims: { sub: 'a-1', acr: acr.card, sid: 's-1', name: '範例事務所', org_name: '範例事務所' },
    reachable: true,
    log,
    sign: (claims) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'RS256', kid: 'k' })
        .setIssuer(issuer)
        .setAudience('portal')
        .setIssuedAt()
        .setExpirationTime('5m')
        .sign(privateKey),
  };
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k', alg: 'RS256', use: 'sig' };
  const config: PortalConfig = {
    database: new Kysely<unknown>({ dialect: new PGliteDialect({ pglite }) }),
    folder,
    origins,
    fetch: (input, init) => answer(String(input), init, { stage, issuer, jwk }),
    now: () => new Date(),
    log: pino({ level: 'trace' }, { write: (line: string) => void log.push(line) }),
    client: { id: 'portal', secret: 'portal-secret-of-the-tests' },
  };
  return Object.assign(stage, {
    config,
    portal: await startPortal(config),
    async [Symbol.asyncDispose]() {
      await pglite.close();
      await rm(folder, { recursive: true });
    },
  });
}

type Provider = {
  readonly stage: Pick<Stage, 'reachable' | 'claims' | 'sign'>;
  readonly issuer: string;
  readonly jwk: object;
};

/** The login service: its discovery, keys and tokens. The code is the nonce it was asked with. */
async function answer(url: string, init: RequestInit | undefined, { stage, issuer, jwk }: Provider) {
  if (!stage.reachable) throw new TypeError('fetch failed');
  if (url.endsWith('/openid-configuration')) {
    return Response.json({
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      end_session_endpoint: `${issuer}/session/end`,
      id_token_signing_alg_values_supported: ['RS256'],
    });
  }
  if (url.endsWith('/jwks')) return Response.json({ keys: [jwk] });
  const code = new URLSearchParams(String(init?.body)).get('code');
  const id_token = await stage.sign({ ...stage.claims, nonce: code });
  return Response.json({ access_token: 'x', token_type: 'Bearer', id_token });
}

/** An empty database that the test run has ready, which is read in a fraction of the time that making one takes. */
async function ready() {
  const file = process.env.KAIKA_TEST_DATABASE;
  return file === undefined ? {} : { loadDataDir: await openAsBlob(file) };
}
