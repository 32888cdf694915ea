import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { bootstrap, type ReadyPerson } from '@kaika/authority/bootstrap/bootstrap';
import { carryOut } from '@kaika/authority/bootstrap/holder';
import { runMinute } from '@kaika/authority/job/minute';
import { sequenceLog } from '@kaika/authority/log/sequence';
import { requireApplication } from '@kaika/authority/store/application';
import { cardsOfApplication, findCard } from '@kaika/authority/store/card';
import { findOrganisationByUbn } from '@kaika/authority/store/organisation';
import { fromBase64, toBase64 } from '@kaika/bytes/base64';
import { CardError } from '@kaika/card/error';
import { algorithmOf } from '@kaika/card/key';
import { readCertificate, select } from '@kaika/card/object';
import { verifyPin } from '@kaika/card/pin';
import { signDigest } from '@kaika/card/sign';
import type { Transport } from '@kaika/card/transport';
import { parseCertificate } from '@kaika/pki/certificate';
import { ecdsaFromDer } from '@kaika/pki/signature';
import type { Softcard } from '@kaika/softcard/softcard';
import { cardStatusAnswer } from '@kaika/wire/cardstatus';
import { type RelayAnswer, relayOrder, taskIssued } from '@kaika/wire/task';
import { sql } from 'kysely';
import { asksOf, openAuthority, orderTask, Refused, type TestAuthority } from './authority.ts';

let house: TestAuthority;
let people: readonly ReadyPerson[];
const cards = new Map<string, Softcard>();

function cardFor(key: string): Softcard {
  const card = cards.get(key) ?? house.blank();
  cards.set(key, card);
  return card;
}
const hands = {
  withCard: async <T>(key: string, use: (card: Transport) => Promise<T>): Promise<T> => use(cardFor(key)),
};

before(async () => {
  house = await openAuthority();
});
after(() => house[Symbol.asyncDispose]());

/** A browser with one cookie jar. */
function browser() {
  const jar = new Map<string, string>();
  return async (
    path: string,
    init: { method?: string; form?: Record<string, string>; json?: unknown } = {},
  ) => {
    const headers: Record<string, string> = {
      origin: house.origin,
      cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
    };
    if (init.json !== undefined) headers['content-type'] = 'application/json';
    if (init.form !== undefined) headers['content-type'] = 'application/x-www-form-urlencoded';
    const body =
      init.json !== undefined
        ? JSON.stringify(init.json)
        : init.form && new URLSearchParams(init.form).toString();
    const method = init.method ?? (body === undefined ? 'GET' : 'POST');
    const response = await house.fetch(
      new Request(new URL(path, house.origin), { method, headers, ...(body === undefined ? {} : { body }) }),
    );
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      jar.set(name, value);
    }
    const bytes = new Uint8Array(await response.arrayBuffer());
    return {
      status: response.status,
      headers: response.headers,
      bytes,
      text: new TextDecoder().decode(bytes),
    };
  };
}
type Browser = ReturnType<typeof browser>;

/** Signs in as the agent would: the login token of the Web eID format. */
async function signIn(browse: Browser, key: ReadyPerson['key'], origin = house.origin) {
  const person = people.find((one) => one.key === key);
  assert.ok(person);
  const card = cardFor(key);
  const { nonce } = JSON.parse((await browse('/api/officer/nonce', { json: {} })).text);
  await select(card);
  const der = await readCertificate(card, '9a');
  const certificate = toBase64(der);
  const status = await browse('/api/officer/status', { json: { certificate, nonce } });
  assert.equal(status.status, 200, status.text);
  const sha = (data: string | Uint8Array) => createHash('sha256').update(data).digest();
  const digest = sha(Buffer.concat([sha(origin), sha(nonce)]));
  await verifyPin(card, Buffer.from(person.pin));
  const algorithm = algorithmOf(parseCertificate(der).spki);
  const signature = ecdsaFromDer(
    await signDigest(card, { slot: '9a', algorithm, hash: 'sha256' }, digest),
    32,
  );
  const token = {
    unverifiedCertificate: certificate,
    algorithm: 'ES256',
    signature: toBase64(signature),
    format: 'web-eid:1.0',
    appVersion: 'https://kaika.example/agent/1.0.0',
  };
  return { token, answer: await browse('/api/officer/session', { json: { token } }) };
}

