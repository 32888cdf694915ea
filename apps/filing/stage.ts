import {
  constants,
  createHash,
  generateKeyPairSync,
  type KeyObject,
  privateEncrypt,
  randomBytes,
  sign,
} from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toBase64 } from '@kaika/bytes/base64';
import { oid } from '@kaika/bytes/der';
import { authorityInfoAccess } from '@kaika/pki/access';
import { signatureAlgorithm } from '@kaika/pki/algorithm';
import { subjectDirectoryAttributes } from '@kaika/pki/alternative-name';
import {
  assembleCertificate,
  type Certificate,
  encodeTbsCertificate,
  parseCertificate,
} from '@kaika/pki/certificate';
import { caConstraints, endEntityConstraints } from '@kaika/pki/constraint';
import type { Extension } from '@kaika/pki/extension';
import { keyIdentifier } from '@kaika/pki/key';
import { encodeName, nameOf } from '@kaika/pki/name';
import { parseOcspRequest } from '@kaika/pki/ocsp-request';
import { assembleOcspResponse, type CertStatus, encodeOcspResponseData } from '@kaika/pki/ocsp-response';
import { keyUsage } from '@kaika/pki/usage';
import type { LoginClaims } from '@kaika/wire/claims';
import type { App } from '@kaika/wire/house';
import type { Signed } from '@kaika/wire/window';
import { exportJWK, SignJWT } from 'jose';
import type { Kysely } from 'kysely';
import { pino } from 'pino';
import { startFiling } from './app.ts';
import type { FilingConfig } from './config.ts';
import { openDatabase } from './stage-database.ts';

/** What tests of the whole service stand on: an issuer, an authority, cards made of keys, and a browser with a jar. */

export const origins = {
  authority: 'http://authority.localhost',
  login: 'http://login.localhost',
  portal: 'http://portal.localhost',
  filing: 'http://filing.localhost',
  agent: 'http://localhost:61170',
};

export const firmClaims: LoginClaims = {
  sub: 'account-firm',
  acr: 'urn:kaika:loa:card',
  org_oid: '1.3.6.1.4.1.32473.1.4.1',
  org_name: '範例會計師事務所',
  org_kind: 'professional',
  ubn: '12345675',
  card_number: 'XC00000000000001',
};
export const otherFirmClaims: LoginClaims = {
  ...firmClaims,
  sub: 'account-other',
  org_oid: '1.3.6.1.4.1.32473.1.4.2',
  org_name: '另一會計師事務所',
  card_number: 'XC00000000000002',
};
export const examinerClaims: LoginClaims = {
  sub: 'account-examiner',
  acr: 'urn:kaika:loa:card',
  name: '範例審查人員',
  org_oid: '1.3.6.1.4.1.32473.1.4.9',
  org_name: '範例登記機關',
  org_kind: 'other',
  card_number: 'XC00000000000009',
};

export type Stage = {
  readonly app: App;
  readonly authority: Authority;
  readonly login: Login;
  readonly database: Kysely<unknown>;
  /** Moves the clock. */
  readonly pass: (milliseconds: number) => void;
  readonly close: () => Promise<void>;
};

/**
 * A running service with nothing on any network: its fetch reaches the issuer and the status service of the stage.
 * `database`: of another stage, which then stays open; a PGlite of its own takes seconds.
 */
export async function openStage(more: Partial<FilingConfig> = {}): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'kaika-filing-'));
  const database = more.database ?? (await openDatabase());
  let at = new Date('2026-11-21T02:00:00Z').getTime();
  const now = () => new Date(at);
  const authority = makeAuthority(now);
  const login = await makeLogin();
  const app = await startFiling({
    database,
    folder,
    origins,
    now,
    fetch: (input, init) => reach(new Request(input, init), { authority, login }),
    log: pino({ level: 'silent' }),
    client: { id: 'filing', secret: 'a secret of the test stage' },
    trust: [authority.root.certificate.der],
    intermediates: [],
    examiners: ['XC00000000000009'],
    ...more,
  });
  const close = async () => {
    await app[Symbol.asyncDispose]();
    if (more.database === undefined) await database.destroy();
    await rm(folder, { recursive: true });
  };
  const pass = (milliseconds: number) => {
    at += milliseconds;
  };
  return { app, authority, login, database, close, pass };
}

/** A browser: keeps cookies, follows redirects within the service, states its origin when it sends something. */
export type Browser = {
  readonly get: (path: string) => Promise<Response>;
  readonly post: (path: string, fields: Readonly<Record<string, string | Blob>>) => Promise<Response>;
  readonly json: (path: string, body: unknown) => Promise<Response>;
  readonly cookies: Map<string, string>;
};

