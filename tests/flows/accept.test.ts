import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { after, before, test } from 'node:test';
import { issueDueSoftware } from '@kaika/authority/ca/issue-software';
import { runHour } from '@kaika/authority/job/hour';
import { decide } from '@kaika/authority/office/decide';
import { accept } from '@kaika/authority/operation/accept';
import { requireApplication } from '@kaika/authority/store/application';
import { certificatesOfCard } from '@kaika/authority/store/certificate';
import { eventsAbout } from '@kaika/authority/store/event';
import { holdingsOf } from '@kaika/authority/store/inventory';
import { findSoftware } from '@kaika/authority/store/software';
import { accessAddresses } from '@kaika/pki/access';
import { signatureAlgorithm } from '@kaika/pki/algorithm';
import { parseCertificate } from '@kaika/pki/certificate';
import { encodeName, nameOf } from '@kaika/pki/name';
import { certIdFor } from '@kaika/pki/ocsp';
import { encodeOcspRequest } from '@kaika/pki/ocsp-request';
import { verifyOcspResponse } from '@kaika/pki/ocsp-verify';
import { decodePems } from '@kaika/pki/pem';
import { assembleRequest, encodeRequestInfo, parseRequest, requestToPem } from '@kaika/pki/request';
import type { Officer } from '@kaika/registry/officer';
import { openAuthority, type TestAuthority } from './authority.ts';
import { waitForMail } from './outbox.ts';
import { type Browser, openBrowser, readReceipt } from './proof.ts';

let house: TestAuthority;
before(async () => {
  house = await openAuthority();
});
after(() => house[Symbol.asyncDispose]());

const userCode = 'Server-1';
const form = {
  kind: 'professional',
  name: '測試聯合會計師事務所',
  ubn: '90000012',
  address: '臺北市中正區測試路2號',
  contactName: '測試聯絡人',
  contactMail: 'contact@firm.example',
  contactPhone: '02-1234-5678',
};
const secrets = { userCode, userCodeAgain: userCode, terms: 'yes' };

type Pair = { readonly privateKey: KeyObject; readonly publicKey: KeyObject };

function newPair(): Pair {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

function csrOf({ privateKey, publicKey }: Pair, signer = privateKey): string {
  const spki = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }));
  const info = encodeRequestInfo({ subject: encodeName(nameOf(['CN', 'x'])), spki });
  const hash = signer.asymmetricKeyType === 'ec' ? 'sha256' : 'sha256';
  const name = signer.asymmetricKeyType === 'ec' ? 'ecdsa-sha256' : 'rsa-sha256';
  const der = assembleRequest(info, signatureAlgorithm(name), new Uint8Array(sign(hash, info, signer)));
  return requestToPem(parseRequest(der));
}

/** Applies as the page does. Answers the application's number. */
async function applied(request: string, about: Partial<typeof form> = {}): Promise<string> {
  const browser = openBrowser(house);
  const sent = await browser.send('/apply/software', {
    ...form,
    ...about,
    ...secrets,
    request,
    step: 'send',
  });
  assert.equal(sent.status, 303, await sent.text());
  return /A\d{15}/.exec(await (await browser.get('/apply/sent')).text())?.[0] ?? '';
}

const officer = (id: string, role: 'first-reviewer' | 'approver') =>
  ({ noun: 'officer', version: 1, id, name: id, state: 'serving', roles: [role] }) as unknown as Officer; // as much of one as the rules read

async function decided(number: string, decision: 'review' | 'approve', by: Officer): Promise<void> {
  const { version } = await requireApplication(house.context.db, number);
  await decide(house.context, { number, decision, reason: '', version }, by);
}

/** Applied for, reviewed, approved and issued, and on hold. */
async function issued(pair = newPair()): Promise<{ readonly number: string; readonly pair: Pair }> {
  const number = await applied(csrOf(pair));
  await decided(number, 'review', officer('reviewer', 'first-reviewer'));
  await decided(number, 'approve', officer('approver', 'approver'));
  return { number, pair };
}

async function challengeOf(browser: Browser, number: string): Promise<string> {
  const page = await (await browser.send('/accept', { number, step: 'number' })).text();
  return /<code id="challenge">([^<]+)<\/code>/.exec(page)?.[1] ?? '';
}

type Answer = { readonly number: string; readonly pair: Pair; readonly userCode?: string };

