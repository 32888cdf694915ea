import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { requireCard } from '@kaika/authority/store/card';
import { eventsAbout } from '@kaika/authority/store/event';
import { issueCard, openAuthority, Refused, type TestAuthority } from './authority.ts';
import { waitForMail } from './outbox.ts';
import { activeCard, makeProof, openBrowser, proveWith, readReceipt } from './proof.ts';

let house: TestAuthority;
before(async () => {
  house = await openAuthority();
});
after(() => house[Symbol.asyncDispose]());

async function visit(operation = 'all') {
  const issued = await activeCard(house);
  const browser = openBrowser(house);
  const href = await proveWith(house, browser, issued.card, { operation });
  return { issued, browser, href };
}

/** The receipt that the page of the list links to. */
async function receiptOn(page: string): Promise<string> {
  const [path = ''] = /\/receipt\/R\d+/.exec(page) ?? [];
  return path;
}

test('card and PIN show every card and certificate of the organisation, and of no other', async () => {
  const other = await issueCard(house, { ubn: '00000022', name: '別的事務所' });
  const sibling = await issueCard(house);
  const { issued, browser, href } = await visit();
  assert.equal(href, '/all');
  const page = await (await browser.get(href)).text();
  assert.ok(page.includes(issued.number) && page.includes(sibling.number));
  assert.ok(!page.includes(other.number));
  assert.match(page, /未開卡/);
  assert.match(page, /有效/);
});

test('each look-up has an event, a receipt and a mail to the contact', async () => {
  const { issued, browser } = await visit();
  const receipt = await receiptOn(await (await browser.get('/all')).text());
  const claims = await readReceipt(browser, receipt);
  assert.equal(claims.what, 'organisation.listed');
  assert.equal(claims.cardNumber, issued.number);
  assert.match(await waitForMail(house.config.folder, 'organisation-listed'), /XC\d{14}/);
  const { organisation } = await requireCard(house.context.db, issued.number);
  const told = (await eventsAbout(house.context.db, [organisation])).map(({ what }) => what);
  assert.ok(told.includes('organisation.listed'));
});

test('searching, sorting and an empty answer', async () => {
  const { issued, browser } = await visit();
  const found = await (await browser.get(`/all?q=${issued.number.toLowerCase()}&sort=until`)).text();
  assert.match(found, /共 1 張卡片、4 張憑證/);
  const none = await (await browser.get('/all?q=nowhere&sort=status')).text();
  assert.match(none, /沒有符合的憑證/);
  assert.equal((await browser.get('/all?sort=made-up&page=99')).status, 200);
});

test('the list is exported as CSV in UTF-8 with a byte order mark', async () => {
  const { issued, browser } = await visit();
  const response = await browser.get(`/all.csv?q=${issued.number}`);
  assert.match(response.headers.get('content-type') ?? '', /text\/csv/);
  const bytes = new Uint8Array(await response.arrayBuffer());
  assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
  const lines = Buffer.from(bytes.subarray(3)).toString('utf8').trimEnd().split('\r\n');
  assert.equal(lines.length, 5);
  assert.match(lines[0] ?? '', /^卡號,持有者,/);
  assert.ok(lines.slice(1).every((line) => line.startsWith(`${issued.number},`)));
});

test('after fifteen minutes, after the end and in another browser there is nothing to see', async () => {
  const { issued, browser } = await visit();
  assert.doesNotMatch(await (await openBrowser(house).get('/all')).text(), new RegExp(issued.number));
  const { now } = house.clock;
  house.clock.now = new Date(now.getTime() + 15 * 60_000 + 1);
  assert.doesNotMatch(await (await browser.get('/all')).text(), new RegExp(issued.number));
  const late = await browser.get('/all.csv');
  assert.equal(late.status, 401);
  assert.match(await late.text(), /visit\.over/);
  house.clock.now = now;
  assert.match(await (await browser.get('/all')).text(), new RegExp(issued.number));
  assert.equal((await browser.send('/all/end', {})).status, 303);
  assert.doesNotMatch(await (await browser.get('/all')).text(), new RegExp(issued.number));
});

test('a visit of one list opens no other, and a card not activated opens none', async () => {
  const { issued, browser } = await visit('expiring');
  assert.doesNotMatch(await (await browser.get('/all')).text(), new RegExp(issued.number));
  const fresh = await issueCard(house);
  await assert.rejects(makeProof(house, browser, fresh.card, { operation: 'all' }), (error: unknown) => {
    assert.ok(error instanceof Refused);
    assert.equal(error.problem.code, 'card.not-active');
    return true;
  });
});

test('killed before the visit is kept, there is none, and proving again opens one', async () => {
  const { openVisit } = await import('@kaika/authority/operation/visit');
  const issued = await activeCard(house);
  const card = await requireCard(house.context.db, issued.number);
  const dying = { ...house.context, enqueue: () => Promise.reject(new Error('killed')) };
  await assert.rejects(openVisit(dying, card, 'all'), /killed/);
  house = await house.restart();
  const browser = openBrowser(house);
  await proveWith(house, browser, issued.card, { operation: 'all' });
  assert.match(await (await browser.get('/all')).text(), new RegExp(issued.number));
});
