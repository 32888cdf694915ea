import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { acr } from '@kaika/wire/claims';
import { generateKeyPair, SignJWT } from 'jose';
import { relyOn } from './relying.ts';
import { downloads, openStage, type Stage } from './stage.ts';

let stage: Stage;
const event = 'http://schemas.openid.net/event/backchannel-logout';

describe('the portal', () => {
  before(async () => {
    stage = await openStage();
  });
  after(() => stage[Symbol.asyncDispose]());

  for (const lang of ['zh-TW', 'en']) {
    test(`every public page answers in ${lang}`, async () => {
      for (const path of [
        '/',
        '/download',
        '/guide',
        '/guide/login',
        '/guide/pin',
        '/faq',
        '/member',
        '/signed-out',
      ]) {
        const page = await openBrowser().get(`${path}?lang=${lang}`);
        assert.equal(page.status, 200, path);
        assert.match(await page.text(), new RegExp(`<html lang="${lang}"`), path);
        assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'/);
      }
    });
  }

  test('downloads: the visitor’s own system first, with checksums, for people and for programs', async () => {
    const page = async (agent: string) => {
      const answer = await fetchPortal('/download?lang=en', agent);
      return [...(await answer.text()).matchAll(/<section id="(\w+)">/g)].map(([, id]) => id);
    };
    assert.deepEqual(await page('Mozilla/5.0 (X11; Linux x86_64)'), ['debian', 'windows']);
    assert.deepEqual(await page('Mozilla/5.0 (Windows NT 10.0; Win64; x64)'), ['windows', 'debian']);
    const manifest = await (await fetchPortal('/download/manifest.json')).json();
    assert.equal(manifest.agent, '0.1.0');
    const sha256 = createHash('sha256').update('abc').digest('hex');
    assert.deepEqual(
      manifest.files,
      downloads.map((name) => ({ name, size: 3, sha256 })),
    );
    assert.equal(await (await fetchPortal(`/download/${downloads[1]}`)).text(), 'abc');
    assert.equal((await fetchPortal('/download/other.deb')).status, 404);
  });

  test('signing in leads to the organisation and its services', async () => {
    const browser = openBrowser();
    assert.equal((await signIn(browser)).headers.get('location'), '/member');
    const page = await (await browser.get('/member')).text();
    assert.match(page, /範例事務所，您好/);
    assert.match(page, /會計師查核簽證線上申報系統/);
    assert.match(page, /http:\/\/filing\.localhost:8080\/login/);
  });

  test('the login service is asked with PKCE, state, nonce and the page’s language', async () => {
    const asked = new URL((await openBrowser().get('/login?lang=en&card=yes')).headers.get('location') ?? '');
    for (const name of ['state', 'nonce', 'code_challenge']) assert.ok(asked.searchParams.get(name), name);
    assert.equal(asked.searchParams.get('code_challenge_method'), 'S256');
    assert.equal(asked.searchParams.get('ui_locales'), 'en');
    assert.equal(asked.searchParams.get('acr_values'), acr.card);
  });

  test('a callback with another state, of another browser, or a second time signs nobody in', async () => {
    const browser = openBrowser();
    const asked = new URL((await browser.get('/login')).headers.get('location') ?? '');
    const nonce = asked.searchParams.get('nonce');
    const state = asked.searchParams.get('state');
    assert.equal((await openBrowser().get(`/callback?code=${nonce}&state=${state}`)).status, 410);
    assert.equal((await browser.get(`/callback?code=${nonce}&state=other`)).status, 400);
    assert.equal((await browser.get(`/callback?code=${nonce}&state=${state}`)).status, 410);
  });

  test('an ID token with another nonce signs nobody in', async () => {
    const browser = openBrowser();
    const asked = new URL((await browser.get('/login')).headers.get('location') ?? '');
    const answer = await browser.get(`/callback?code=other&state=${asked.searchParams.get('state')}`);
    assert.equal(answer.status, 400);
  });

  test('who cancels is told so, and a login service that is away has a code of its own', async () => {
    const browser = openBrowser();
    const asked = new URL((await browser.get('/login')).headers.get('location') ?? '');
    const state = asked.searchParams.get('state');
    const cancelled = await browser.get(`/callback?error=access_denied&state=${state}`);
    assert.match(await cancelled.text(), /login\.cancelled/);
    const fetch = () => Promise.reject(new TypeError('fetch failed'));
    await assert.rejects(relyOn({ ...stage.config, fetch }).begin('en'), { code: 'login.unreachable' });
  });

  test('one goes on to pages of this site alone', async () => {
    for (const onward of ['//evil.example', '/\\evil.example', 'https://evil.example', '/%2fevil']) {
      const browser = openBrowser();
      const location = (await signIn(browser, `?onward=${encodeURIComponent(onward)}`)).headers.get(
        'location',
      );
      assert.equal(location, '/member');
    }
    assert.equal((await signIn(openBrowser(), '?onward=/guide/pin')).headers.get('location'), '/guide/pin');
  });

  test('signing out ends the session here and goes on to the login service', async () => {
    const browser = openBrowser();
    await signIn(browser);
    const answer = await browser.post('/logout', {});
    const onward = new URL(answer.headers.get('location') ?? '');
    assert.equal(onward.pathname, '/oidc/session/end');
    assert.equal(
      onward.searchParams.get('post_logout_redirect_uri'),
      'http://portal.localhost:8080/signed-out',
    );
    assert.match(await (await browser.get('/member')).text(), /請先登入/);
  });

  test('another site’s page signs nobody out', async () => {
    const browser = openBrowser();
    await signIn(browser);
    assert.equal((await browser.post('/logout', {}, 'https://evil.example')).status, 403);
    assert.match(await (await browser.get('/member')).text(), /您好/);
  });

  test('the back channel ends the named session and no other, once', async () => {
    const [first, second] = [openBrowser(), openBrowser()];
    stage.claims = { ...stage.claims, sid: 'one' };
    await signIn(first);
    stage.claims = { ...stage.claims, sid: 'two' };
    await signIn(second);
    const logout_token = await stage.sign({ sub: 'a-1', sid: 'one', jti: 'j1', events: { [event]: {} } });
    assert.equal((await tell(logout_token)).status, 200);
    assert.match(await (await first.get('/member')).text(), /請先登入/);
    assert.match(await (await second.get('/member')).text(), /您好/);
    assert.equal((await tell(logout_token)).status, 400);
  });

  test('what is no logout token of the login service ends nothing', async () => {
    const browser = openBrowser();
    await signIn(browser);
    const { sub } = stage.claims;
    const good = { sub, jti: 'j2', events: { [event]: {} } };
    const { privateKey } = await generateKeyPair('RS256');
    const stranger = await new SignJWT(good)
      .setProtectedHeader({ alg: 'RS256', kid: 'k' })
      .setIssuer('http://login.localhost:8080/oidc')
      .setAudience('portal')
      .setIssuedAt()
      .sign(privateKey);
    const wrong = [
      stranger,
      await stage.sign({ ...good, nonce: 'n' }),
      await stage.sign({ ...good, events: {} }),
      await stage.sign({ jti: 'j3', events: good.events }),
      await stage.sign({ sub, events: good.events }),
      'nonsense',
    ];
    for (const token of wrong) assert.equal((await tell(token)).status, 400);
    assert.match(await (await browser.get('/member')).text(), /您好/);
  });

  test('no token or secret is in the log', () => {
    assert.doesNotMatch(stage.log.join('\n'), /eyJ|portal-secret/);
  });
});