const form = {
  kind: 'professional',
  name: '測試聯合會計師事務所',
  ubn: '90000012',
  address: '臺北市中正區測試路2號',
  contactName: '測試聯絡人',
  contactMail: 'contact@firm.example',
  contactPhone: '02-1234-5678',
};
let application = '';
let cardNumber = '';
let produced: Softcard;

test('the first start makes the first people; cut in the middle, the next start finishes it', async () => {
  cardFor('approver').unplugAfter(60);
  await assert.rejects(bootstrap(house, hands), (error) => error instanceof CardError);
  cardFor('approver').powerOn();
  house = await house.restart();
  people = await bootstrap(house, hands);
  assert.deepEqual(
    people.map(({ key }) => key),
    ['administrator', 'first-reviewer', 'approver', 'card-operator', 'examiner', 'firm'],
  );
  for (const { cardNumber: number } of people) {
    assert.equal((await findCard(house.context.db, number))?.state, 'active');
  }
  assert.deepEqual(
    await bootstrap(house, { withCard: () => assert.fail('no card is touched again') }),
    people,
  );
});

test('a form is checked, kept and pointed at; the code is asked last and never given back', async () => {
  const browse = browser();
  const bad = await browse('/apply', {
    form: { ...form, ubn: '12345678', contactMail: 'nobody', step: 'check' },
  });
  assert.equal(bad.status, 422);
  assert.match(bad.text, /統一編號不正確/);
  assert.match(bad.text, /測試聯合會計師事務所/);
  const empty = await browse('/apply', { form: { name: '測', ubn: '', contactMail: ' ', contactPhone: '' } });
  for (const said of [
    '請選擇「組織團體類別」',
    '請填寫「統一編號」',
    '請填寫「電子郵件信箱」',
    '請填寫「聯絡電話」',
  ]) {
    assert.ok(empty.text.includes(said), said);
  }
  assert.ok(!/統一編號不正確|格式不正確/.test(empty.text));
  const review = await browse('/apply', { form: { ...form, step: 'check' } });
  assert.equal(review.status, 200);
  const secrets = { userCode: 'Firm-Code1', userCodeAgain: 'Firm-Code2', terms: 'yes' };
  const mismatch = await browse('/apply', { form: { ...form, ...secrets, step: 'send' } });
  assert.equal(mismatch.status, 422);
  assert.ok(!mismatch.text.includes('Firm-Code1'));
  const rule = await browse('/apply', { form: { ...form, ...secrets, userCode: 'a b', step: 'send' } });
  const hint = '6～10 碼英文字母、數字或符號，不含空白，英文字母有大小寫區別';
  assert.equal(rule.text.split(hint).length - 1, 3, 'summary, field and hint say the same rule');
  const sent = await browse('/apply', {
    form: { ...form, userCode: 'Firm-Code1', userCodeAgain: 'Firm-Code1', terms: 'yes', step: 'send' },
  });
  assert.equal(sent.status, 303);
  application = /A\d{15}/.exec((await browse('/apply/sent')).text)?.[0] ?? '';
  assert.notEqual(application, '');
});

test('a form sent twice is one application, and its page is for the browser that sent it', async () => {
  const browse = browser();
  const review = await browse('/apply', { form: { ...form, ubn: '90000028', step: 'check' } });
  const token = /name="form" value="([\w-]{43})"/.exec(review.text)?.[1] ?? '';
  const secrets = { userCode: 'Firm-Code1', userCodeAgain: 'Firm-Code1', terms: 'yes', step: 'send' };
  const send = () => browse('/apply', { form: { ...form, ubn: '90000028', ...secrets, form: token } });
  const [first, second] = await Promise.all([send(), send()]);
  const third = await send();
  for (const { status, headers } of [first, second, third]) {
    assert.deepEqual([status, headers.get('location')], [303, '/apply/sent']);
  }
  const { rows } = await sql`select number from authority.application where ubn = '90000028'`.execute(
    house.context.db,
  );
  assert.equal(rows.length, 1);
  assert.equal((await browse('/apply/sent')).status, 200);
  assert.equal((await browse('/apply/sent')).status, 200, 'a reload sends nothing again');
  assert.equal((await browser()('/apply/sent')).headers.get('location'), '/progress');
});

