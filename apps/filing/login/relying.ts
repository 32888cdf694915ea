import type { Language } from '@kaika/look/language';
import { acr, type LoginClaims, loginClaims, scopes } from '@kaika/wire/claims';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  ClientSecretBasic,
  type Configuration,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  fetchUserInfo,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import type { FilingConfig } from '../config.ts';
import { Refusal } from '../rule/refusal.ts';
import type { Attempt } from '../store/session.ts';

/** This service as a relying party of the login service (OpenID Connect Core 1.0, code flow with PKCE). */
export type Relying = {
  /** Where to send the browser, and what to keep until it comes back. */
  begin(
    language: Language,
  ): Promise<{ readonly href: string; readonly attempt: Omit<Attempt, 'onward' | 'expiresAt'> }>;
  /** Redeems the code of a callback. Throws `session.login-failed`, also for a sign-in without a card. */
  finish(
    callback: URL,
    attempt: Attempt,
  ): Promise<{ readonly claims: LoginClaims; readonly idToken: string }>;
  /** Where signing out goes on, so that single sign-on ends too. */
  endHref(idToken: string): Promise<string>;
  /** The login service's issuer and key set, for logout tokens. */
  metadata(): Promise<{ readonly issuer: string; readonly keys: string }>;
};

/** Nothing is fetched before the first sign-in; a login service that was away is asked again the next time. */
export function relyOn(config: FilingConfig): Relying {
  let found: Promise<Configuration> | undefined;
  const provider = async (): Promise<Configuration> => {
    found ??= discover(config);
    try {
      return await found;
    } catch (cause) {
      found = undefined;
      throw new Refusal('session.login-unreachable', {}, { cause });
    }
  };
  return {
    begin: async (language) => begin(await provider(), { redirect: callbackOf(config), language }),
    finish: async (callback, attempt) => finish(await provider(), callback, attempt),
    endHref: async (idToken) =>
      buildEndSessionUrl(await provider(), {
        id_token_hint: idToken,
        post_logout_redirect_uri: `${config.origins.filing}/signed-out`,
      }).href,
    metadata: async () => {
      const { issuer, jwks_uri: keys = '' } = (await provider()).serverMetadata();
      return { issuer, keys };
    },
  };
}

function discover({ origins, client, fetch }: FilingConfig): Promise<Configuration> {
  const authentication = client.secret === undefined ? None() : ClientSecretBasic(client.secret);
  const issuer = new URL(`${origins.login}/oidc`);
  return discovery(issuer, client.id, undefined, authentication, {
    // The types of this library and of the platform's fetch differ in details of the body alone.
    [customFetch]: (url, options) => fetch(url, options as RequestInit),
    execute: issuer.protocol === 'http:' ? [allowInsecureRequests] : [],
  });
}

async function begin(
  provider: Configuration,
  { redirect, language }: { redirect: string; language: Language },
) {
  const attempt = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
  const href = buildAuthorizationUrl(provider, {
    redirect_uri: redirect,
    scope: scopes.join(' '),
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: await calculatePKCECodeChallenge(attempt.verifier),
    code_challenge_method: 'S256',
    acr_values: acr.card,
    ui_locales: language,
  }).href;
  return { href, attempt };
}

async function finish(provider: Configuration, callback: URL, attempt: Attempt) {
  try {
    const tokens = await authorizationCodeGrant(provider, callback, {
      pkceCodeVerifier: attempt.verifier,
      expectedState: attempt.state,
      expectedNonce: attempt.nonce,
      idTokenExpected: true,
    });
    const token = tokens.claims();
    const info = await fetchUserInfo(provider, tokens.access_token, token?.sub ?? '');
    const claims = loginClaims.parse({ ...info, ...token });
    if (claims.acr !== acr.card) throw new Refusal('session.login-failed');
    return { claims, idToken: tokens.id_token ?? '' };
  } catch (cause) {
    throw cause instanceof Refusal ? cause : new Refusal('session.login-failed', {}, { cause });
  }
}

function callbackOf({ origins }: FilingConfig): string {
  return `${origins.filing}/callback`;
}
