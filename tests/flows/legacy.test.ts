import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type AgentApp, startAgent } from '@kaika/agent/app';
import { openTable, type Table } from '@kaika/agent/conversation/table.example';
import { requireCard } from '@kaika/authority/store/card';
import { certificatesOfCard } from '@kaika/authority/store/certificate';
import { select } from '@kaika/card/object';
import { verifyPin } from '@kaika/card/pin';
import { parseSignedData, verifySignedData } from '@kaika/pki/cms-verify';
import { packCms, unpackCms } from '@kaika/wire/cms';
import { pino } from 'pino';
import { type IssuedCard, issueCard, openAuthority, type TestAuthority } from './authority.ts';
import { type Answer, component, oldPage, type Person, type Typed, toComponent } from './legacy.ts';

const pin = '735912';
const cms = '/CardManagement/CMCPopForm';
let house: TestAuthority;
let agent: AgentApp;
let table: Table;
let folder: string;
/** How many messages of the agent to the authority get lost. */
let lost = 0;

before(async () => {
  house = await openAuthority();
  table = openTable('Reader');
  folder = mkdtempSync(join(tmpdir(), 'kaika-legacy-'));
  const toAuthority: typeof fetch = async (input, init) => {
    if (lost > 0) {
      lost -= 1;
      throw new TypeError('fetch failed');
    }
    return house.fetch(new Request(input, init));
  };
  agent = await startAgent({
    folder,
    port: 61170,
    legacyPort: 61161,
    policy: {
      authorities: [
        {
          name: { zh: '測試憑證管理中心', en: 'Test authority' },
          root: house.trust.root,
          origins: [house.origin],
          usage: house.trust.taskSigning,
        },
      ],
      origins: [],
    },
    cards: table,
    desk: null,
    fetch: toAuthority,
    version: '0.0.0',
    now: () => house.clock.now,
    log: pino({ level: 'silent' }),
  });
});
after(async () => {
  await agent[Symbol.asyncDispose]();
  await house[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

/** A person who knows both secrets and fills in whatever is asked. */
function holder(typed: Typed): Person {
  return ({ html }) => {
    const asked = Object.entries(typed).filter(([name]) => html.includes(`name="${name}"`));
    return asked.length > 0 ? Object.fromEntries(asked) : { choice: 'again' };
  };
}

/** What the page's own server does with `data`: it hands it on and gives the text back. */
async function server(data: unknown): Promise<string> {
  const request = new Request(`${house.origin}/api/cms`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ data: String(data) }),
  });
  const response = await house.fetch(request);
  assert.equal(response.status, 200);
  return response.text();
}

/** Every field that pages of today send, whatever the function. */
function packageOf(func: string, issued: IssuedCard, more: Readonly<Record<string, string>> = {}) {
  const card = { readername: 'Reader', slotDescription: 'Reader', cardid: issued.number, caname: 'XCA' };
  const secrets = { sid: 'ignored%21', newpin: '11112222', currentPIN: '33334444', pin: '33334444' };
  return { func, ...card, ...secrets, tbs: '__NotExistedTag__', checkValidity: '', ...more };
}

async function openCard(issued: IssuedCard, typed: Typed): Promise<Answer> {
  const page = oldPage(agent, house.origin);
  const person = holder(typed);
  const step = (func: string, more = {}) => page.ask(cms, packageOf(func, issued, more), person);
  const first = await step('buildOpenCardGetUserPINRequest');
  assert.equal(first.func, 'buildOpenCardGetUserPINRequest');
  assert.equal(first.ret_code, 0, String(first.message));
  const second = await step('buildOpenCardValidateUserRequest', { cmsresponse: await server(first.data) });
  if (second.ret_code !== 0) return second;
  return step('openCard', { cmsresponse: await server(second.data) });
}

async function lay(): Promise<IssuedCard> {
  const issued = await issueCard(house);
  table.put('Reader', issued.card);
  return issued;
}

test('each form says it is ready in the words its pages wait for', async () => {
  const page = oldPage(agent, 'https://old.example.tw');
  const forms = ['/popupForm', '/ChtPopupForm', cms, '/CardManagement/popupForm'];
  const said = await Promise.all(forms.map(async (form) => (await page.open(form)).ready));
  assert.deepEqual(said, ['getTbs', 'getTbs', 'CMCAtn', 'getCardAction']);
});

test('a card is opened in three steps, and the authority hears of it without the page', async () => {
  const issued = await lay();
  const opened = await openCard(issued, { userCode: issued.userCode, newPin: pin, newPinAgain: pin });
  assert.deepEqual([opened.func, opened.ret_code, opened.data], ['openCard', 0, undefined]);
  assert.equal((await requireCard(house.context.db, issued.number)).state, 'active');
  const states = (await certificatesOfCard(house.context.db, issued.number)).map(({ state }) => state);
  assert.deepEqual(states, ['good', 'good', 'good', 'good']);
  const again = await openCard(issued, {});
  assert.deepEqual([again.func, again.ret_code], ['buildOpenCardValidateUserRequest', 0x81000226]);
});