async function signIn(browser: Browser, query = ''): Promise<Response> {
  const asked = new URL((await browser.get(`/login${query}`)).headers.get('location') ?? '');
  const { searchParams } = asked;
  return browser.get(`/callback?code=${searchParams.get('nonce')}&state=${searchParams.get('state')}`);
}

function tell(logout_token: string): Response | Promise<Response> {
  const body = new URLSearchParams({ logout_token });
  return stage.portal.fetch(
    new Request('http://portal.localhost:8080/backchannel-logout', { method: 'POST', body }),
  );
}

type Browser = ReturnType<typeof openBrowser>;

/** Keeps cookies and follows nothing. */
function openBrowser() {
  const cookies = new Map<string, string>();
  const send = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { 'accept-language': 'zh-TW', ...init.headers, cookie };
    const response = await stage.portal.fetch(
      new Request(`http://portal.localhost:8080${path}`, { ...init, headers }),
    );
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
  return {
    get: (path: string) => send(path),
    post: (path: string, form: Record<string, string>, origin = 'http://portal.localhost:8080') =>
      send(path, { method: 'POST', body: new URLSearchParams(form), headers: { origin } }),
  };
}

async function fetchPortal(path: string, agent = 'test'): Promise<Response> {
  return stage.portal.fetch(
    new Request(`http://portal.localhost:8080${path}`, { headers: { 'user-agent': agent } }),
  );
}