test('the language is switched on the second step without losing what was typed', async () => {
  const browse = browser();
  const review = await browse('/apply', { form: { ...form, step: 'check' } });
  const [switcher = ''] =
    /<form method="post" action="\/apply\?lang=en">.*?<\/form>/s.exec(review.text) ?? [];
  const fields = [...switcher.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
    name,
    value,
  ]);
  const english = await browse('/apply?lang=en', { form: Object.fromEntries(fields) });
  assert.match(english.text, /Check your application/);
  for (const value of Object.values(form)) assert.ok(english.text.includes(value), value);
});

test('the language is switched half-way through the form without losing what was typed or adding a refusal', async () => {
  const browse = browser();
  const blank = await browse('/apply');
  assert.match(blank.text, /form="application" formaction="\/apply\?lang=en"[^>]*name="step" value="edit"/);
  const half = { name: form.name, ubn: '12345678' };
  const english = await browse('/apply?lang=en', { form: { ...half, step: 'edit' } });
  assert.equal(english.status, 200);
  for (const value of Object.values(half)) assert.ok(english.text.includes(`value="${value}"`), value);
  assert.doesNotMatch(english.text, /error-summary/);
  const refused = await browse('/apply', { form: { ...half, step: 'check' } });
  assert.match(refused.text, /name="step" value="recheck"/);
  const again = await browse('/apply?lang=en', { form: { ...half, step: 'recheck' } });
  assert.match(again.text, /error-summary/);
  const whole = await browse('/apply?lang=en', { form: { ...form, step: 'recheck' } });
  assert.match(whole.text, /name="step" value="check"/, 'it does not walk on by itself');
});

test('progress is told for number and ubn together, the same refusal whichever is wrong', async () => {
  const browse = browser();
  const right = await browse('/progress?lang=en', { form: { number: application, ubn: form.ubn } });
  assert.equal(right.status, 200);
  const wrongUbn = await browse('/progress', { form: { number: application, ubn: '00000011' } });
  const wrongNumber = await browse('/progress', { form: { number: 'A000', ubn: form.ubn } });
  assert.deepEqual([wrongUbn.status, wrongNumber.status], [404, 404]);
});

test('nobody gets to the desk without a card of an officer', async () => {
  const browse = browser();
  assert.equal((await browse('/officer')).status, 303);
  assert.equal((await browse('/api/task', { json: { operation: 'produce', application } })).status, 401);
  const { answer } = await signIn(browse, 'first-reviewer');
  assert.equal(answer.status, 200);
  assert.equal((await browse('/officer')).status, 200);
  const again = browser();
  const { answer: foreign } = await signIn(again, 'approver', 'http://elsewhere.example');
  assert.equal(foreign.status, 400);
});

test('a login token is good once and in its own browser', async () => {
  const browse = browser();
  const { token, answer } = await signIn(browse, 'auditor' as never as 'administrator').catch(() =>
    signIn(browse, 'administrator'),
  );
  assert.equal(answer.status, 200);
  assert.equal((await browse('/api/officer/session', { json: { token } })).status, 410);
  assert.equal((await browser()('/api/officer/session', { json: { token } })).status, 410);
});

test('two officers decide; the first reviewer cannot approve, nor anybody without the role', async () => {
  const reviewer = browser();
  await signIn(reviewer, 'first-reviewer');
  const at = `/officer/applications/${application}`;
  assert.match((await reviewer(at, { form: { version: '1' } })).text, /請選擇「決定」/);
  const none = await reviewer(at, { form: { decision: 'return', reason: ' ', version: '1' } });
  assert.equal(none.status, 422);
  const reviewed = await reviewer(at, { form: { decision: 'review', version: '1' } });
  assert.equal(reviewed.status, 303);
  assert.equal((await reviewer(at, { form: { decision: 'approve', version: '2' } })).status, 403);
  const approver = browser();
  await signIn(approver, 'approver');
  assert.equal((await approver(at, { form: { decision: 'approve', version: '1' } })).status, 409);
  assert.equal((await approver(at, { form: { decision: 'approve', version: '2' } })).status, 303);
  assert.match((await approver(at)).text, /決定已送出/);
  assert.doesNotMatch((await approver(at)).text, /決定已送出/, 'said once');
});