async function prove(
  browser: Browser,
  { number, pair, userCode: code = userCode }: Answer,
): Promise<Response> {
  const challenge = await challengeOf(browser, number);
  const signature = sign('sha256', Buffer.from(challenge), pair.privateKey).toString('base64');
  return browser.send('/accept', { number, challenge, signature, userCode: code, step: 'prove' });
}

async function accepted(about: Answer): Promise<{ readonly browser: Browser; readonly href: string }> {
  const browser = openBrowser(house);
  const proved = await prove(browser, about);
  assert.equal(proved.headers.get('location'), '/accept/content', await proved.text());
  const done = await browser.send('/accept/content', { decision: 'accept' });
  return { browser, href: done.headers.get('location') ?? '' };
}

async function stateOf(number: string) {
  return (await findSoftware(house.context.db, number))?.certificate.state;
}

async function ocspOf(number: string): Promise<string> {
  const software = await findSoftware(house.context.db, number);
  const certificate = parseCertificate(software?.certificate.der ?? new Uint8Array());
  const get = async (url: string, init?: RequestInit) =>
    new Uint8Array(await (await house.fetch(new Request(url, init))).arrayBuffer());
  const issuer = parseCertificate(await get(accessAddresses(certificate, 'caIssuers')[0] ?? ''));
  const id = certIdFor({ name: issuer.subject, spki: issuer.spki }, certificate.serial, 'sha256');
  const answer = await get(accessAddresses(certificate, 'ocsp')[0] ?? '', {
    method: 'POST',
    headers: { 'content-type': 'application/ocsp-request' },
    body: Buffer.from(encodeOcspRequest([id])),
  });
  const verdict = verifyOcspResponse(answer, { certificate, issuer, now: house.clock.now });
  return 'reason' in verdict ? `${verdict.status} ${verdict.reason}` : verdict.status;
}

test('applied for with a request, reviewed by two, issued on hold; accepted by key and user code, it is good', async () => {
  const { number, pair } = await issued();
  assert.match(
    await waitForMail(house.config.folder, 'software-issued'),
    new RegExp(`/accept\\?number=${number}`),
  );
  assert.equal(await ocspOf(number), 'revoked certificateHold');
  const browser = openBrowser(house);
  assert.equal((await prove(browser, { number, pair })).headers.get('location'), '/accept/content');
  const content = await (await browser.get('/accept/content')).text();
  assert.match(content, new RegExp(form.name));
  assert.equal((await browser.send('/accept/content', {})).status, 422, 'a decision is needed');
  const done = await browser.send('/accept/content', { decision: 'accept' });
  const href = done.headers.get('location') ?? '';
  const receipt = await readReceipt(browser, href);
  assert.deepEqual([receipt.what, receipt.application], ['certificate.accepted', number]);
  assert.equal(await ocspOf(number), 'good');
  await waitForMail(house.config.folder, 'software-accepted');
  const told = (await eventsAbout(house.context.db, [number])).map(({ what }) => what);
  for (const what of ['application.issued', 'certificate.accepted', 'code.accepted'])
    assert.ok(told.includes(what), what);
  const again = await prove(openBrowser(house), { number, pair });
  assert.match(await again.text(), /這張憑證已經接受過了/);
});

test('anybody finds and downloads it; its chain is the one of its own issuer, and its organisation sees it in its lists', async () => {
  const { number, pair } = await issued();
  await accepted({ number, pair });
  const software = await findSoftware(house.context.db, number);
  const serial = software?.certificate.serial ?? '';
  const browser = openBrowser(house);
  for (const q of [serial, form.name]) {
    assert.match(
      await (await browser.get(`/certificate?q=${encodeURIComponent(q)}`)).text(),
      new RegExp(serial),
    );
  }
  const chain = await (await browser.get(`/certificate/${serial}/chain.pem`)).text();
  const [own, issuer, root] = decodePems('CERTIFICATE', chain).map(parseCertificate);
  assert.deepEqual(own?.issuer, issuer?.subject);
  assert.deepEqual(issuer?.issuer, root?.subject);
  const organisation = software?.certificate.organisation ?? '';
  const held = (await holdingsOf(house.context.db, organisation)).find((one) => one.serial === serial);
  assert.deepEqual([held?.cardNumber, held?.cardState, held?.holder], [number, null, form.name]);
});

