import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { CardStatusAnswer } from '@kaika/wire/cardstatus';
import { openStage, postgresOfTests, type Stage, tellActive } from './stage.ts';
import { authorize, discover, freshSignIn, interactionIn, openBrowser } from './visitor.test.ts';

let stage: Stage;

describe('what the login service refuses', () => {
  before(async () => {
    stage = await openStage(await postgresOfTests());
  });
  beforeEach(() => {
    stage.told = tellActive(stage.now);
    stage.reachable = true;
  });
  after(() => stage[Symbol.asyncDispose]());

  const states: readonly [CardStatusAnswer['state'], string][] = [
    ['produced', 'card.not-active'],
    ['shipped', 'card.not-active'],
    ['suspended', 'card.suspended'],
    ['revoked', 'card.revoked'],
    ['lost', 'card.revoked'],
    ['destroyed', 'card.revoked'],
    ['replaced', 'card.revoked'],
    ['expired', 'card.expired'],
    ['incomplete', 'card.incomplete'],
  ];

  for (const [state, code] of states) {
    test(`a card that is ${state} is turned away before any PIN (${code})`, async () => {
      stage.told = { ...tellActive(stage.now), state };
      const { status } = await openPage();
      assert.deepEqual(await status(), { code });
    });
  }

  test('a card whose activation is overdue is told the date it missed', async () => {
    stage.told = { ...tellActive(stage.now), state: 'revoked', activationDeadline: '2026-11-01' };
    const { status } = await openPage();
    assert.deepEqual(await status(), { code: 'card.activation-overdue', detail: { deadline: '2026-11-01' } });
  });

  for (const [status, code] of [
    ['hold', 'certificate.on-hold'],
    ['suspended', 'card.suspended'],
    ['superseded', 'certificate.revoked'],
    ['revoked', 'certificate.revoked'],
    ['expired', 'certificate.expired'],
  ] as const) {
    test(`a certificate that is ${status} on an active card is turned away (${code})`, async () => {
      stage.told = {
        ...tellActive(stage.now),
        certificate: { status, reason: null, since: stage.now.toISOString() },
      };
      const page = await openPage();
      assert.deepEqual(await page.status(), { code });
    });
  }

  test('the page says what happened, what to do, and links to the remedy', async () => {
    const { browser, url } = await openPage();
    const html = await (await browser.get(`${url}?problem=card.not-active`)).text();
    assert.match(html, /這張卡片尚未開卡。/);
    assert.match(html, new RegExp(`${stage.config.origins.authority}/activate`));
    const english = await (await browser.get(`${url}?problem=pin.wrong&n=2&lang=en`)).text();
    assert.match(english, /Wrong PIN\. Tries left: 2\./);
    const foreign = await (await browser.get(`${url}?problem=%3Cscript%3E&deadline=%3Cb%3E`)).text();
    assert.doesNotMatch(foreign, /<script>|<b>/);
  });

  test('a card the authority does not know is refused though its path is right', async () => {
    stage.told = null;
    const { status } = await openPage();
    assert.deepEqual(await status(), { code: 'certificate.unknown' });
  });

  test('a card that was suspended after "go" is still refused with the token', async () => {
    const { nonce, token } = await openPage();
    const value = await nonce();
    stage.told = { ...tellActive(stage.now), state: 'suspended' };
    assert.deepEqual(await token(value), { code: 'card.suspended' });
  });

  test('a nonce of another browser signs nobody in', async () => {
    const victim = await openPage();
    const attacker = await openPage();
    const value = await attacker.nonce();
    assert.deepEqual(await victim.token(value), { code: 'login.nonce-expired' });
    assert.deepEqual(await victim.status(value), { code: 'login.nonce-expired' });
  });

  test('a sign-in of one browser is not finished in another, nor twice', async () => {
    const attacker = await openPage();
    const answer = await attacker.token(await attacker.nonce());
    const finish = `${stage.config.origins.login}${answer.location}`;
    const victim = await openPage();
    assert.equal((await victim.browser.get(finish)).status, 410);
    assert.equal((await attacker.browser.get(finish)).status, 303);
    assert.equal((await attacker.browser.get(finish)).status, 410);
  });

  test('a token is used once, a nonce too, and of ten at once one wins', async () => {
    const { browser, nonce, bodyOf } = await openPage();
    const body = bodyOf(await nonce());
    const url = `${stage.config.origins.login}/api/login/token`;
    const answers = await Promise.all(Array.from({ length: 10 }, () => browser.json(url, body)));
    const statuses = answers.map(({ status }) => status).toSorted();
    assert.deepEqual(statuses, [200, ...Array.from({ length: 9 }, () => 410)]);
  });

  test('a nonce is too old after five minutes', async () => {
    const { nonce, token } = await openPage();
    const value = await nonce();
    const { now } = stage;
    stage.now = new Date(now.getTime() + 301_000);
    assert.deepEqual(await token(value), { code: 'login.nonce-expired' });
    stage.now = now;
  });

  test('another site’s page changes nothing here', async () => {
    const { browser, url } = await openPage();
    const { login } = stage.config.origins;
    const origin = 'https://evil.example';
    const nonce = await browser.json(
      `${login}/api/login/nonce`,
      { interaction: interactionIn(url) },
      { origin },
    );
    assert.equal(nonce.status, 403);
    const without = await browser.json(`${login}/api/login/nonce`, { interaction: interactionIn(url) }, {});
    assert.equal(without.status, 403);
  });

  test('an interaction’s page is shown to the browser that began it and to no other', async () => {
    const { url } = await openPage();
    const stranger = openBrowser(stage);
    const answer = await stranger.get(url);
    assert.equal(answer.status, 410);
    assert.match(await answer.text(), /login\.nonce-expired/);
  });

  test('when the authority cannot be asked a known organisation signs in by what was kept, a new one does not', async () => {
    const card = stage.authority.issue({ organisationOid: '1.3.6.1.4.1.32473.1.4.77' });
    const { organisation } = tellActive(stage.now);
    stage.told = {
      ...tellActive(stage.now),
      organisation: { ...organisation, oid: '1.3.6.1.4.1.32473.1.4.77' },
    };
    const before = await freshSignIn(stage, 'portal', card);
    stage.reachable = false;
    const kept = await freshSignIn(stage, 'portal', card);
    assert.equal(kept.sub, before.sub);
    assert.equal(kept.status_source, 'ocsp-cached');
    assert.equal(kept.card_number, before.card_number);
    const { status } = await openPage(stage.authority.issue());
    assert.deepEqual(await status(), { code: 'status.unreachable' });
  });

  test('every refusal is in the audit with its code', async () => {
    const rows = await stage.db
      .selectFrom('sign_in')
      .select('code')
      .where('outcome', '=', 'refused')
      .execute();
    const codes = new Set(rows.map(({ code }) => code));
    for (const code of ['card.not-active', 'card.suspended', 'certificate.unknown', 'status.unreachable']) {
      assert.ok(codes.has(code), code);
    }
  });

  test('bodies that are not what the wire says are refused by a code', async () => {
    const { browser, nonce } = await openPage();
    const { login } = stage.config.origins;
    const value = await nonce();
    for (const [path, body] of [
      ['nonce', {}],
      ['nonce', { interaction: '../../x' }],
      ['status', { certificate: 'x', nonce: value }],
      ['status', { certificate: 'AAAA', nonce: value }],
      ['token', { nonce: 'short', token: {} }],
      ['token', null],
      ['status', { certificate: 'A'.repeat(40_000), nonce: value }],
    ] as const) {
      const answer = await browser.json(`${login}/api/login/${path}`, body);
      assert.ok(answer.status >= 400 && answer.status < 500, `${path} ${answer.status}`);
      assert.match(answer.headers.get('content-type') ?? '', /problem\+json/);
    }
  });
});

/** A sign-in page in a browser of its own, and what its script may ask. */
async function openPage(card = stage.card) {
  const browser = openBrowser(stage);
  const { response } = await authorize(browser, await discover(stage, 'filing'));
  const { login } = stage.config.origins;
  const ask = async (path: string, body: unknown): Promise<Record<string, unknown>> =>
    Object(await (await browser.json(`${login}/api/login/${path}`, body)).json());
  const nonce = async () => String((await ask('nonce', { interaction: interactionIn(response.url) })).nonce);
  const bodyOf = (value: string) => ({ nonce: value, token: card.token({ origin: login, nonce: value }) });
  return {
    browser,
    url: response.url,
    nonce,
    bodyOf,
    status: async (value?: string) => {
      const certificate = Buffer.from(card.certificate).toString('base64');
      return ask('status', { certificate, nonce: value ?? (await nonce()) });
    },
    token: (value: string) => ask('token', bodyOf(value)),
  };
}
