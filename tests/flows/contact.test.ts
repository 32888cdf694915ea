import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { confirmNewContact } from '@kaika/authority/operation/contact';
import { requireCard } from '@kaika/authority/store/card';
import { contactOf } from '@kaika/authority/store/contact';
import { eventsAbout } from '@kaika/authority/store/event';
import { openAuthority, Refused, type TestAuthority } from './authority.ts';
import { linkMailedBy, recipientsOf } from './link.ts';
import { readOutbox, waitForMail } from './outbox.ts';
import { activeCard, type Browser, openBrowser, proveWith, readReceipt } from './proof.ts';

let house: TestAuthority;
before(async () => {
  house = await openAuthority();
});
after(() => house[Symbol.asyncDispose]());

const registered = { name: '示範聯絡人', mail: 'office@firm.example', phone: '02-0000-0000' };
const moved = { name: '新任聯絡人', mail: 'new@firm.example', phone: '02-0000-0001' };

function refused(code: string) {
  return (error: unknown) => {
    assert.ok(error instanceof Refused, String(error));
    assert.equal(error.problem.code, code);
    return true;
  };
}

async function contactNow(number: string) {
  const { db } = house.context;
  const { name, mail, phone } = await contactOf(db, await requireCard(db, number));
  return { name, mail, phone };
}

async function changed(to: typeof moved) {
  const issued = await activeCard(house);
  const browser = openBrowser(house);
  const href = await proveWith(house, browser, issued.card, { operation: 'contact', parameters: to });
  return { issued, browser, href };
}

/** Asks for a new address and answers the link mailed to it. */
async function asked() {
  let done: Awaited<ReturnType<typeof changed>> | undefined;
  const link = await linkMailedBy(house, 'contact-confirm', async () => {
    done = await changed(moved);
  });
  assert.ok(done);
  return { ...done, link };
}

async function confirmed(browser: Browser, link: string): Promise<string> {
  const response = await browser.send(link, {});
  assert.equal(response.status, 303);
  return response.headers.get('location') ?? '';
}

test('a new name counts at once, with receipt, mail and event', async () => {
  const { issued, browser, href } = await changed({ ...registered, name: '林小姐' });
  assert.equal((await readReceipt(browser, href)).what, 'contact.changed');
  assert.equal((await contactNow(issued.number)).name, '林小姐');
  await waitForMail(house.config.folder, 'contact-changed');
  const told = (await eventsAbout(house.context.db, [issued.number])).map(({ what }) => what);
  assert.ok(told.includes('contact.changed'));
});

test('a new address counts when the link mailed to it was opened and confirmed; old and new address are told', async () => {
  const { issued, browser, href, link } = await asked();
  assert.equal(href, '/contact/waiting');
  assert.equal((await browser.get(href)).status, 200);
  assert.deepEqual(await contactNow(issued.number), registered);
  assert.match(await (await browser.get(link)).text(), /new@firm\.example/);
  assert.deepEqual(await contactNow(issued.number), registered, 'opening the link changes nothing yet');
  const before = readOutbox(house.config.folder, 'contact-changed').length;
  const receipt = await confirmed(browser, link);
  assert.equal((await readReceipt(browser, receipt)).what, 'contact.changed');
  assert.deepEqual(await contactNow(issued.number), moved);
  await waitForMail(house.config.folder, 'contact-changed', before + 2);
  const told = recipientsOf(house, 'contact-changed');
  assert.ok(told.includes(registered.mail) && told.includes(moved.mail));
  assert.ok(recipientsOf(house, 'contact-asked').includes(registered.mail));
  assert.equal((await browser.send(link, {})).status, 410);
});

test('a link not confirmed within a day is over, and a newer request voids the older link', async () => {
  const { issued, browser, link } = await asked();
  const again = { ...moved, mail: 'newer@firm.example' };
  const newer = await linkMailedBy(house, 'contact-confirm', () =>
    proveWith(house, browser, issued.card, { operation: 'contact', parameters: again }),
  );
  assert.match(await (await browser.get(link)).text(), /link\.used/);
  const { now } = house.clock;
  house.clock.now = new Date(now.getTime() + 24 * 3600_000 + 1);
  assert.match(await (await browser.get(newer)).text(), /link\.expired/);
  assert.equal((await browser.send(newer, {})).status, 410);
  house.clock.now = now;
  assert.match(await (await browser.get('/contact/link/made-up')).text(), /link\.unknown/);
  assert.deepEqual(await contactNow(issued.number), registered);
});

test('a new address gets no link for a new user code before 72 hours are over', async () => {
  const { issued, browser, link } = await asked();
  await confirmed(browser, link);
  const ask = () => browser.send('/reset-code/link', { cardNumber: issued.number });
  await ask();
  await waitForMail(house.config.folder, 'code-early');
  assert.equal(readOutbox(house.config.folder, 'code-link').length, 0);
  const { now } = house.clock;
  house.clock.now = new Date(now.getTime() + 72 * 3600_000);
  await linkMailedBy(house, 'code-link', ask);
  house.clock.now = now;
  assert.ok(recipientsOf(house, 'code-link').includes(moved.mail));
});

test('nothing to change is refused, and so is what is no address', async () => {
  await assert.rejects(changed(registered), refused('contact.same'));
  await assert.rejects(changed({ ...moved, mail: 'nowhere' }), refused('request.malformed'));
  const response = await openBrowser(house).send('/contact', { ...moved, mail: 'nowhere' });
  assert.equal(response.status, 422);
  const text = await response.text();
  assert.match(text, /電子郵件地址格式不正確/);
  assert.match(text, /新任聯絡人/, 'what was typed is kept');
});

test('killed while the confirmation is kept, nothing has changed and the same link finishes it', async () => {
  const { issued, browser, link } = await asked();
  const dying = { ...house.context, enqueue: () => Promise.reject(new Error('killed')) };
  await assert.rejects(confirmNewContact(dying, link.split('/').at(-1) ?? ''), /killed/);
  assert.deepEqual(await contactNow(issued.number), registered);
  house = await house.restart();
  await confirmed(openBrowser(house), link);
  assert.deepEqual(await contactNow(issued.number), moved);
  assert.equal((await browser.get('/contact/waiting')).status, 200);
});

test('two confirmations at once change it once', async () => {
  const { issued, browser, link } = await asked();
  const statuses = await Promise.all([browser.send(link, {}), browser.send(link, {})]);
  assert.deepEqual(statuses.map(({ status }) => status).sort(), [303, 410]);
  const changes = (await eventsAbout(house.context.db, [issued.number])).filter(
    ({ what }) => what === 'contact.changed',
  );
  assert.equal(changes.length, 1);
});
