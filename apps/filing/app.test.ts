import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { sign } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { toBase64 } from '@kaika/bytes/base64';
import { sql } from 'kysely';
import {
  examinerClaims,
  firmClaims,
  openBrowser,
  openStage,
  otherFirmClaims,
  type Stage,
  signIn,
} from './stage.ts';
import { company, fillCase, signCase } from './stage-case.ts';

const skip = spawnSync('pdfsig', ['-v']).error ? 'no pdfsig: install poppler-utils' : false;
let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

test('whoever is not signed in finds the way in, and nothing else', async () => {
  const browser = openBrowser(stage.app);
  assert.match(await (await browser.get('/')).text(), /以憑證IC卡登入/);
  const closed = await browser.get('/case');
  assert.equal(closed.status, 401);
  assert.match(await closed.text(), /\/login\?onward=%2Fcase/);
});

test('a firm files a case, and an examiner accepts it after a supplement', async () => {
  const firm = await signIn(stage, firmClaims);
  assert.match(await (await firm.get('/')).text(), /還沒有申報案/);
  const id = await fillCase(firm);
  const checked = await (await firm.get(`/case/${id}/check`)).text();
  assert.match(checked, /全部相符，可以簽章/);
  await signCase(stage, firm, id);
  const signed = await (await firm.get(`/case/${id}`)).text();
  assert.match(signed, /報告已簽章，尚未送件。/);
  const submitted = await (await firm.post(`/case/${id}/submit`, {})).text();
  assert.match(submitted, /F115000001/);
  assert.match(submitted, /已收件，等待審查/);

  const examiner = await signIn(stage, examinerClaims);
  assert.match(await (await examiner.get('/')).text(), /範例科技股份有限公司/);
  await examiner.post(`/case/${id}/examine`, {});
  const silent = await examiner.post(`/case/${id}/decide`, { decision: 'supplement', reason: ' ' });
  assert.equal(silent.status, 422);
  await examiner.post(`/case/${id}/decide`, { decision: 'supplement', reason: '請補正地址。' });

  assert.match(await (await firm.get(`/case/${id}`)).text(), /請補正地址。/);
  await firm.post(`/case/${id}/company`, { ...company, address: '臺北市中正區範例路二段2號' });
  await signCase(stage, firm, id);
  assert.match(await (await firm.post(`/case/${id}/submit`, {})).text(), /補正已送達/);

  await examiner.post(`/case/${id}/examine`, {});
  const accepted = await (
    await examiner.post(`/case/${id}/decide`, { decision: 'accept', reason: '' })
  ).text();
  assert.match(accepted, /審查通過。/);
  for (const name of ['送件', '收件並發給收執聯', '通知補正', '補正後送件', '核准'])
    assert.match(accepted, new RegExp(name));
});

test('the signed report and the receipt verify with other programs', { skip }, async () => {
  const firm = await signIn(stage, firmClaims);
  const id = await fillCase(firm);
  await signCase(stage, firm, id);
  const report = new Uint8Array(await (await firm.get(`/case/${id}/report.pdf`)).arrayBuffer());
  assert.match(byPoppler(report), /Signature is Valid[\s\S]*/);
  assert.match(byPoppler(report), /Total document signed/);
  const page = await (await firm.post(`/case/${id}/submit`, {})).text();
  const [, receipt = ''] = /href="(\/case\/[^"]+\/receipt\/[^"]+\.pdf)"/.exec(page) ?? [];
  const sealed = new Uint8Array(await (await firm.get(receipt)).arrayBuffer());
  assert.match(byPoppler(sealed), /Signature is Valid/);
});

test('the signed report verifies here, from its bytes', async () => {
  const firm = await signIn(stage, firmClaims);
  const id = await fillCase(firm);
  await signCase(stage, firm, id);
  const verified = await (await firm.get(`/case/${id}/verify`)).text();
  assert.match(verified, /簽章有效/);
  assert.match(verified, /可追溯至信任的根憑證/);
  assert.match(verified, /所有附件與簽章報告所列雜湊值相符/);
});

test('a card with an elliptic curve key signs too', async () => {
  const firm = await signIn(stage, firmClaims);
  const id = await fillCase(firm);
  const card = stage.authority.issue(firmClaims.org_oid ?? '', 'ec');
  const certificate = toBase64(card.certificate.der);
  const order = await (await firm.json(`/case/${id}/sign/prepare`, { certificate })).json();
  const signature = await signAttributes(card, order.preparation);
  const signed = { signature, algorithm: 'ES256', certificate };
  const answer = await firm.json(`/case/${id}/sign/complete`, { preparation: order.preparation, signed });
  assert.deepEqual(await answer.json(), { state: 'signed' });
});