/** What agent and page do together: carry commands and answers. */
async function relay(browse: Browser, card: Softcard, task: string) {
  let said: RelayAnswer = { task, sequence: 0, answers: [] };
  const labels = new Set<string>();
  for (;;) {
    const answer = await browse(`/api/task/${task}/relay`, { json: said });
    if (answer.status !== 200) throw new Refused(JSON.parse(answer.text));
    const order = relayOrder.parse(JSON.parse(answer.text));
    if (order.state === 'done') return { order, labels };
    if (order.progress) labels.add(order.progress.label);
    try {
      const answers = [];
      for (const command of order.commands) answers.push(toBase64(await card.transmit(fromBase64(command))));
      said = { task, sequence: order.sequence, answers };
    } catch {
      said = { task, sequence: order.sequence, answers: [], problem: 'card.removed' };
    }
  }
}

test('the card is produced over the relay; torn out half-way, the same blank is begun anew as another card', async () => {
  const browse = browser();
  await signIn(browse, 'card-operator');
  const answer = await browse('/api/task', { json: { operation: 'produce', application } });
  const { id } = taskIssued.parse(JSON.parse(answer.text));
  produced = house.blank();
  produced.unplugAfter(80);
  await assert.rejects(relay(browse, produced, id), /card.removed/);
  produced.powerOn();
  // The same task once more, as when the card is put back into the reader; torn out again.
  produced.unplugAfter(30, 'after');
  await assert.rejects(relay(browse, produced, id), /card.removed/);
  produced.powerOn();
  const again = taskIssued.parse(
    JSON.parse((await browse('/api/task', { json: { operation: 'produce', application } })).text),
  );
  const { order, labels } = await relay(browse, produced, again.id);
  cardNumber = order.cardNumber;
  const lost = await browse(`/api/task/${again.id}/relay`, {
    json: { task: again.id, sequence: 4711, answers: [toBase64(Uint8Array.of(0x90, 0x00))] },
  });
  assert.deepEqual(JSON.parse(lost.text), order, 'the last answer is the same again');
  assert.ok(labels.has('generate-9a') && labels.has('write-9e'));
  assert.equal((await findCard(house.context.db, cardNumber))?.state, 'produced');
  const page = await browse(`/officer/cards/${cardNumber}`);
  assert.equal(page.status, 200);
  assert.match(page.text, /申請人於申請時設定的用戶代碼生效/);
  const broken = await cardsOfApplication(house.context.db, application);
  const torn = broken.find(({ state }) => state === 'incomplete');
  assert.match((await browse(`/officer/cards/${torn?.number}`)).text, /製作未完成，不會寄出/);
  const letter = await browse(`/officer/cards/${cardNumber}/letter.pdf`);
  assert.equal(Buffer.from(letter.bytes.subarray(0, 5)).toString(), '%PDF-');
});

/** An application as the page sends it; answers its number. */
async function applied(fields: Partial<typeof form> = {}): Promise<string> {
  const secrets = { userCode: 'Firm-Code1', userCodeAgain: 'Firm-Code1', terms: 'yes' };
  const browse = browser();
  await browse('/apply', { form: { ...form, ...fields, ...secrets, step: 'send' } });
  return /A\d{15}/.exec((await browse('/apply/sent')).text)?.[0] ?? '';
}

/** What the application's page answers to a decision of an officer. */
async function decided(number: string, who: ReadyPerson['key'], decision: string, version: string) {
  const browse = browser();
  await signIn(browse, who);
  return browse(`/officer/applications/${number}`, { form: { decision, version, reason: '測試' } });
}

test('a card in use is never overwritten', async () => {
  const browse = browser();
  await signIn(browse, 'card-operator');
  const number = await applied({ ubn: '90000017', name: '另一測試事務所' });
  await decided(number, 'first-reviewer', 'review', '1');
  await decided(number, 'approver', 'approve', '2');
  const { id } = taskIssued.parse(
    JSON.parse((await browse('/api/task', { json: { operation: 'produce', application: number } })).text),
  );
  await assert.rejects(relay(browse, produced, id), /card.not-blank/);
});

