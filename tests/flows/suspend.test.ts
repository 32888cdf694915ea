import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { suspendCard } from '@kaika/authority/operation/suspend';
import { findCard, requireCode } from '@kaika/authority/store/card';
import { certificatesOfCard } from '@kaika/authority/store/certificate';
import { eventsAbout } from '@kaika/authority/store/event';
import { keep } from '@kaika/authority/store/save';
import { holder } from '@kaika/registry/change';
import { countEvents, issueCard, openAuthority, Refused, type TestAuthority } from './authority.ts';
import { readOutbox, waitForMail } from './outbox.ts';
import { activeCard, askStatus, makeProof, openBrowser, proveWith, readReceipt } from './proof.ts';

let house: TestAuthority;
before(async () => {
  house = await openAuthority();
});
after(() => house[Symbol.asyncDispose]());

function refused(code: string) {
  return (error: unknown) => {
    assert.ok(error instanceof Refused, String(error));
    assert.equal(error.problem.code, code);
    return true;
  };
}

async function statesOf(number: string): Promise<readonly string[]> {
  const states = (await certificatesOfCard(house.context.db, number)).map(({ state }) => state);
  return [...new Set([(await findCard(house.context.db, number))?.state ?? '', ...states])];
}

/** The eight digits of the newest code mailed. */
async function mailedCode(count: number): Promise<string> {
  const [, digits = ''] =
    /\n\s+(\d{4} \d{4})\s/.exec(await waitForMail(house.config.folder, 'mail-code', count)) ?? [];
  assert.match(digits, /^\d{4} \d{4}$/);
  return digits;
}

let mails = 0;

/** Asks for a mailed code and answers where it is entered. */
async function askCode(fields: Readonly<Record<string, string>>, browser = openBrowser(house)) {
  const response = await browser.send('/mail-code', fields);
  return { browser, response, at: response.headers.get('location') ?? '' };
}

test('by card and PIN: on hold at once, good again at once, each with receipt, mail and events', async () => {
  const issued = await activeCard(house);
  const browser = openBrowser(house);
  assert.equal(await askStatus(house, issued), 'good');
  const suspended = await proveWith(house, browser, issued.card, { operation: 'suspend' });
  assert.deepEqual(await statesOf(issued.number), ['suspended']);
  assert.equal(await askStatus(house, issued), 'revoked certificateHold');
  const receipt = await readReceipt(browser, suspended);
  assert.equal(receipt.what, 'card.suspended');
  assert.equal(receipt.cardNumber, issued.number);
  assert.match(await waitForMail(house.config.folder, 'card-suspended'), new RegExp(issued.number));
  const resumed = await proveWith(house, browser, issued.card, { operation: 'resume' });
  assert.deepEqual(await statesOf(issued.number), ['active', 'good']);
  assert.equal(await askStatus(house, issued), 'good');
  assert.equal((await readReceipt(browser, resumed)).what, 'card.resumed');
  await waitForMail(house.config.folder, 'card-resumed');
  const told = (await eventsAbout(house.context.db, [issued.number])).map(({ what }) => what);
  assert.ok(told.includes('card.suspended') && told.includes('card.resumed'));
});

test('what the card already is, is said before a PIN is asked', async () => {
  const issued = await activeCard(house);
  const browser = openBrowser(house);
  const proof = (operation: string) => makeProof(house, browser, issued.card, { operation });
  await assert.rejects(proof('resume'), refused('card.already-active'));
  await proveWith(house, browser, issued.card, { operation: 'suspend' });
  await assert.rejects(proof('suspend'), refused('card.suspended'));
  const fresh = await issueCard(house);
  await assert.rejects(
    makeProof(house, browser, fresh.card, { operation: 'suspend' }),
    refused('card.not-active'),
  );
});

test('a proof is good for its operation, its parameters, its browser, once and for five minutes', async () => {
  const issued = await activeCard(house);
  const browser = openBrowser(house);
  const proof = () => makeProof(house, browser, issued.card, { operation: 'suspend' });
  await assert.rejects(browser.post('/api/revoke', await proof()), refused('proof.other-operation'));
  const changed = { ...(await proof()), parameters: { reason: 'keyCompromise' } };
  await assert.rejects(browser.post('/api/suspend', changed), refused('proof.other-operation'));
  await assert.rejects(
    openBrowser(house).post('/api/suspend', await proof()),
    refused('login.nonce-expired'),
  );
  const late = await proof();
  const { now } = house.clock;
  house.clock.now = new Date(now.getTime() + 301_000);
  await assert.rejects(browser.post('/api/suspend', late), refused('login.nonce-expired'));
  house.clock.now = now;
  const { token, ...rest } = await proof();
  const forged = { ...rest, token: { ...token, signature: Buffer.alloc(64, 1).toString('base64') } };
  await assert.rejects(browser.post('/api/suspend', forged), refused('login.token-bad'));
  await assert.rejects(browser.post('/api/suspend', { ...rest, token }), refused('login.nonce-expired'));
  assert.deepEqual(await statesOf(issued.number), ['active', 'good']);
});

