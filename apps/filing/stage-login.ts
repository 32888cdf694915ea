import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { LoginClaims } from '@kaika/wire/claims';
import { exportJWK, SignJWT } from 'jose';

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
export async function makeLogin(origin: string): Promise<Login> {
  const issuer = `${origin}/oidc`;
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