test('a request is refused unless it is one, proves its key, and the key is sound and new', async () => {
  const browser = openBrowser(house);
  const refusedFor = async (request: string) => {
    const answer = await browser.send('/apply/software', { ...form, request, step: 'check' });
    assert.equal(answer.status, 422);
    return answer.text();
  };
  assert.match(await refusedFor(''), /尚未提供憑證請求檔/);
  assert.match(
    await refusedFor('-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----'),
    /無法讀取/,
  );
  assert.match(await refusedFor(csrOf(newPair(), newPair().privateKey)), /與其中的公鑰不符/);
  const small = generateKeyPairSync('rsa', { modulusLength: 1024 });
  assert.match(await refusedFor(csrOf(small)), /不夠安全或不支援/);
  const { pair } = await issued();
  assert.match(await refusedFor(csrOf(pair)), /這把金鑰已經簽發過憑證/);
});

test('another key, another number and an expired text prove nothing and count no try', async () => {
  const { number, pair } = await issued();
  const wrongKey = await prove(openBrowser(house), { number, pair: newPair() });
  const unknown = await prove(openBrowser(house), { number: 'A202600000000000', pair });
  assert.deepEqual([wrongKey.status, unknown.status], [403, 403]);
  const said = (text: string) => /無法確認您持有這張憑證的金鑰/.test(text);
  assert.deepEqual([said(await wrongKey.text()), said(await unknown.text())], [true, true]);
  const browser = openBrowser(house);
  const challenge = await challengeOf(browser, number);
  const signature = sign('sha256', Buffer.from(challenge), pair.privateKey).toString('base64');
  const { now } = house.clock;
  house.clock.now = new Date(now.getTime() + 31 * 60_000);
  const late = await browser.send('/accept', { number, challenge, signature, userCode, step: 'prove' });
  house.clock.now = now;
  assert.equal(late.status, 410);
  assert.match(await late.text(), /驗證文字已逾時/);
  assert.equal((await findSoftware(house.context.db, number))?.code.taken, 0);
  assert.equal((await browser.send('/accept', { number: 'XC1', step: 'number' })).status, 422);
});

test('a wrong user code is counted; the third locks it, and a link to the contact resets it', async () => {
  const about = await issued();
  for (const left of ['2', '1']) {
    const answer = await prove(openBrowser(house), { ...about, userCode: 'server-1' });
    assert.match(await answer.text(), new RegExp(`${left}`));
    assert.equal(answer.status, 403);
  }
  const third = await prove(openBrowser(house), { ...about, userCode: 'server-1' });
  assert.match(await third.text(), /用戶代碼已鎖定，無法接受這張憑證/);
  const right = await prove(openBrowser(house), about);
  assert.equal(right.status, 403);
  assert.equal(await stateOf(about.number), 'hold');
  const browser = openBrowser(house);
  const asked = await browser.send('/reset-code/link', { cardNumber: about.number });
  assert.equal(asked.status, 200);
  const mail = await waitForMail(house.config.folder, 'software-link');
  const [, at = ''] = /(\/reset-code\/link\/[\w-]+)/.exec(mail) ?? [];
  const fresh = 'Server-22';
  const done = await browser.send(at, { userCode: fresh, userCodeAgain: fresh });
  assert.equal((await readReceipt(browser, done.headers.get('location') ?? '')).what, 'code.reset');
  assert.equal((await browser.send(at, { userCode: fresh, userCodeAgain: fresh })).status, 410, 'once');
  await accepted({ ...about, userCode: fresh });
  assert.equal(await stateOf(about.number), 'good');
});

test('rejected, it is revoked and the application goes back; corrected, another is issued for the same key', async () => {
  const about = await issued();
  const { number } = about;
  const browser = openBrowser(house);
  await prove(browser, about);
  const unreasoned = await browser.send('/accept/content', { decision: 'reject' });
  assert.match(await unreasoned.text(), /尚未填寫不接受的原因/);
  const done = await browser.send('/accept/content', { decision: 'reject', reason: '名稱有誤' });
  assert.equal((await readReceipt(browser, done.headers.get('location') ?? '')).what, 'certificate.rejected');
  assert.equal(await ocspOf(number), 'revoked cessationOfOperation');
  const application = await requireApplication(house.context.db, number);
  assert.deepEqual([application.state, application.reason], ['returned', '名稱有誤']);
  const over = await prove(openBrowser(house), about);
  assert.match(await over.text(), /目前沒有等待接受的憑證/);
  const applicant = openBrowser(house);
  await applicant.send('/progress/applicant', { number, ubn: form.ubn, userCode, act: 'correct' });
  const sent = await applicant.send('/progress/correct', { ...form, step: 'send' });
  assert.equal(sent.status, 303, await sent.text());
  await decided(number, 'review', officer('reviewer', 'first-reviewer'));
  await decided(number, 'approve', officer('approver', 'approver'));
  await accepted(about);
  assert.equal(await ocspOf(number), 'good');
  const states = (await certificatesOfCard(house.context.db, number)).map(({ state }) => state).sort();
  assert.deepEqual(states, ['good', 'revoked']);
});

