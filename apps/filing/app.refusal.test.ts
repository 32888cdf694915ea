import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { toBase64 } from '@kaika/bytes/base64';
import { type Browser, firmClaims, openBrowser, openStage, origins, type Stage, signIn } from './stage.ts';
import { makeAuthority } from './stage-authority.ts';
import { company, fillCase, signCase } from './stage-case.ts';

const oid = firmClaims.org_oid ?? '';
let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

test('session.login-failed: a callback serves once, in the browser that began', async () => {
  const browser = openBrowser(stage.app);
  const sent = await browser.get('/login');
  const { pathname, search } = stage.login.authorize(new URL(sent.headers.get('location') ?? ''), firmClaims);
  const stranger = openBrowser(stage.app);
  assert.equal((await stranger.get(`${pathname}${search}`)).status, 400);
  assert.equal((await browser.get(`${pathname}${search}`)).status, 200);
  assert.equal((await browser.get(`${pathname}${search}`)).status, 400);
});

test('session.login-failed: a password is not enough', async () => {
  const browser = await signIn(stage, { ...firmClaims, acr: 'urn:kaika:loa:password' });
  assert.equal((await browser.get('/case')).status, 401);
});

test('firm.kind: another kind of organisation is told so', async () => {
  const browser = openBrowser(stage.app);
  const sent = await browser.get('/login');
  const claims = { ...firmClaims, org_kind: 'school' } as const;
  const { pathname, search } = stage.login.authorize(new URL(sent.headers.get('location') ?? ''), claims);
  const answer = await browser.get(`${pathname}${search}`);
  assert.equal(answer.status, 403);
  assert.match(await answer.text(), /您登入的憑證屬於「學校」/);
});

test('session.expired: a session ends by itself', async () => {
  const own = await openStage({ database: stage.database });
  try {
    const firm = await signIn(own, firmClaims);
    own.pass(4 * 3_600_000 + 1);
    assert.equal((await firm.get('/case')).status, 401);
  } finally {
    await own.close();
  }
});

test('session.login-unreachable: the login service is away', async () => {
  const own = await openStage({
    database: stage.database,
    fetch: () => Promise.reject(new TypeError('away')),
  });
  try {
    const answer = await openBrowser(own.app).get('/login');
    assert.equal(answer.status, 503);
    assert.match(await answer.text(), /無法連線至登入服務/);
  } finally {
    await own.close();
  }
});

test('an onward address leads nowhere else', async () => {
  for (const onward of ['//evil.example', '/\\evil.example', 'https://evil.example']) {
    const browser = openBrowser(stage.app);
    const sent = await browser.get(`/login?onward=${encodeURIComponent(onward)}`);
    const { pathname, search } = stage.login.authorize(
      new URL(sent.headers.get('location') ?? ''),
      firmClaims,
    );
    const arrived = await browser.get(`${pathname}${search}`);
    assert.equal(arrived.headers.get('location'), null, onward);
  }
});

test('request.cross-site: what other sites send is refused', async () => {
  const firm = await signIn(stage, firmClaims);
  const cookie = [...firm.cookies].map((pair) => pair.join('=')).join('; ');
  for (const origin of [undefined, 'null', 'http://evil.example', 'http://portal.localhost']) {
    for (const path of ['/case', '/logout']) {
      const headers = { cookie, ...(origin === undefined ? {} : { origin }) };
      const request = new Request(`${origins.filing}${path}`, { method: 'POST', headers });
      assert.equal((await stage.app.fetch(request)).status, 403);
    }
  }
  assert.equal((await firm.get('/case')).status, 200);
});

test('request.not-found, request.malformed', async () => {
  const firm = await signIn(stage, firmClaims);
  assert.equal((await firm.get('/nothing')).status, 404);
  const id = await fillCase(firm);
  const answer = await firm.json(`/case/${id}/sign/prepare`, { certificate: 7 });
  assert.deepEqual(await answer.json(), { code: 'request.malformed', detail: {} });
});

test('a field that is wrong comes back with what was typed and why', async () => {
  const firm = await signIn(stage, firmClaims);
  const id = await fillCase(firm);
  const answer = await firm.post(`/case/${id}/company`, { ...company, ubn: '12345678', name: '<b>公司' });
  assert.equal(answer.status, 422);
  const page = await answer.text();
  assert.match(page, /value="12345678"/);
  assert.match(page, /aria-invalid="true"/);
  assert.match(page, /&lt;b&gt;公司/);
  const rows = await firm.post(`/case/${id}/statement/cash`, {
    'role-0': 'x',
    'name-0': '甲',
    'amount-0': 'y',
  });
  assert.equal(rows.status, 422);
});