test('of two proofs at once one suspends and the other is refused', async () => {
  const issued = await activeCard(house);
  const browser = openBrowser(house);
  const first = await makeProof(house, browser, issued.card, { operation: 'suspend' });
  const second = await makeProof(house, browser, issued.card, { operation: 'suspend' });
  const answers = await Promise.allSettled([first, second].map((body) => browser.post('/api/suspend', body)));
  assert.deepEqual(answers.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
});

test('killed before it was kept, the card is as it was and nobody was mailed; doing it again does it', async () => {
  const issued = await activeCard(house);
  const before = await countEvents(house, 'card.suspended');
  const receipts = await countEvents(house, 'receipt.issued');
  const dying = { ...house.context, enqueue: () => Promise.reject(new Error('killed')) };
  await assert.rejects(suspendCard(dying, issued.number, holder), /killed/);
  house = await house.restart();
  assert.deepEqual(await statesOf(issued.number), ['active', 'good']);
  assert.equal(await countEvents(house, 'card.suspended'), before);
  assert.equal(await countEvents(house, 'receipt.issued'), receipts);
  await proveWith(house, openBrowser(house), issued.card, { operation: 'suspend' });
  assert.deepEqual(await statesOf(issued.number), ['suspended']);
});

test('without the card: a mailed code and the user code suspend and resume it', async () => {
  const { number, userCode } = await activeCard(house);
  for (const [operation, state] of [
    ['suspend', 'suspended'],
    ['resume', 'active'],
  ] as const) {
    const { browser, response, at } = await askCode({ operation, cardNumber: number.toLowerCase() });
    assert.equal(response.status, 303);
    assert.ok(!(await (await browser.get(at)).text()).includes(number), 'the page tells no card');
    const done = await browser.send(at, { code: await mailedCode(++mails), userCode });
    assert.equal(done.status, 303);
    assert.match(done.headers.get('location') ?? '', /^\/receipt\/R/);
    assert.equal((await findCard(house.context.db, number))?.state, state);
    const again = await browser.send(at, { code: '0000 0000', userCode });
    assert.equal(again.status, 409, 'a code is used once');
  }
  const by = (await eventsAbout(house.context.db, [number])).find(({ what }) => what === 'card.suspended');
  assert.equal(by?.by, 'holder-by-mail');
});

test('three wrong entries use the mailed code up, and the user code of the card is not locked', async () => {
  const { number, userCode } = await activeCard(house);
  const { browser, at } = await askCode({ operation: 'suspend', cardNumber: number });
  const code = await mailedCode(++mails);
  const wrongUserCode = await browser.send(at, { code, userCode: 'wrong-1' });
  assert.equal(wrongUserCode.status, 403);
  assert.match(await wrongUserCode.text(), /mailcode\.wrong/);
  const wrongCode = await browser.send(at, { code: '1234 5678', userCode });
  assert.match(await wrongCode.text(), /還可再試 1 次|Tries left: 1/);
  assert.match(await (await browser.send(at, { code, userCode: 'wrong-1' })).text(), /mailcode\.used-up/);
  assert.match(await (await browser.send(at, { code, userCode })).text(), /mailcode\.used-up/);
  assert.equal((await requireCode(house.context.db, number)).taken, 0);
  assert.deepEqual(await statesOf(number), ['active', 'good']);
});

test('a user code locked by its own count is refused, after both codes were right', async () => {
  const { number, userCode } = await activeCard(house);
  const { db, now } = house.context;
  const code = await requireCode(db, number);
  const event = { at: now(), by: holder.id, what: 'code.locked', subject: number } as const;
  await keep(db, { next: { ...code, taken: 3, lockedAt: now() }, event });
  const { browser, at } = await askCode({ operation: 'suspend', cardNumber: number });
  const right = await browser.send(at, { code: await mailedCode(++mails), userCode });
  assert.equal(right.status, 409);
  assert.match(await right.text(), /code\.locked/);
  assert.deepEqual(await statesOf(number), ['active', 'good']);
});

test('nobody learns which numbers are cards: the same answers, the same tries, the same throttle', async () => {
  const { number } = await activeCard(house);
  const before = readOutbox(house.config.folder, 'mail-code').length;
  const answers = [];
  for (const cardNumber of [number, 'XC99999999999999']) {
    const said = [];
    for (let round = 0; round < 4; round += 1) {
      const { browser, response, at } = await askCode({ operation: 'suspend', cardNumber });
      said.push(response.status);
      if (at === '') continue;
      const wrong = await browser.send(at, { code: '0000 0000', userCode: 'wrong-1' });
      said.push(wrong.status, (await wrong.text()).replaceAll(/mail-code\/[\w-]+|nonce="[^"]+"/g, ''));
    }
    answers.push(said);
  }
  mails += 3;
  assert.deepEqual(answers[0], answers[1]);
  assert.equal(answers[0]?.at(-1), 429);
  await mailedCode(mails);
  assert.equal(readOutbox(house.config.folder, 'mail-code').length, before + 3);
});

test('a mailed code is good for a quarter of an hour', async () => {
  const { number, userCode } = await activeCard(house);
  const { browser, at } = await askCode({ operation: 'suspend', cardNumber: number });
  const code = await mailedCode(++mails);
  const { now } = house.clock;
  house.clock.now = new Date(now.getTime() + 15 * 60_000 + 1);
  assert.match(await (await browser.send(at, { code, userCode })).text(), /mailcode\.expired/);
  house.clock.now = now;
});

test('what was typed wrong is said at its field, in both languages', async () => {
  const { browser, response } = await askCode({ operation: '', cardNumber: '12' });
  assert.equal(response.status, 422);
  assert.match(await response.text(), /卡號格式不正確/);
  const english = await browser.send('/mail-code?lang=en', { operation: 'suspend', cardNumber: '' });
  assert.match(await english.text(), /Fill in “Card or application number”/);
});