test('wrong user codes come back in the server’s numbers and lock it', async () => {
  const issued = await lay();
  const wrong = () => openCard(issued, { userCode: 'Falsch-1', newPin: pin, newPinAgain: pin });
  const codes = [await wrong(), await wrong(), await wrong()].map(({ ret_code }) => ret_code);
  assert.deepEqual(codes, [0x81000201, 0x81000202, 0x81000204]);
  assert.equal((await requireCard(house.context.db, issued.number)).state, 'produced');
});

test('a confirmation that got lost is told again when the person says so', async () => {
  const issued = await lay();
  const page = oldPage(agent, house.origin);
  const person = holder({ userCode: issued.userCode, newPin: pin, newPinAgain: pin });
  const step = (func: string, more = {}) => page.ask(cms, packageOf(func, issued, more), person);
  const first = await step('buildOpenCardGetUserPINRequest');
  const second = await step('buildOpenCardValidateUserRequest', { cmsresponse: await server(first.data) });
  const cmsresponse = await server(second.data);
  lost = 2;
  const third = await step('openCard', { cmsresponse });
  assert.equal(third.ret_code, 0);
  assert.equal((await requireCard(house.context.db, issued.number)).state, 'active');
});

test('a blocked card is unblocked, and its PIN reset, in two steps', async () => {
  const issued = await lay();
  await openCard(issued, { userCode: issued.userCode, newPin: pin, newPinAgain: pin });
  const page = oldPage(agent, house.origin);
  for (const [request, action, newPin] of [
    ['bulidUnblockCardRequest', 'unblockCard', '846023'],
    ['bulidResetUserPINRequest', 'resetUserPIN', '957134'],
  ] as const) {
    await table.exclusive('Reader', async (card) => {
      await select(card);
      for (let tries = 0; tries < 3; tries += 1) {
        await assert.rejects(verifyPin(card, Uint8Array.from(Buffer.from('00000000'))));
      }
    });
    const person = holder({ userCode: issued.userCode, newPin, newPinAgain: newPin });
    const first = await page.ask(cms, packageOf(request, issued), person);
    assert.deepEqual([first.func, first.ret_code], [request, 0]);
    const more = { cmsresponse: await server(first.data) };
    const second = await page.ask(cms, packageOf(action, issued, more), person);
    assert.deepEqual([second.func, second.ret_code, second.data], [action, 0, undefined]);
    await table.exclusive('Reader', async (card) => {
      await select(card);
      await verifyPin(card, Uint8Array.from(Buffer.from(newPin)));
    });
  }
});

test('what a command lacks, and what is no answer of the authority, has its number', async () => {
  const issued = await lay();
  const page = oldPage(agent, house.origin);
  const codeOf = async (parameters: Readonly<Record<string, unknown>>) =>
    (await page.ask(cms, parameters)).ret_code;
  const { readername: _, ...nameless } = packageOf('buildOpenCardGetUserPINRequest', issued);
  assert.equal(await codeOf(nameless), 0x77301015);
  const order = (more: Readonly<Record<string, string>>) =>
    codeOf(packageOf('buildOpenCardGetUserPINRequest', issued, more));
  assert.equal(await order({ caname: 'MOEACA' }), 0x83000104);
  assert.equal(await order({ caname: 'NOBODY' }), 0x83000107);
  assert.equal(await order({ cardid: 'XC99999999999999' }), 0x76000006);
  const answered = (cmsresponse: string, func = 'buildOpenCardValidateUserRequest') =>
    codeOf(packageOf(func, issued, { cmsresponse }));
  const at = house.clock.now.getTime();
  const good = { version: 1, method: 'order', at, ret_code: 0 };
  assert.equal(await answered('!'), 0x82000003);
  assert.equal(await answered(Buffer.from('{}').toString('base64url')), 0x82000004);
  assert.equal(await answered(packCms({ ...good, version: 2 })), 0x82000113);
  assert.equal(await answered(packCms({ ...good, method: 'confirm' })), 0x82000114);
  assert.equal(await answered(packCms({ ...good, at: at - 3_600_000 })), 0x82000118);
  assert.equal(await answered(packCms({ ...good, body: {} })), 0x82000112);
  assert.equal(await answered(packCms({ ...good, body: { id: 'x', task: 'a.b.c' } })), 0x81011004);
  assert.equal(await codeOf({ func: 'nobodyKnows' }), 0x77301025);
  const popup = await page.open(cms);
  assert.equal((await popup.hear('/CardManagement/sendCardCommand', '{')).answer.ret_code, 0x77301001);
});

