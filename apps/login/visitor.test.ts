import assert from 'node:assert/strict';
import { issuerOf, loginClaims } from '@kaika/wire/claims';
import { decodeJwt } from 'jose';
import * as client from 'openid-client';
import type { Stage } from './stage.ts';

/** What people, their browsers and relying services do, for the tests of this app. */
export type Browser = ReturnType<typeof openBrowser>;
export type Service = Awaited<ReturnType<typeof discover>>;

/** A relying party as any site would write it. */
export async function discover(stage: Stage, id: string) {
  const secret = `${id}-secret-of-the-tests`;
  const configuration = await client.discovery(
    new URL(issuerOf(stage.config.origins.login)),
    id,
    secret,
    undefined,
    {
      execute: [client.allowInsecureRequests],
    },
  );
  const redirectUri = `${stage.service}/${id}/callback`;
  return {
    configuration,
    redirectUri,
    async finish(url: string, { verifier, state }: { verifier: string; state: string }) {
      const tokens = await client.authorizationCodeGrant(configuration, new URL(url), {
        pkceCodeVerifier: verifier,
        expectedState: state,
      });
      const claims = loginClaims.parse(tokens.claims());
      const userinfo = loginClaims.parse(
        await client.fetchUserInfo(configuration, tokens.access_token, claims.sub),
      );
      return { claims, userinfo, idToken: tokens.id_token ?? '' };
    },
  };
}

export async function authorize(browser: Browser, service: Service, parameters: Record<string, string> = {}) {
  const verifier = client.randomPKCECodeVerifier();
  const state = client.randomState();
  const url = client.buildAuthorizationUrl(service.configuration, {
    redirect_uri: service.redirectUri,
    scope: 'openid profile organisation card',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    ...parameters,
  });
  return { response: await browser.follow(await browser.get(url.href)), verifier, state };
}

export async function signIn(browser: Browser, service: Service) {
  const begun = await authorize(browser, service);
  return service.finish(await signInByCard(browser, begun.response.url), begun);
}

export async function freshSignIn(stage: Stage, id: string, card = stage.card) {
  const service = await discover(stage, id);
  const browser = openBrowser(stage);
  const begun = await authorize(browser, service);
  return (await service.finish(await signInByCard(browser, begun.response.url, card), begun)).claims;
}

/** What the page's script and the agent do together; answers where the browser is sent in the end. */
export async function signInByCard(
  browser: Browser,
  pageUrl: string,
  card = browser.stage.card,
): Promise<string> {
  return locationOf(await browser.follow(await browser.get(await tokenFor(browser, pageUrl, card))));
}

export async function tokenFor(
  browser: Browser,
  pageUrl: string,
  card = browser.stage.card,
): Promise<string> {
  const { login } = browser.stage.config.origins;
  const ask = async (path: string, body: unknown) => {
    const answer = await browser.json(`${login}/api/login/${path}`, body);
    assert.equal(answer.status, 200, await answer.clone().text());
    return Object(await answer.json());
  };
  const { nonce } = await ask('nonce', { interaction: interactionIn(pageUrl) });
  const certificate = Buffer.from(card.certificate).toString('base64');
  const { go } = await ask('status', { certificate, nonce });
  assert.equal(decodeJwt(go).nonce, nonce);
  const { location } = await ask('token', { nonce, token: card.token({ origin: login, nonce }) });
  return `${login}${location}`;
}

export async function register(browser: Browser, interaction: string, userId: string): Promise<void> {
  const password = 'correct horse battery';
  const url = `${browser.stage.config.origins.login}/register`;
  const answer = await browser.post(url, {
    interaction,
    name: '測試會員',
    userId,
    password,
    again: password,
  });
  assert.equal(
    locationOf(answer),
    `${browser.stage.config.origins.login}/interaction/${interaction}?registered=yes`,
  );
}

export function interactionIn(url: string): string {
  return /\/interaction\/([\w-]+)/.exec(url)?.[1] ?? assert.fail(`no interaction in ${url}`);
}

export function locationOf(response: Response): string {
  const location = response.headers.get('location') ?? assert.fail(`no redirect but ${response.status}`);
  return new URL(location, response.url).href;
}

/** A browser of one origin: keeps cookies by path and follows redirects as long as they stay with the login service. */
export function openBrowser(stage: Stage) {
  const cookies = new Map<string, { value: string; path: string }>();
  const send = async (url: string, init: RequestInit = {}): Promise<Response> => {
    const { pathname } = new URL(url);
    const cookie = [...cookies]
      .filter(([, { path }]) => pathname.startsWith(path))
      .map(([name, { value }]) => `${name.split('@')[0]}=${value}`)
      .join('; ');
    const headers = { ...init.headers, cookie, 'accept-language': 'zh-TW' };
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...rest] = line.split(';');
      const [name = '', value = ''] = pair.split('=');
      const path = rest
        .map((part) => part.trim())
        .find((part) => part.startsWith('path=') || part.startsWith('Path='));
      cookies.set(`${name}@${path}`, { value, path: path?.slice(5) ?? '/' });
      if (value === '') cookies.delete(`${name}@${path}`);
    }
    return response;
  };
  const origin = stage.config.origins.login;
  return {
    stage,
    get: (url: string) => send(url),
    post: (url: string, form: Record<string, string>) =>
      send(url.replace(/\?.*$/, ''), {
        method: 'POST',
        body: new URLSearchParams(form),
        headers: { origin },
      }),
    json: (url: string, body: unknown, headers: Record<string, string> = { origin }) =>
      send(url, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      }),
    async follow(response: Response): Promise<Response> {
      let now = response;
      for (let hops = 0; hops < 10; hops += 1) {
        const location = now.headers.get('location');
        if (location === null) return now;
        const next = new URL(location, now.url);
        if (next.origin !== origin) return now;
        now = await send(next.href);
      }
      return assert.fail('redirected in circles');
    },
  };
}