test('nobody sees another firm’s case, by any address of it', async () => {
  const firm = await signIn(stage, firmClaims);
  const id = await fillCase(firm);
  const other = await signIn(stage, otherFirmClaims);
  const paths = [
    '',
    '/company',
    '/check',
    '/preview.pdf',
    '/report.pdf',
    '/verify',
    '/statement/cash',
    '/attachment',
  ];
  for (const path of paths) assert.equal((await other.get(`/case/${id}${path}`)).status, 404, path);
  for (const path of ['/submit', '/withdraw', '/copy', '/company', '/reopen', '/attachment']) {
    assert.equal((await other.post(`/case/${id}${path}`, company)).status, 404, path);
  }
  assert.doesNotMatch(await (await other.get('/case')).text(), /範例科技/);
  const examiner = await signIn(stage, examinerClaims);
  assert.equal((await examiner.get(`/case/${id}`)).status, 404, 'a draft is nobody’s business');
});

test('firms and examiners find only their own pages', async () => {
  const firm = await signIn(stage, firmClaims);
  assert.equal((await firm.get('/queue')).status, 404);
  const examiner = await signIn(stage, examinerClaims);
  assert.equal((await examiner.get('/case')).status, 404);
  assert.equal((await examiner.post('/case', {})).status, 404);
});

test('a copy starts a new draft, a withdrawn case stays withdrawn', async () => {
  const firm = await signIn(stage, firmClaims);
  const id = await fillCase(firm);
  const copied = await (await firm.post(`/case/${id}/copy`, {})).text();
  assert.match(copied, /範例科技股份有限公司/);
  assert.match(await (await firm.post(`/case/${id}/withdraw`, {})).text(), /申報案已撤回。/);
  assert.equal((await firm.post(`/case/${id}/company`, company)).status, 409);
});

test('pages are in English where that is asked for, and stay so', async () => {
  const firm = await signIn(stage, firmClaims);
  assert.match(await (await firm.get('/case?lang=en')).text(), /<html lang="en">[\s\S]*New case/);
  assert.match(await (await firm.get('/case')).text(), /Cases/);
});

test('every page bears a strict policy and is not kept by caches', async () => {
  const firm = await signIn(stage, firmClaims);
  const { headers } = await firm.get('/case');
  assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'; script-src 'nonce-/);
  assert.equal(headers.get('cache-control'), 'no-store');
  assert.match(headers.get('x-frame-options') ?? '', /DENY/);
});

test('signing out ends the session here and goes on to the login service', async () => {
  const firm = await signIn(stage, firmClaims);
  const answer = await firm.post('/logout', {});
  assert.match(answer.headers.get('location') ?? '', /^http:\/\/login\.localhost\/oidc\/session\/end\?/);
  assert.equal((await firm.get('/case')).status, 401);
});

test('the login service ends sessions by a logout token', async () => {
  const firm = await signIn(stage, { ...firmClaims, sid: 'sid-1' });
  const token = await stage.login.logoutToken({ sid: 'sid-1' }, new Date('2026-11-21T02:00:00Z'));
  const request = (value: string) =>
    stage.app.fetch(
      new Request('http://filing.localhost/backchannel-logout', {
        method: 'POST',
        body: new URLSearchParams({ logout_token: value }),
      }),
    );
  assert.equal((await request(`${token}x`)).status, 400);
  assert.equal((await firm.get('/case')).status, 200);
  assert.equal((await request(token)).status, 200);
  assert.equal((await firm.get('/case')).status, 401);
});

async function signAttributes(
  card: ReturnType<Stage['authority']['issue']>,
  preparation: string,
): Promise<string> {
  const query = sql<{
    attributes: string;
  }>`select attributes from filing.preparation where id = ${preparation}`;
  const { rows } = await query.execute(stage.database);
  const attributes = Buffer.from(rows[0]?.attributes ?? '', 'base64');
  return sign('sha256', attributes, { key: card.key, dsaEncoding: 'ieee-p1363' }).toString('base64');
}

function byPoppler(pdf: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'kaika-filing-'));
  try {
    const file = join(folder, 'signed.pdf');
    writeFileSync(file, pdf);
    return execFileSync('pdfsig', ['-nocert', file], { encoding: 'utf8' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