test('a number registered to one organisation admits no application in another name or of another kind', async () => {
  for (const other of [{ name: '冒名會計師事務所' }, { kind: 'association' }]) {
    const number = await applied(other);
    await decided(number, 'first-reviewer', 'review', '1');
    const refused = await decided(number, 'approver', 'approve', '2');
    assert.equal(refused.status, 409);
    assert.match(refused.text, /application\.organisation-differs/);
    assert.match(refused.text, new RegExp(`登記為「${form.name}」`));
    assert.ok(refused.text.includes(cardNumber));
    assert.equal((await decided(number, 'approver', 'return', '2')).status, 303);
  }
});

test('an application in the name that is registered is one more card of the same holder', async () => {
  const number = await applied({ address: '臺北市信義區測試路3號' });
  const reviewer = browser();
  await signIn(reviewer, 'first-reviewer');
  assert.match((await reviewer(`/officer/applications/${number}`)).text, /加辦卡片/);
  await decided(number, 'first-reviewer', 'review', '1');
  assert.equal((await decided(number, 'approver', 'approve', '2')).status, 303);
  const { organisation, name } = await requireApplication(house.context.db, number);
  const first = await requireApplication(house.context.db, application);
  assert.equal(organisation, first.organisation);
  const holder = await findOrganisationByUbn(house.context.db, form.ubn);
  assert.equal(holder?.name, name, 'letter and certificate name the same holder');
});

/** Proves to be the applicant by the user code of the form; the answer leads to what was asked for. */
function proveApplicant(browse: Browser, number: string, said: { act: string; userCode?: string }) {
  return browse('/progress/applicant', {
    form: { number, ubn: form.ubn, userCode: 'Firm-Code1', ...said },
  });
}

test('a returned application is corrected by its applicant and reviewed again', async () => {
  const number = await applied({ name: '誤植會計師事務所' });
  assert.equal((await decided(number, 'first-reviewer', 'return', '1')).status, 303);
  const browse = browser();
  const progress = await browse('/progress', { form: { number, ubn: form.ubn } });
  assert.match(progress.text, /aria-current="step"><span[^>]*><\/span><span>退回補正/);
  assert.match(progress.text, /補正資料/);
  assert.equal((await browse('/progress/correct')).headers.get('location'), '/progress', 'without the code');
  assert.equal(
    (await proveApplicant(browse, number, { act: 'correct' })).headers.get('location'),
    '/progress/correct',
  );
  const page = await browse('/progress/correct');
  assert.match(page.text, /誤植會計師事務所/);
  assert.match(page.text, /測試/, 'the remark of the officer');
  const bad = await browse('/progress/correct', { form: { ...form, contactMail: 'nobody', step: 'check' } });
  assert.equal(bad.status, 422);
  const review = await browse('/progress/correct', { form: { ...form, step: 'check' } });
  assert.match(review.text, /送出補正資料/);
  const send = () => browse('/progress/correct', { form: { ...form, step: 'send' } });
  for (const { status, headers } of await Promise.all([send(), send()])) {
    assert.deepEqual([status, headers.get('location')], [303, '/apply/sent']);
  }
  assert.ok((await browse('/apply/sent')).text.includes(number));
  const again = await requireApplication(house.context.db, number);
  assert.deepEqual([again.state, again.name, again.version], ['submitted', form.name, 3]);
});

test('an applicant withdraws before approval, after being asked once more', async () => {
  const number = await applied();
  const browse = browser();
  assert.equal((await browse('/progress/withdraw')).headers.get('location'), '/progress');
  assert.equal(
    (await proveApplicant(browse, number, { act: 'withdraw' })).headers.get('location'),
    '/progress/withdraw',
  );
  assert.match((await browse('/progress/withdraw')).text, /確定撤回/);
  assert.equal(
    (await requireApplication(house.context.db, number)).state,
    'submitted',
    'asking changes nothing',
  );
  assert.equal((await browse('/progress/withdraw', { form: {} })).status, 303);
  assert.match((await browse('/progress/withdraw')).text, /申請已撤回/);
  assert.equal((await requireApplication(house.context.db, number)).state, 'withdrawn');
  await proveApplicant(browse, application, { act: 'withdraw' });
  assert.equal((await browse('/progress/withdraw', { form: {} })).status, 409, 'approved: too late');
});

