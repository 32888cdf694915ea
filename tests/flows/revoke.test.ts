import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { askToRevoke } from '@kaika/authority/operation/revoke';
import { findCard } from '@kaika/authority/store/card';
import { certificatesOfCard } from '@kaika/authority/store/certificate';
import { eventsAbout } from '@kaika/authority/store/event';
import { holder } from '@kaika/registry/change';
import { issueCard, openAuthority, Refused, type TestAuthority } from './authority.ts';
import { waitForMail } from './outbox.ts';
import {
  activeCard,
  askStatus,
  type Browser,
  makeProof,
  openBrowser,
  proveWith,
  readReceipt,
} from './proof.ts';

let house: TestAuthority;
before(async () => {
  house = await openAuthority();
});
after(() => house[Symbol.asyncDispose]());

const parameters = { reason: 'cessationOfOperation' };

function refused(code: string) {
  return (error: unknown) => {
    assert.ok(error instanceof Refused, String(error));
    assert.equal(error.problem.code, code);
    return true;
  };
}

async function stateOf(number: string): Promise<string | undefined> {
  return (await findCard(house.context.db, number))?.state;
}

function confirm(browser: Browser, at: string): Promise<Response> {
  return browser.send(at, { sure: 'yes' });
}

test('asked for with card and PIN: suspended at once; confirmed: revoked for good with its reason', async () => {
  const issued = await activeCard(house);
  const browser = openBrowser(house);
  const at = await proveWith(house, browser, issued.card, { operation: 'revoke', parameters });
  assert.match(at, /^\/revoke\/[\w-]+$/);
  assert.equal(await askStatus(house, issued), 'revoked certificateHold');
  assert.match(await waitForMail(house.config.folder, 'revocation-asked'), new RegExp(issued.number));
  const page = await (await browser.get(at)).text();
  assert.match(page, new RegExp(issued.number));
  assert.match(page, /不再使用/);
  const unsure = await browser.send(at, {});
  assert.equal(unsure.status, 422);
  assert.equal(await stateOf(issued.number), 'suspended');
  const done = await confirm(browser, at);
  assert.equal(done.status, 303);
  const href = done.headers.get('location') ?? '';
  const receipt = await readReceipt(browser, href);
  assert.equal(receipt.what, 'card.revoked');
  assert.equal(receipt.reason, 'cessationOfOperation');
  assert.equal(await askStatus(house, issued), 'revoked cessationOfOperation');
  const records = await certificatesOfCard(house.context.db, issued.number);
  assert.ok(records.every(({ state, reason }) => state === 'revoked' && reason === 'cessationOfOperation'));
  await waitForMail(house.config.folder, 'card-revoked');
  const told = (await eventsAbout(house.context.db, [issued.number])).map(({ what }) => what);
  for (const what of ['revocation.asked', 'card.suspended', 'revocation.confirmed', 'card.revoked']) {
    assert.ok(told.includes(what), what);
  }
  const again = await confirm(browser, at);
  assert.equal(again.headers.get('location'), href, 'confirmed twice, it is the same receipt');
  await assert.rejects(
    makeProof(house, browser, issued.card, { operation: 'revoke', parameters }),
    refused('card.revoked'),
  );
});

test('not confirmed, the card stays suspended, and its holder resumes it', async () => {
  const issued = await activeCard(house);
  const browser = openBrowser(house);
  const at = await proveWith(house, browser, issued.card, { operation: 'revoke', parameters });
  const { now } = house.clock;
  house.clock.now = new Date(now.getTime() + 31 * 60_000);
  const late = await confirm(browser, at);
  assert.equal(late.status, 422);
  assert.match(await late.text(), /revocation\.over/);
  assert.equal(await stateOf(issued.number), 'suspended');
  await proveWith(house, browser, issued.card, { operation: 'resume' });
  assert.equal(await stateOf(issued.number), 'active');
  house.clock.now = now;
});

test('cut between asking and confirming, a suspended card is asked for again and revoked', async () => {
  const issued = await activeCard(house);
  const at = await proveWith(house, openBrowser(house), issued.card, { operation: 'revoke', parameters });
  house = await house.restart();
  const stranger = openBrowser(house);
  assert.equal((await confirm(stranger, at)).status, 404, 'another browser cannot confirm');
  const again = await proveWith(house, stranger, issued.card, { operation: 'revoke', parameters });
  assert.equal((await confirm(stranger, again)).status, 303);
  assert.equal(await stateOf(issued.number), 'revoked');
});

test('killed while it was asked for, nothing happened', async () => {
  const issued = await activeCard(house);
  const dying = { ...house.context, enqueue: () => Promise.reject(new Error('killed')) };
  const asked = { cardNumber: issued.number, reason: 'unspecified', by: holder, session: 's' } as const;
  await assert.rejects(askToRevoke(dying, asked), /killed/);
  assert.equal(await stateOf(issued.number), 'active');
});

test('a reason is needed, and the card signed for exactly that one', async () => {
  const issued = await activeCard(house);
  const browser = openBrowser(house);
  const without = await makeProof(house, browser, issued.card, { operation: 'revoke' });
  await assert.rejects(browser.post('/api/revoke', without), refused('revocation.reason-missing'));
  const signed = await makeProof(house, browser, issued.card, { operation: 'revoke', parameters });
  const other = { ...signed, parameters: { reason: 'keyCompromise' } };
  await assert.rejects(browser.post('/api/revoke', other), refused('proof.other-operation'));
  assert.equal(await stateOf(issued.number), 'active');
});

test('a card lost in the post is revoked without ever being activated: mailed code and user code', async () => {
  const { number, userCode } = await issueCard(house);
  const browser = openBrowser(house);
  const fields = { operation: 'revoke', page: 'revoke', cardNumber: number };
  const missing = await browser.send('/mail-code', fields);
  assert.match(await missing.text(), /尚未選擇廢止原因/);
  const asked = await browser.send('/mail-code', { ...fields, 'mailed-reason': 'keyCompromise' });
  const mail = await waitForMail(house.config.folder, 'mail-code');
  const [code = ''] = /\d{4} \d{4}/.exec(mail) ?? [];
  const entered = await browser.send(asked.headers.get('location') ?? '', { code, userCode });
  const at = entered.headers.get('location') ?? '';
  assert.match(at, /^\/revoke\//);
  assert.equal((await confirm(browser, at)).status, 303);
  const card = await findCard(house.context.db, number);
  assert.deepEqual([card?.state, card?.reason], ['revoked', 'keyCompromise']);
  const [event] = (await eventsAbout(house.context.db, [number])).filter(
    ({ what }) => what === 'card.revoked',
  );
  assert.equal(event?.by, 'holder-by-mail');
});