test('killed between draft and certificate, it is issued anew by the clock; two processes issue one', async () => {
  const number = await applied(csrOf(newPair()));
  await decided(number, 'review', officer('reviewer', 'first-reviewer'));
  const { context } = house;
  const dying = { ...context, ca: { ...context.ca, signer: () => assert.fail('killed') } };
  const { version } = await requireApplication(context.db, number);
  const approval = { number, decision: 'approve', reason: '', version } as const;
  await decide(dying, approval, officer('approver', 'approver'));
  assert.equal((await requireApplication(context.db, number)).state, 'approved');
  await issueDueSoftware(context);
  assert.equal(
    (await requireApplication(context.db, number)).state,
    'approved',
    'a draft is left to who made it for a while',
  );
  const { now } = house.clock;
  house.clock.now = new Date(now.getTime() + 6 * 60_000);
  await Promise.all([issueDueSoftware(context), issueDueSoftware(context)]);
  house.clock.now = now;
  const states = (await certificatesOfCard(context.db, number)).map(({ state }) => state).sort();
  assert.deepEqual(states, ['hold', 'lost']);
});

test('killed while it was accepted, it still waits, and is accepted by doing it again', async () => {
  const about = await issued();
  const software = await findSoftware(house.context.db, about.number);
  assert.ok(software);
  const dying = { ...house.context, enqueue: () => Promise.reject(new Error('killed')) };
  await assert.rejects(accept(dying, software), /killed/);
  assert.equal(await stateOf(about.number), 'hold');
  await accepted(about);
  assert.equal(await stateOf(about.number), 'good');
});

test('suspended, resumed and revoked by mailed code and user code, each with a receipt', async () => {
  const about = await issued();
  const { number } = about;
  await accepted(about);
  let mails = 0;
  const byMail = async (operation: string, more: Readonly<Record<string, string>> = {}) => {
    const browser = openBrowser(house);
    const asked = await browser.send('/mail-code', { operation, cardNumber: number, ...more });
    const mail = await waitForMail(house.config.folder, 'software-code', ++mails);
    const [code = ''] = /\d{4} \d{4}/.exec(mail) ?? [];
    const entered = await browser.send(asked.headers.get('location') ?? '', { code, userCode });
    return { browser, href: entered.headers.get('location') ?? '' };
  };
  const suspended = await byMail('suspend');
  assert.equal((await readReceipt(suspended.browser, suspended.href)).what, 'certificate.suspended');
  assert.equal(await ocspOf(number), 'revoked certificateHold');
  const resumed = await byMail('resume');
  assert.equal((await readReceipt(resumed.browser, resumed.href)).what, 'certificate.resumed');
  const { browser, href } = await byMail('revoke', { page: 'revoke', 'mailed-reason': 'keyCompromise' });
  assert.equal(await stateOf(number), 'suspended');
  assert.match(await (await browser.get(href)).text(), new RegExp(number));
  const done = await browser.send(href, { sure: 'yes' });
  const receipt = await readReceipt(browser, done.headers.get('location') ?? '');
  assert.deepEqual([receipt.what, receipt.reason], ['certificate.revoked', 'keyCompromise']);
  assert.equal(await ocspOf(number), 'revoked keyCompromise');
});

test('what nobody accepts in time is revoked by the clock', async () => {
  const { number } = await issued();
  const { now } = house.clock;
  house.clock.now = new Date(now.getTime() + 90 * 86_400_000);
  await runHour(house.context);
  assert.equal(await stateOf(number), 'hold', 'the last day itself still counts');
  house.clock.now = new Date(now.getTime() + 92 * 86_400_000);
  await runHour(house.context);
  house.clock.now = now;
  assert.equal(await stateOf(number), 'revoked');
  await waitForMail(house.config.folder, 'software-overdue');
});