test('who has not the user code is no applicant, and does not get to try for ever', async () => {
  const number = await applied();
  const browse = browser();
  const wrong = () => proveApplicant(browse, number, { act: 'withdraw', userCode: 'firm-code1' });
  for (let tries = 0; tries < 5; tries += 1) {
    const refused = await wrong();
    assert.equal(refused.status, 403);
    assert.match(refused.text, /application\.code-wrong/);
  }
  assert.equal((await wrong()).status, 429);
  assert.equal(
    (await proveApplicant(browse, number, { act: 'withdraw' })).status,
    429,
    'not even the right one',
  );
  assert.equal((await browse('/progress/withdraw')).headers.get('location'), '/progress');
  const other = await browse('/progress/applicant', {
    form: { number, ubn: '00000011', userCode: 'Firm-Code1', act: 'withdraw' },
  });
  assert.equal(other.status, 404);
});

test('shipped, activated, asked about: the login service, OCSP and the lists agree, and OpenSSL with them', async () => {
  const browse = browser();
  await signIn(browse, 'card-operator');
  assert.equal((await browse(`/officer/cards/${cardNumber}/ship`, { method: 'POST', form: {} })).status, 303);
  await select(produced);
  const der = await readCertificate(produced, '9a');
  assert.equal((await cardStatus(der)).certificate.status, 'hold');
  const folder = mkdtempSync(join(tmpdir(), 'kaika-openssl-'));
  const file = (name: string, data: string | Uint8Array) => {
    writeFileSync(join(folder, name), data);
    return join(folder, name);
  };
  const { root, intermediates } = house.trust;
  const pem = (der: Uint8Array) =>
    `-----BEGIN CERTIFICATE-----\n${(toBase64(der).match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`;
  const rootFile = file('root.pem', pem(root));
  const issuerFile = file('issuer.pem', pem(intermediates[0] ?? root));
  const chainFile = file('chain.pem', pem(root) + pem(intermediates[0] ?? root));
  const certificateFile = file('card.pem', pem(der));
  const ocsp = async () => {
    const request = join(folder, 'request.der');
    execFileSync('openssl', [
      'ocsp',
      '-issuer',
      issuerFile,
      '-cert',
      certificateFile,
      '-no_nonce',
      '-reqout',
      request,
    ]);
    const at = '/pki/issuing-cards/1/ocsp';
    const url = `${at}/${encodeURIComponent(readFileSync(request).toString('base64'))}`;
    const answer = await browse(url);
    assert.equal(answer.headers.get('content-type'), 'application/ocsp-response');
    const response = file('response.der', answer.bytes);
    const args = [
      'ocsp',
      '-respin',
      response,
      '-issuer',
      issuerFile,
      '-cert',
      certificateFile,
      '-CAfile',
      chainFile,
      '-validity_period',
      '9999999',
    ];
    return execFileSync(
      'openssl',
      [...args, '-attime', String(Math.floor(house.clock.now.getTime() / 1000))],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    ).toString();
  };
  assert.match(await ocsp(), /revoked[\s\S]*certificateHold/);
  const task = await orderTask(house, 'activate', cardNumber);
  const { receipt } = await carryOut(produced, task, {
    ...asksOf(house, task),
    typed: { userCode: 'Firm-Code1', pin: '846023' },
  });
  assert.match(await ocsp(), /good/);
  const status = await cardStatus(der);
  assert.deepEqual(
    [status.state, status.certificate.status, status.organisation.name],
    ['active', 'good', form.name],
  );
  const at = receipt.href.slice(house.origin.length);
  assert.match((await browse(at)).text, /開卡成功/);
  assert.equal(Buffer.from((await browse(`${at}.pdf`)).bytes.subarray(0, 5)).toString(), '%PDF-');
  await runMinute(house.context);
  const lists = [
    ['root.crl', '/pki/root/1/crl/complete.crl'],
    ['cards.crl', '/pki/issuing-cards/1/crl/complete.crl'],
  ] as const;
  let crls = '';
  for (const [name, path] of lists) {
    const list = file(name, (await browse(path)).bytes);
    crls += execFileSync('openssl', ['crl', '-inform', 'der', '-in', list]).toString();
  }
  const crlFile = file('lists.pem', crls);
  const time = String(Math.floor(house.clock.now.getTime() / 1000));
  const verified = execFileSync('openssl', [
    ...['verify', '-attime', time, '-CAfile', rootFile, '-untrusted', issuerFile],
    ...['-crl_check_all', '-CRLfile', crlFile, certificateFile],
  ]).toString();
  assert.match(verified, /OK/);
  rmSync(folder, { recursive: true });
});