export function openBrowser(app: App): Browser {
  const cookies = new Map<string, string>();
  const go = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    headers.set('origin', origins.filing);
    const response = await app.fetch(new Request(new URL(path, origins.filing), { ...init, headers }));
    for (const line of response.headers.getSetCookie()) keepCookie(cookies, line);
    const onward = response.headers.get('location');
    return onward?.startsWith('/') ? go(onward) : response;
  };
  const post: Browser['post'] = (path, fields) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    return go(path, { method: 'POST', body });
  };
  const json: Browser['json'] = (path, body) => {
    const headers = { 'content-type': 'application/json', accept: 'application/json' };
    return go(path, { method: 'POST', headers, body: JSON.stringify(body) });
  };
  return { get: (path) => go(path), post, json, cookies };
}

/** Signs a browser in as somebody, through the whole code flow. */
export async function signIn(stage: Stage, claims: LoginClaims): Promise<Browser> {
  const browser = openBrowser(stage.app);
  const sent = await browser.get('/login');
  const callback = stage.login.authorize(new URL(sent.headers.get('location') ?? ''), claims);
  const arrived = await browser.get(`${callback.pathname}${callback.search}`);
  if (arrived.status >= 500) throw new Error(await arrived.text());
  return browser;
}

/** A signature key with its certificate, as a card holds it. */
export type Card = Party & {
  /** What the agent answers to a hash (SHA-256) alone: RS256. */
  readonly signHash: (hash: Uint8Array) => Signed;
};

export type Authority = {
  readonly root: Party;
  readonly issue: (organisation: string, kind?: 'rsa' | 'ec') => Card;
  readonly setStatus: (card: Card, status: CertStatus) => void;
  readonly answer: (request: Request) => Promise<Response>;
};

type Party = { readonly certificate: Certificate; readonly key: KeyObject };

/** An authority with a root, an issuer, and a status service. */
export function makeAuthority(now: () => Date): Authority {
  const root = makeParty('Root', undefined, 'ec', [caConstraints(1), keyUsage('keyCertSign', 'cRLSign')]);
  const issuer = makeParty('Issuing', root, 'ec', [caConstraints(0), keyUsage('keyCertSign', 'cRLSign')]);
  const statuses = new Map<string, CertStatus>();
  const issue = (organisation: string, kind: 'rsa' | 'ec' = 'rsa'): Card => {
    const party = makeParty('範例會計師事務所', issuer, kind, [
      endEntityConstraints(),
      keyUsage('digitalSignature', 'nonRepudiation'),
      subjectDirectoryAttributes([{ type: '2.16.886.1.100.2.102', values: [oid(organisation)] }]),
      authorityInfoAccess({ ocsp: ['http://status.test/'], caIssuers: ['http://status.test/issuer.cer'] }),
    ]);
    return { ...party, signHash: (hash) => signHash(party, hash) };
  };
  const answer = async (request: Request): Promise<Response> => {
    if (request.method === 'GET') return new Response(issuer.certificate.der.slice());
    const asked = parseOcspRequest(new Uint8Array(await request.arrayBuffer()));
    const answers = asked.ids.map((id) => ({
      id,
      status: statuses.get(Buffer.from(id.serial).toString('hex')) ?? ({ status: 'good' } as const),
      thisUpdate: now(),
      nextUpdate: new Date(now().getTime() + 60_000),
    }));
    const responderKeyHash = keyIdentifier(issuer.certificate.spki);
    const tbs = encodeOcspResponseData({ responderKeyHash, producedAt: now(), answers });
    const algorithm = signatureAlgorithm('ecdsa-sha256');
    const signature = new Uint8Array(sign('sha256', tbs, issuer.key));
    return new Response(assembleOcspResponse(tbs, { algorithm, signature }).slice());
  };
  const setStatus = (card: Card, status: CertStatus) =>
    void statuses.set(Buffer.from(card.certificate.serial).toString('hex'), status);
  return { root, issue, setStatus, answer };
}

function makeParty(
  name: string,
  issuer: Party | undefined,
  kind: 'rsa' | 'ec',
  extensions: readonly Extension[],
): Party {
  const { privateKey, publicKey } =
    kind === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = signatureAlgorithm('ecdsa-sha256');
  const subject = encodeName(nameOf(['C', 'TW'], ['O', name]));
  const tbs = encodeTbsCertificate({
    serial: Uint8Array.of(1, ...randomBytes(15)),
    algorithm,
    issuer: issuer?.certificate.subject ?? subject,
    subject,
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2031-01-01T00:00:00Z'),
    spki: new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })),
    extensions,
  });
  const signature = new Uint8Array(sign('sha256', tbs, issuer?.key ?? privateKey));
  return { certificate: parseCertificate(assembleCertificate(tbs, algorithm, signature)), key: privateKey };
}