test('an upload that is not what it says changes nothing', async () => {
  const firm = await signIn(stage, firmClaims);
  const id = await fillCase(firm);
  const upload = (file: Blob | string, kind = 'bank-proof') =>
    firm.post(`/case/${id}/attachment`, { kind, source: 'cash', file });
  const png = new File(['<svg onload=alert(1)>'], 'a.png', { type: 'image/png' });
  assert.match(await (await upload(png)).text(), /attachment\.type-unknown/);
  assert.match(await (await upload('no file')).text(), /attachment\.empty/);
  assert.match(await (await upload(new Blob(['%PDF-1.7 %%EOF']), 'king')).text(), /choice\.unknown/);
  const large = new Blob([new Uint8Array(11 * 1024 * 1024)]);
  assert.match(await (await upload(large)).text(), /attachment\.too-large/);
  const page = await (await firm.get(`/case/${id}/attachment`)).text();
  assert.equal(page.match(/\/remove"/g)?.length, 1);
  const statement = await firm.post(`/case/${id}/statement/cash/import`, { file: new Blob(['a,b\n1,2\n']) });
  assert.match(await statement.text(), /statement\.columns-missing/);
});

test('a file goes out as a download that may do nothing', async () => {
  const firm = await signIn(stage, firmClaims);
  const id = await fillCase(firm);
  const file = new File(['%PDF-1.7\n%%EOF\n'], '證明"\r\n.pdf');
  const page = await (
    await firm.post(`/case/${id}/attachment`, { kind: 'other', source: 'whole', file })
  ).text();
  const href = [...page.matchAll(/href="(\/case\/[^"]+\/file\/[^"]+)"/g)].at(-1)?.[1] ?? '';
  const { headers } = await firm.get(href);
  assert.match(
    headers.get('content-disposition') ?? '',
    /^attachment; filename="[^"]*\.pdf"; filename\*=UTF-8''/,
  );
  assert.match(headers.get('content-security-policy') ?? '', /sandbox/);
  assert.equal(headers.get('x-content-type-options'), 'nosniff');
});

test('signing: only a trusted, good certificate of the firm itself', async () => {
  const firm = await signIn(stage, firmClaims);
  const id = await fillCase(firm);
  const other = stage.authority.issue('1.3.6.1.4.1.32473.1.4.2');
  assert.equal(await refusalOf(firm, id, other.certificate.der), 'signature.other-organisation');
  assert.equal(await refusalOf(firm, id, new Uint8Array([0x30, 0])), 'signature.certificate-unusable');
  const foreign = makeAuthority(() => new Date()).issue(oid).certificate.der;
  assert.equal(await refusalOf(firm, id, foreign), 'signature.certificate-unusable');
  for (const reason of ['certificateHold', 'keyCompromise'] as const) {
    const card = stage.authority.issue(oid);
    const revokedAt = new Date('2026-11-20T00:00:00Z');
    stage.authority.setStatus(card, { status: 'revoked', revokedAt, reason });
    assert.equal(await refusalOf(firm, id, card.certificate.der), 'signature.certificate-unusable');
  }
});

test('signing: another’s signature, another session’s or a used preparation, a changed case', async () => {
  const firm = await signIn(stage, firmClaims);
  const id = await fillCase(firm);
  const [card, thief] = [stage.authority.issue(oid), stage.authority.issue(oid)];
  const certificate = toBase64(card.certificate.der);
  const prepare = async () => (await firm.json(`/case/${id}/sign/prepare`, { certificate })).json();
  const complete = async (by: Browser, preparation: string, signed: unknown) =>
    (await (await by.json(`/case/${id}/sign/complete`, { preparation, signed })).json()).code;

  const stolen = await prepare();
  const forged = { ...thief.signHash(Buffer.from(stolen.hash, 'base64')), certificate };
  assert.equal(await complete(firm, stolen.preparation, forged), 'signature.invalid');
  const right = card.signHash(Buffer.from(stolen.hash, 'base64'));
  assert.equal(await complete(firm, stolen.preparation, right), 'signature.stale', 'it serves once');

  const second = await prepare();
  const signed = card.signHash(Buffer.from(second.hash, 'base64'));
  const colleague = await signIn(stage, firmClaims);
  assert.equal(await complete(colleague, second.preparation, signed), 'signature.stale');
  await firm.post(`/case/${id}/company`, { ...company, address: '他處' });
  assert.equal(await complete(firm, second.preparation, signed), 'signature.stale', 'the case has changed');
});

test('signing: an incomplete case has nothing to sign', async () => {
  const firm = await signIn(stage, firmClaims);
  const id = await fillCase(firm);
  await firm.post(`/case/${id}/source`, { 'amount-cash': '3,999,999' });
  assert.match(await (await firm.get(`/case/${id}/check`)).text(), /資本來源合計 3,999,999 元/);
  const page = await firm.get(`/case/${id}/sign`);
  assert.equal(page.status, 422);
  assert.equal(await refusalOf(firm, id, stage.authority.issue(oid).certificate.der), 'case.sources-differ');
});

test('without a time stamp the case is handed in and its receipt follows', async () => {
  const own = await openStage({ timestamp: 'http://away.test/', database: stage.database });
  try {
    const firm = await signIn(own, firmClaims);
    const id = await fillCase(firm);
    await signCase(own, firm, id);
    assert.match(await (await firm.post(`/case/${id}/submit`, {})).text(), /系統正在產生收執聯/);
  } finally {
    await own.close();
  }
});

async function refusalOf(firm: Browser, id: string, der: Uint8Array): Promise<string> {
  const answer = await firm.json(`/case/${id}/sign/prepare`, { certificate: toBase64(der) });
  return (await answer.json()).code;
}
