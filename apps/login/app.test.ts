import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { acr } from '@kaika/wire/claims';
import { decodeJwt } from 'jose';
import * as client from 'openid-client';
import { openStage, postgresOfTests, type Stage, tellActive } from './stage.ts';
import {
  authorize,
  discover,
  freshSignIn,
  interactionIn,
  locationOf,
  openBrowser,
  register,
  signIn,
  signInByCard,
  tokenFor,
} from './visitor.test.ts';

let stage: Stage;

describe('the login service', () => {
  before(async () => {
    stage = await openStage(await postgresOfTests());
  });
  after(() => stage[Symbol.asyncDispose]());

  test('a card signs in by code and PKCE, and the ID token says who and how', async () => {
    const service = await discover(stage, 'filing');
    const browser = openBrowser(stage);
    const { response: page, verifier, state } = await authorize(browser, service);
    assert.match(await page.text(), /憑證登入/);
    const { claims, userinfo } = await service.finish(await signInByCard(browser, page.url), {
      verifier,
      state,
    });
    assert.equal(claims.acr, acr.card);
    assert.deepEqual(claims.amr, ['sc', 'pin']);
    assert.equal(claims.org_oid, '1.3.6.1.4.1.32473.1.4.1');
    assert.equal(claims.org_name, '範例會計師事務所');
    assert.equal(claims.org_kind, 'professional');
    assert.equal(claims.ubn, '04595257');
    assert.equal(claims.card_number, 'XC00000000091349');
    assert.equal(claims.status_source, 'ocsp');
    assert.ok(claims.certificate?.['x5t#S256'] && claims.auth_time && claims.sid);
    assert.equal(userinfo.org_name, claims.org_name);
    assert.ok(!claims.sub.includes('1.3.6'), 'the subject is opaque');
  });

  test('another card of the organisation is the same account, in any later year and under another name', async () => {
    const first = await freshSignIn(stage, 'portal');
    const other = stage.authority.issue({ name: '改名會計師事務所' });
    const organisation = { ...tellActive(stage.now).organisation, name: '改名會計師事務所' };
    stage.told = { ...tellActive(stage.now), cardNumber: 'XC00000000099999', organisation };
    const second = await freshSignIn(stage, 'portal', other);
    stage.told = tellActive(stage.now);
    assert.equal(second.sub, first.sub);
    assert.equal(second.card_number, 'XC00000000099999');
    assert.equal(second.org_name, '改名會計師事務所');
  });

  test('single sign-on: the second service asks nothing', async () => {
    const browser = openBrowser(stage);
    const portal = await discover(stage, 'portal');
    const filing = await discover(stage, 'filing');
    await signIn(browser, portal);
    const { response, verifier, state } = await authorize(browser, filing);
    const { claims } = await filing.finish(response.headers.get('location') ?? '', { verifier, state });
    assert.equal(claims.acr, acr.card);
  });

  test('prompt=login and max_age really ask for the card again', async () => {
    const browser = openBrowser(stage);
    const portal = await discover(stage, 'portal');
    const { claims: first } = await signIn(browser, portal);
    for (const parameters of [{ prompt: 'login' }, { max_age: '0' }]) {
      const { response, verifier, state } = await authorize(browser, portal, parameters);
      assert.match(await response.text(), /憑證登入/);
      const { claims } = await portal.finish(await signInByCard(browser, response.url), { verifier, state });
      assert.ok((claims.auth_time ?? 0) >= (first.auth_time ?? Number.POSITIVE_INFINITY));
    }
  });

  test('a password is not enough where a card is required, single sign-on or not', async () => {
    const browser = openBrowser(stage);
    const portal = await discover(stage, 'portal');
    const filing = await discover(stage, 'filing');
    const { response: page, verifier, state } = await authorize(browser, portal);
    const interaction = interactionIn(page.url);
    await register(browser, interaction, 'step.up');
    const back = await browser.follow(
      await browser.post(`${page.url}/password`, { userId: 'Step.Up', password: 'correct horse battery' }),
    );
    const { claims } = await portal.finish(locationOf(back), { verifier, state });
    assert.equal(claims.acr, acr.password);
    assert.deepEqual(claims.amr, ['pwd']);
    assert.equal(claims.org_oid, undefined);
    assert.equal(claims.card_number, undefined);

    const silent = await authorize(browser, filing, { prompt: 'none' });
    assert.match(locationOf(silent.response), /error=unmet_authentication_requirements/);
    const stepUp = await authorize(browser, filing);
    const html = await stepUp.response.text();
    assert.match(html, /請再以憑證IC卡登入一次/);
    assert.doesNotMatch(html, /name="password"/);
    const forced = await browser.post(`${stepUp.response.url}/password`, {
      userId: 'step.up',
      password: 'correct horse battery',
    });
    assert.match(await forced.text(), /login\.too-weak/);
    const asked = await authorize(browser, portal, { acr_values: acr.card });
    assert.match(await asked.response.text(), /請再以憑證IC卡登入一次/);
  });

  test('a wrong password and an unknown user ID are told apart by nobody, and guessing ends', async () => {
    const browser = openBrowser(stage);
    const { response: page } = await authorize(browser, await discover(stage, 'portal'));
    await register(browser, interactionIn(page.url), 'guessed');
    const guess = async (userId: string) => {
      const answer = await browser.post(`${page.url}/password`, { userId, password: 'wrong wrong wrong' });
      return { status: answer.status, code: /(login|request)\.[a-z-]+/.exec(await answer.text())?.[0] };
    };
    const refused = { status: 403, code: 'login.password-wrong' };
    assert.deepEqual(await guess('guessed'), refused);
    assert.deepEqual(await guess('nobody-at-all'), refused);
    for (let tries = 0; tries < 9; tries += 1) await guess('guessed');
    const answer = await browser.post(`${page.url}/password`, {
      userId: 'guessed',
      password: 'correct horse battery',
    });
    assert.equal(answer.status, 429);
  });

  test('a third party is consented to once, services of the house never', async () => {
    const other = await discover(stage, 'other');
    const browser = openBrowser(stage);
    const first = await authorize(browser, other);
    const asked = await browser.follow(await browser.get(await tokenFor(browser, first.response.url)));
    assert.match(await asked.clone().text(), /不是本系統的服務/);
    const agreed = await browser.follow(await browser.post(`${asked.url}/consent`, { answer: 'agree' }));
    await other.finish(locationOf(agreed), first);
    const again = openBrowser(stage);
    const second = await authorize(again, other);
    const back = await signInByCard(again, second.response.url);
    assert.match(back, /\/other\/callback\?code=/);
  });

  test('who does not consent goes back with access_denied, and who cancels too', async () => {
    const card = stage.authority.issue({ organisationOid: '1.3.6.1.4.1.32473.1.4.2' });
    const { organisation } = tellActive(stage.now);
    stage.told = {
      ...tellActive(stage.now),
      organisation: { ...organisation, oid: '1.3.6.1.4.1.32473.1.4.2' },
    };
    const browser = openBrowser(stage);
    const { response } = await authorize(browser, await discover(stage, 'other'));
    const asked = await browser.follow(await browser.get(await tokenFor(browser, response.url, card)));
    stage.told = tellActive(stage.now);
    const refused = await browser.follow(await browser.post(`${asked.url}/consent`, { answer: 'refuse' }));
    assert.match(locationOf(refused), /error=access_denied/);
    const another = openBrowser(stage);
    const page = await authorize(another, await discover(stage, 'portal'));
    const cancelled = await another.follow(await another.post(`${page.response.url}/abort`, {}));
    assert.match(locationOf(cancelled), /error=access_denied/);
  });

  test('signing out ends every session and tells every service by the back channel', async () => {
    const browser = openBrowser(stage);
    const portal = await discover(stage, 'portal');
    const filing = await discover(stage, 'filing');
    const { claims, idToken } = await signIn(browser, portal);
    const sso = await authorize(browser, filing);
    const filed = await filing.finish(locationOf(sso.response), sso);
    stage.backchannel.length = 0;
    const url = client.buildEndSessionUrl(portal.configuration, {
      id_token_hint: idToken,
      post_logout_redirect_uri: `${stage.service}/portal/signed-out`,
      state: 'kept',
    });
    const page = await (await browser.get(url.href)).text();
    assert.match(page, /data-auto="yes"/);
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const action = /action="([^"]+session\/end\/confirm)"/.exec(page)?.[1] ?? '';
    const done = await browser.post(action, { xsrf, logout: 'yes' });
    assert.equal(locationOf(done), `${stage.service}/portal/signed-out?state=kept`);
    const told = stage.backchannel.map((token) => decodeJwt(token));
    assert.deepEqual(new Set(told.map(({ aud }) => aud)), new Set(['portal', 'filing']));
    assert.deepEqual(new Set(told.map(({ sid }) => sid)), new Set([claims.sid, filed.claims.sid]));
    assert.match(await (await authorize(browser, filing)).response.text(), /憑證登入/);
  });

  test('keys are public under /oidc/jwks and the private half is in a file only this user reads', async () => {
    const jwks = Object(await (await fetch(`${stage.config.origins.login}/oidc/jwks`)).json());
    assert.equal(jwks.keys[0].alg, 'RS256');
    assert.equal(jwks.keys[0].d, undefined);
    for (const name of ['signing-keys.json', 'pepper', 'cookie-key']) {
      assert.equal((await stat(`${stage.config.folder}/${name}`)).mode & 0o777, 0o600);
    }
  });

  test('no PIN, password, token or nonce is in the log or the audit', async () => {
    const rows = await stage.db.selectFrom('sign_in').selectAll().execute();
    const text = `${stage.log.join('\n')}\n${JSON.stringify(rows)}`;
    assert.ok(
      rows.some(({ outcome }) => outcome === 'refused') &&
        rows.some(({ status_source }) => status_source === 'ocsp'),
    );
    assert.doesNotMatch(text, /correct horse|wrong wrong|signature|status-secret|web-eid/);
  });
});