/** DigestInfo of SHA-256, RFC 8017 §9.2 note 1. */
const digestInfo = Buffer.from('3031300d060960864801650304020105000420', 'hex');

function signHash({ certificate, key }: Party, hash: Uint8Array): Signed {
  const padding = constants.RSA_PKCS1_PADDING;
  const signature = privateEncrypt({ key, padding }, Buffer.concat([digestInfo, hash]));
  return { signature: toBase64(signature), algorithm: 'RS256', certificate: toBase64(certificate.der) };
}

export type Login = {
  /** What the provider would do with an authorization request: the callback it sends the browser to. */
  readonly authorize: (request: URL, claims: LoginClaims) => URL;
  readonly logoutToken: (
    claims: { readonly sub?: string; readonly sid?: string },
    at: Date,
  ) => Promise<string>;
  readonly answer: (request: Request) => Promise<Response>;
};

type Granted = { readonly claims: LoginClaims; readonly nonce: string; readonly challenge: string };

/** A small OpenID provider: discovery, keys, token with PKCE, userinfo. */
async function makeLogin(): Promise<Login> {
  const issuer = `${origins.login}/oidc`;
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = { ...(await exportJWK(publicKey)), kid: 'key', alg: 'ES256', use: 'sig' };
  const header = { alg: 'ES256', kid: 'key' };
  const codes = new Map<string, Granted>();
  const tokens = new Map<string, LoginClaims>();
  const grant = async (form: URLSearchParams): Promise<Response> => {
    const code = form.get('code') ?? '';
    const granted = codes.get(code);
    codes.delete(code);
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (granted?.challenge !== challenge) return Response.json({ error: 'invalid_grant' }, { status: 400 });
    const { sub, acr, sid } = granted.claims;
    const id = new SignJWT({ acr, sid, nonce: granted.nonce }).setProtectedHeader(header).setSubject(sub);
    const id_token = await id
      .setIssuer(issuer)
      .setAudience('filing')
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(privateKey);
    const access_token = randomBytes(16).toString('hex');
    tokens.set(access_token, granted.claims);
    return Response.json({ id_token, access_token, token_type: 'Bearer' });
  };
  const endpoints: Readonly<Record<string, (request: Request) => Promise<Response>>> = {
    '/oidc/.well-known/openid-configuration': async () => Response.json(discovery(issuer)),
    '/oidc/jwks': async () => Response.json({ keys: [jwk] }),
    '/oidc/token': async (request) => grant(new URLSearchParams(await request.text())),
    '/oidc/me': async (request) => {
      const token = request.headers.get('authorization')?.slice('Bearer '.length) ?? '';
      return Response.json(tokens.get(token) ?? {}, { status: tokens.has(token) ? 200 : 401 });
    },
  };
  return {
    authorize: (request, claims) => authorize(request, claims, codes),
    logoutToken: (claims, at) =>
      new SignJWT({ ...claims, events: { 'http://schemas.openid.net/event/backchannel-logout': {} } })
        .setProtectedHeader({ ...header, typ: 'logout+jwt' })
        .setIssuer(issuer)
        .setAudience('filing')
        .setJti(randomBytes(8).toString('hex'))
        .setIssuedAt(at)
        .setExpirationTime(new Date(at.getTime() + 60_000))
        .sign(privateKey),
    answer: async (request) =>
      endpoints[new URL(request.url).pathname]?.(request) ?? new Response(null, { status: 404 }),
  };
}

function discovery(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    userinfo_endpoint: `${issuer}/me`,
    jwks_uri: `${issuer}/jwks`,
    end_session_endpoint: `${issuer}/session/end`,
    response_types_supported: ['code'],
    id_token_signing_alg_values_supported: ['ES256'],
    subject_types_supported: ['public'],
  };
}

function authorize(request: URL, claims: LoginClaims, codes: Map<string, Granted>): URL {
  const code = randomBytes(16).toString('hex');
  const query = request.searchParams;
  codes.set(code, { claims, nonce: query.get('nonce') ?? '', challenge: query.get('code_challenge') ?? '' });
  const callback = new URL(query.get('redirect_uri') ?? '');
  callback.searchParams.set('code', code);
  callback.searchParams.set('state', query.get('state') ?? '');
  return callback;
}

async function reach(request: Request, stage: { authority: Authority; login: Login }): Promise<Response> {
  const { origin } = new URL(request.url);
  if (origin === origins.login) return stage.login.answer(request);
  if (origin === 'http://status.test') return stage.authority.answer(request);
  throw new TypeError(`nothing at ${origin}`);
}

function keepCookie(cookies: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';');
  const [name = '', value = ''] = pair.split('=');
  if (/max-age=0/i.test(line)) cookies.delete(name);
  else cookies.set(name, value);
}