async function cardStatus(der: Uint8Array) {
  const response = await house.fetch(
    new Request(`${house.origin}/api/card-status`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${house.config.clients.cardStatusSecret}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ certificate: toBase64(der) }),
    }),
  );
  return cardStatusAnswer.parse(await response.json());
}

test('the status of a card is told to nobody without the secret', async () => {
  const answer = await browser()('/api/card-status', { json: { certificate: 'AAAA' } });
  assert.equal(answer.status, 401);
});

test('every page answers in both languages', async () => {
  const browse = browser();
  const paths = [
    '/',
    '/apply',
    '/progress',
    '/operations',
    '/activate',
    '/unlock',
    '/certificate',
    '/check',
    '/terms',
    '/repository',
    '/help',
    '/help/code.wrong',
    '/officer/sign-in',
  ];
  for (const path of paths) {
    for (const lang of ['zh-TW', 'en']) {
      const { status, text, headers } = await browse(`${path}?lang=${lang}`);
      assert.equal(status, 200, path);
      assert.match(text, new RegExp(`<html lang="${lang}"`), path);
      assert.match(headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/);
    }
  }
  await signIn(browse, 'administrator');
  for (const path of [
    '/officer',
    '/officer/cards',
    '/officer/people',
    `/officer/applications/${application}`,
  ]) {
    assert.equal((await browse(path)).status, 200, path);
  }
  assert.equal((await browse('/nowhere')).status, 404);
  assert.equal((await browse('/certificate?q=XC00000000000000')).status, 200);
  const found = await browse(`/certificate?q=${cardNumber}`);
  assert.match(found.text, /Valid|有效/);
});

test('a request of another site is refused', async () => {
  const response = await house.fetch(
    new Request(`${house.origin}/apply`, {
      method: 'POST',
      headers: { origin: 'http://evil.example' },
      body: new URLSearchParams(form),
    }),
  );
  assert.equal(response.status, 403);
});

test('mails were sent for what happened, and hold no secret', async () => {
  const outbox = join(house.config.folder, 'mail');
  const deadline = Date.now() + 10_000;
  const wanted = [
    'application-submitted',
    'application-approved',
    'application-returned',
    'application-resubmitted',
    'application-withdrawn',
    'card-shipped',
    'card-activated',
  ];
  const sent = () => readdirSync(outbox).filter((name) => name.endsWith('.eml'));
  while (!wanted.every((about) => sent().some((name) => name.includes(about))) && Date.now() < deadline) {
    await new Promise((wake) => setTimeout(wake, 50));
  }
  for (const about of wanted)
    assert.ok(
      sent().some((name) => name.includes(about)),
      about,
    );
  for (const name of sent()) {
    const text = Buffer.from(readFileSync(join(outbox, name))).toString();
    assert.ok(!text.includes('Firm-Code1') && !text.includes('846023'));
  }
});

test('the log is numbered without gaps and its head is signed', async () => {
  await sequenceLog(house.context);
  const rows = await house.context.db.selectFrom('event').select('index').orderBy('index').execute();
  assert.deepEqual(
    rows.map(({ index }) => index),
    rows.map((_, at) => at),
  );
  const heads = await house.context.db.selectFrom('treehead').selectAll().orderBy('size', 'desc').execute();
  assert.equal(heads[0]?.size, rows.length);
});
