import type { Language } from '@kaika/look/language';
import { type Acr, issuerOf, type LoginClaims, loginClaims, scopes } from '@kaika/wire/claims';
import { createRemoteJWKSet, customFetch as joseFetch, jwtVerify } from 'jose';
import * as client from 'openid-client';
import { z } from 'zod';
import type { PortalConfig } from './config.ts';
import { PortalRefusal } from './refusal.ts';
import type { Attempt, Logout } from './store/session.ts';

/** The portal as a relying party of the login service: code flow with PKCE, and nothing of its own. */
export type Relying = {
  /** Where the browser goes to sign in, and what is kept until it comes back. */
  readonly begin: (
    language: Language,
    acr?: Acr,
  ) => Promise<{ readonly href: string; readonly attempt: Omit<Attempt, 'onward'> }>;
  /** Redeems the code of a callback. Throws PortalRefusal `login.token-bad`, `login.cancelled`. */
  readonly finish: (
    callback: URL,
    attempt: Attempt,
  ) => Promise<{ readonly claims: LoginClaims; readonly idToken: string }>;
  /** Where signing out goes on, so that it ends everywhere. */
  readonly endHref: (idToken: string, language: Language) => Promise<string>;
  /** Reads a logout token (OpenID Connect Back-Channel Logout 1.0 §2.6). Throws PortalRefusal `request.malformed`. */
  readonly readLogout: (token: string) => Promise<Logout>;
};

/** Logout tokens older than this are not accepted, in seconds. */
export const logoutTokenSeconds = 120;

const logoutClaims = z.object({
  jti: z.string().min(1).max(200),
  sub: z.string().optional(),
  sid: z.string().optional(),
  // §2.4: a nonce would make it an ID token.
  nonce: z.undefined().optional(),
  events: z.object({ 'http://schemas.openid.net/event/backchannel-logout': z.looseObject({}) }),
});

/** Discovers at the first sign-in; a login service that was away is asked again the next time. */
export function relyOn(config: PortalConfig): Relying {
  let discovered: Promise<client.Configuration> | undefined;
  const provider = async () => {
    discovered ??= discover(config);
    try {
      return await discovered;
    } catch (cause) {
      discovered = undefined;
      throw new PortalRefusal('login.unreachable', { cause });
    }
  };
  return {
    begin: async (language, wanted) => begin(await provider(), config, { language, wanted }),
    finish: async (callback, attempt) => finish(await provider(), callback, attempt),
    endHref: async (idToken, language) =>
      client.buildEndSessionUrl(await provider(), {
        id_token_hint: idToken,
        post_logout_redirect_uri: `${config.origins.portal}/signed-out`,
        ui_locales: language,
      }).href,
    readLogout: async (token) => readLogout(await provider(), config, token),
  };
}

function discover({ origins, client: own, fetch }: PortalConfig): Promise<client.Configuration> {
  const issuer = new URL(issuerOf(origins.login));
  return client.discovery(issuer, own.id, own.secret, client.ClientSecretBasic(own.secret), {
    // The two declarations of fetch differ in the types of the body alone.
    [client.customFetch]: (url, options) => fetch(url, options as RequestInit),
    execute: issuer.protocol === 'http:' ? [client.allowInsecureRequests] : [],
  });
}

async function begin(
  provider: client.Configuration,
  { origins }: PortalConfig,
  { language, wanted }: { readonly language: Language; readonly wanted: Acr | undefined },
) {
  const attempt = {
    state: client.randomState(),
    nonce: client.randomNonce(),
    verifier: client.randomPKCECodeVerifier(),
  };
  const { href } = client.buildAuthorizationUrl(provider, {
    redirect_uri: `${origins.portal}/callback`,
    scope: scopes.join(' '),
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(attempt.verifier),
    code_challenge_method: 'S256',
    ui_locales: language,
    ...(wanted === undefined ? {} : { acr_values: wanted }),
  });
  return { href, attempt };
}

async function finish(provider: client.Configuration, callback: URL, attempt: Attempt) {
  if (callback.searchParams.get('error') === 'access_denied') throw new PortalRefusal('login.cancelled');
  try {
    const tokens = await client.authorizationCodeGrant(provider, callback, {
      pkceCodeVerifier: attempt.verifier,
      expectedState: attempt.state,
      expectedNonce: attempt.nonce,
      idTokenExpected: true,
    });
    return { claims: loginClaims.parse(tokens.claims()), idToken: tokens.id_token ?? '' };
  } catch (cause) {
    throw new PortalRefusal('login.token-bad', { cause });
  }
}

async function readLogout(
  provider: client.Configuration,
  { client: own, fetch, now }: PortalConfig,
  token: string,
): Promise<Logout> {
  const { issuer, jwks_uri: keys = '' } = provider.serverMetadata();
  try {
    const { payload } = await jwtVerify(token, createRemoteJWKSet(new URL(keys), { [joseFetch]: fetch }), {
      issuer,
      audience: own.id,
      algorithms: ['RS256'],
      currentDate: now(),
      maxTokenAge: logoutTokenSeconds,
      clockTolerance: 10,
    });
    const { jti, sub, sid } = logoutClaims.parse(payload);
    if (sub === undefined && sid === undefined) throw new Error('names nobody');
    return { jti, sub, sid };
  } catch (cause) {
    throw new PortalRefusal('request.malformed', { cause });
  }
}
