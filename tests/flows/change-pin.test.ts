import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { recordPinChange } from '@kaika/authority/operation/changepin';
import { eventsAbout } from '@kaika/authority/store/event';
import { toBase64 } from '@kaika/bytes/base64';
import { readCertificate, select } from '@kaika/card/object';
import { changePin, verifyPin } from '@kaika/card/pin';
import {
  countEvents,
  type IssuedCard,
  issueCard,
  openAuthority,
  Refused,
  type TestAuthority,
} from './authority.ts';
import { waitForMail } from './outbox.ts';
import {
  activeCard,
  type Browser,
  makeProof,
  openBrowser,
  pin,
  proveWith,
  readReceipt,
  signToken,
} from './proof.ts';

let house: TestAuthority;
before(async () => {
  house = await openAuthority();
});
after(() => house[Symbol.asyncDispose]());

const newPin = '864209';

function refused(code: string) {
  return (error: unknown) => {
    assert.ok(error instanceof Refused, String(error));
    assert.equal(error.problem.code, code);
    return true;
  };
}

/** What the agent's window does: ask, change on the card, sign under the new PIN. Answers the body for the authority. */
async function change(browser: Browser, { card }: Pick<IssuedCard, 'card'>) {
  const { nonce } = await browser.post('/api/proof/nonce', { operation: 'change-pin', parameters: {} });
  await select(card);
  const der = await readCertificate(card, '9a');
  await browser.post('/api/proof/status', { certificate: toBase64(der), nonce });
  await changePin(card, Buffer.from(pin), Buffer.from(newPin));
  await verifyPin(card, Buffer.from(newPin));
  const token = await signToken(card, der, { origin: house.origin, nonce: String(nonce) });
  return { nonce, token, parameters: {} };
}

test('a changed PIN is recorded with receipt, mail and event, and no PIN is anywhere in them', async () => {
  const issued = await activeCard(house);
  const browser = openBrowser(house);
  const body = await change(browser, issued);
  assert.ok(!JSON.stringify(body).includes(newPin));
  const { href } = await browser.post('/api/change-pin', body);
  const receipt = await readReceipt(browser, String(href));
  assert.equal(receipt.what, 'card.pin-changed');
  assert.equal(receipt.cardNumber, issued.number);
  assert.match(await waitForMail(house.config.folder, 'card-pin-changed'), new RegExp(issued.number));
  const events = await eventsAbout(house.context.db, [issued.number]);
  assert.ok(events.some(({ what }) => what === 'card.pin-changed'));
  await assert.rejects(browser.post('/api/change-pin', body), refused('login.nonce-expired'));
});

test('cut after the card changed it, the new PIN stands and proves the next operation', async () => {
  const issued = await activeCard(house);
  const browser = openBrowser(house);
  await change(browser, issued);
  house = await house.restart();
  const order = { operation: 'suspend', pin: newPin };
  assert.match(await proveWith(house, openBrowser(house), issued.card, order), /^\/receipt\//);
});

test('killed before it was kept, nothing is recorded twice or half', async () => {
  const issued = await activeCard(house);
  const before = await countEvents(house, 'card.pin-changed');
  const dying = { ...house.context, enqueue: () => Promise.reject(new Error('killed')) };
  await assert.rejects(recordPinChange(dying, issued.number), /killed/);
  assert.equal(await countEvents(house, 'card.pin-changed'), before);
});

test('a suspended card may change its PIN; a revoked one and one not activated are turned away before any PIN', async () => {
  const issued = await activeCard(house);
  const browser = openBrowser(house);
  await proveWith(house, browser, issued.card, { operation: 'suspend' });
  const { href } = await browser.post('/api/change-pin', await change(browser, issued));
  assert.match(String(href), /^\/receipt\//);
  const parameters = { reason: 'unspecified' };
  const at = await proveWith(house, browser, issued.card, { operation: 'revoke', parameters, pin: newPin });
  await browser.send(at, { sure: 'yes' });
  await assert.rejects(
    makeProof(house, browser, issued.card, { operation: 'change-pin' }),
    refused('card.revoked'),
  );
  const fresh = await issueCard(house);
  const early = makeProof(house, browser, fresh.card, { operation: 'change-pin' });
  await assert.rejects(early, refused('card.not-active'));
});