test('the authority says what is wrong with a message in its own numbers', async () => {
  const codeOf = async (data: string) => (unpackCms(await server(data)) as { ret_code: number }).ret_code;
  const at = house.clock.now.getTime();
  const message = { version: 1, method: 'order', at, body: {} };
  assert.equal(await codeOf('!'), 0x81000004);
  assert.equal(await codeOf(Buffer.from('[]').toString('base64url')), 0x81000112);
  assert.equal(await codeOf(packCms({ ...message, version: 9 })), 0x81000113);
  assert.equal(await codeOf(packCms({ ...message, method: 'format' })), 0x81000114);
  assert.equal(await codeOf(packCms({ ...message, at: 0 })), 0x81000115);
  assert.equal(await codeOf(packCms(message)), 0x81000112);
  const body = { operation: 'activate', cardNumber: 'XC00000000000000' };
  assert.equal(await codeOf(packCms({ ...message, body })), 0x81000224);
  assert.equal(await codeOf('A'.repeat(70_000)), 0x81000002);
});

test('a site learns and does nothing until the person trusts it by addDomain', async () => {
  const issued = await lay();
  await openCard(issued, { userCode: issued.userCode, newPin: pin, newPinAgain: pin });
  const site = 'https://old.example.tw';
  const page = oldPage(agent, site);
  const form = '/ChtPopupForm';
  const order = {
    func: 'MakeSignature',
    tbs: '%E7%B0%BD',
    signatureType: 'PKCS7',
    nonce: '7',
    withCardSN: 'true',
  };
  for (const func of ['GetUserCert', 'CheckEnvir', 'MakeSignature', 'DecryptData']) {
    const answer = await page.ask(form, { ...order, func });
    assert.deepEqual([answer.ret_code, answer.slots], [0x7600000f, undefined], func);
  }
  const other = await page.ask(cms, packageOf('buildOpenCardGetUserPINRequest', issued));
  assert.equal(other.ret_code, 0x7600000f);
  const refused = await page.open('/addDomain?domain=old.example.tw');
  const no = await refused.hear('/addDomain', '', () => ({ choice: 'refuse' }));
  assert.equal(no.answer.ret_code, 0x76000999);
  const asked = await page.open('/addDomain?domain=old.example.tw');
  const yes = await asked.hear('/addDomain', '', () => ({ choice: 'always' }));
  assert.deepEqual([yes.to, yes.answer], [site, { ret_code: 0 }]);

  const info = await page.ask(form, { func: 'GetUserCert' });
  const [slot] = info.slots as readonly { token: { serialNumber: string } }[]; // the wire's shape
  assert.equal(slot?.token.serialNumber, issued.number);
  const signed = await page.ask(form, order, holder({ pin }));
  assert.deepEqual([signed.func, signed.ret_code, signed.cardSN], ['sign', 0, issued.number]);
  const data = parseSignedData(Uint8Array.from(Buffer.from(String(signed.signature), 'base64')));
  assert.equal(Buffer.from(data.content ?? []).toString(), '簽');
  assert.equal(verifySignedData(data).length, 1);
  const task = await page.ask(cms, packageOf('buildOpenCardGetUserPINRequest', issued));
  assert.equal(task.ret_code, 0x76000031, 'trusted, but no page of an authority');
});

test('the picture tells a trusted page what the pop-up tells, and a stranger nothing', async () => {
  const issued = await lay();
  const read = async (origin: string) => {
    const response = await agent.fetch(toComponent('/p11Image.bmp?1', { headers: { origin } }));
    assert.equal(response.headers.get('access-control-allow-origin'), origin);
    const bytes = Buffer.from(await response.arrayBuffer());
    assert.equal(bytes.length, 6054);
    return bytes.subarray(54).toString('latin1').replace(/\0+$/, '');
  };
  const trusted = JSON.parse(await read(house.origin));
  assert.deepEqual([trusted.ret_code, trusted.slots[0].token.serialNumber], [0, issued.number]);
  const stranger = await read('https://stranger.example.tw');
  assert.equal(JSON.parse(stranger).ret_code, 0x7600000f);
  assert.equal(stranger.includes(issued.number), false);
});

test('endpoints hear only windows of the agent itself', async () => {
  const post = (path: string, headers: Readonly<Record<string, string>>) =>
    agent.fetch(toComponent(path, { method: 'POST', body: 'tbsPackage={"func":"MakeSignature"}', headers }));
  for (const path of ['/sign', '/decrypt', '/pkcs11info', '/CardManagement/sendCardCommand', '/addDomain']) {
    assert.equal((await post(path, { origin: 'https://evil.example' })).status, 403, path);
    assert.equal((await post(path, { origin: component })).status, 403, path);
    const guessed = { origin: component, 'kaika-secret': 'x'.repeat(43) };
    assert.equal((await post(`${path}?window=x`, guessed)).status, 403, path);
  }
  const fetched = { headers: { 'sec-fetch-dest': 'empty' } };
  assert.equal((await agent.fetch(toComponent('/ChtPopupForm', fetched))).status, 403);
});

test('waiting.gif and selfTest.htm are where pages look for them', async () => {
  const gif = await agent.fetch(toComponent('/waiting.gif'));
  assert.equal(gif.headers.get('content-type'), 'image/gif');
  const selfTest = await agent.fetch(toComponent('/selfTest.htm'));
  assert.equal(selfTest.headers.get('location'), 'http://localhost:61170/selftest');
});
