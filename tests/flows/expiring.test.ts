import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { dropSubscription, tellExpiring } from '@kaika/authority/operation/subscription';
import { requireCard } from '@kaika/authority/store/card';
import { eventsAbout } from '@kaika/authority/store/event';
import { activeSubscriptions } from '@kaika/authority/store/subscription';
import { issueCard, openAuthority, type TestAuthority } from './authority.ts';
import { linkMailedBy } from './link.ts';
import { readOutbox } from './outbox.ts';
import { activeCard, openBrowser, proveWith } from './proof.ts';

let house: TestAuthority;
before(async () => {
  house = await openAuthority();
});
after(() => house[Symbol.asyncDispose]());

const day = 86_400_000;

/** An active card, its browser on the list, and the clock turned to so many days before the card's certificates end. */
async function visitBefore(days: number) {
  const issued = await activeCard(house);
  const { notAfter, organisation } = await requireCard(house.context.db, issued.number);
  assert.ok(notAfter);
  const { now } = house.clock;
  house.clock.now = new Date(notAfter.getTime() - days * day);
  const browser = openBrowser(house);
  await proveWith(house, browser, issued.card, { operation: 'expiring' });
  const back = () => {
    house.clock.now = now;
  };
  return { issued, browser, organisation, back };
}

test('lists what expires within the days asked for, soonest first, and exports it', async () => {
  const { issued, browser, back } = await visitBefore(45);
  const within = async (days: number) => (await browser.get(`/expiring?days=${days}`)).text();
  assert.match(await within(60), new RegExp(issued.number));
  assert.match(await within(30), /沒有快過期的憑證/);
  assert.match(await within(7), new RegExp(issued.number), 'days that are not offered mean ninety');
  const csv = await (await browser.get('/expiring.csv?days=60')).text();
  assert.match(csv, new RegExp(issued.number));
  assert.doesNotMatch(await (await openBrowser(house).get('/expiring')).text(), new RegExp(issued.number));
  back();
});

test('a calendar is subscribed by a secret address, tells each card’s last day, and is gone once stopped', async () => {
  const { issued, browser, organisation, back } = await visitBefore(200);
  const subscribed = await browser.send('/expiring/subscribe', { way: 'calendar', ahead: '90' });
  assert.equal(subscribed.status, 303);
  const page = await (await browser.get('/expiring')).text();
  const [address = ''] = /\/expiring\/calendar\/[\w.-]+\.ics/.exec(page) ?? [];
  const stranger = openBrowser(house);
  const response = await stranger.get(address);
  assert.match(response.headers.get('content-type') ?? '', /text\/calendar/);
  const calendar = await response.text();
  assert.ok(calendar.startsWith('BEGIN:VCALENDAR\r\n') && calendar.endsWith('END:VCALENDAR\r\n'));
  assert.ok(calendar.split('\r\n').every((line) => Buffer.byteLength(line) <= 75));
  const unfolded = calendar.replaceAll('\r\n ', '');
  assert.ok(unfolded.includes(issued.number) && unfolded.includes('TRIGGER:-P90D'));
  assert.equal((await stranger.get(address.replace(/.\.ics$/, '.ics'))).status, 404);
  const [one] = await activeSubscriptions(house.context.db, organisation);
  assert.ok(one);
  await assert.rejects(dropSubscription(house.context, one.id, '1.2.3'), /subscription\.unknown/);
  assert.equal((await browser.send(`/expiring/end/${one.id}`, {})).status, 303);
  const gone = await stranger.get(address);
  assert.equal(gone.status, 404);
  assert.match(await gone.text(), /subscription\.unknown/);
  const told = (await eventsAbout(house.context.db, [organisation])).map(({ what }) => what);
  assert.ok(told.includes('subscription.made') && told.includes('subscription.ended'));
  back();
});

test('mails tell each certificate once, and the link in them stops them', async () => {
  const { browser, organisation, back } = await visitBefore(61);
  await browser.send('/expiring/subscribe', { way: 'mail', ahead: '60' });
  await tellExpiring(house.context);
  assert.equal(readOutbox(house.config.folder, 'certificates-expiring').length, 0);
  house.clock.now = new Date(house.clock.now.getTime() + 2 * day);
  const stop = await linkMailedBy(house, 'certificates-expiring', () => tellExpiring(house.context));
  await tellExpiring(house.context);
  house = await house.restart();
  await tellExpiring(house.context);
  assert.equal(readOutbox(house.config.folder, 'certificates-expiring').length, 1);
  const path = `/expiring${stop.replace('/expiring', '')}`;
  const stranger = openBrowser(house);
  assert.match(await (await stranger.get(path)).text(), /停止這項訂閱/);
  assert.match(await (await stranger.send(path, {})).text(), /已停止訂閱/);
  assert.deepEqual(await activeSubscriptions(house.context.db, organisation), []);
  assert.equal((await stranger.send(path, {})).status, 404);
  back();
});

test('killed while a mail is ordered, nothing counts as told and the next hour tells it', async () => {
  const { browser, organisation, back } = await visitBefore(20);
  await browser.send('/expiring/subscribe', { way: 'mail', ahead: '30' });
  const dying = { ...house.context, enqueue: () => Promise.reject(new Error('killed')) };
  await assert.rejects(tellExpiring(dying), /killed/);
  await linkMailedBy(house, 'certificates-expiring', () => tellExpiring(house.context));
  for (const { id } of await activeSubscriptions(house.context.db, organisation)) {
    await dropSubscription(house.context, id);
  }
  back();
});

test('days that are not offered are refused, and without a visit nothing is subscribed', async () => {
  const { browser, back } = await visitBefore(20);
  const odd = await browser.send('/expiring/subscribe', { way: 'mail', ahead: '17' });
  assert.equal(odd.status, 422);
  assert.match(await odd.text(), /subscription\.days/);
  const stranger = await openBrowser(house).send('/expiring/subscribe', { way: 'mail', ahead: '30' });
  assert.equal(stranger.status, 401);
  assert.match(await stranger.text(), /visit\.over/);
  back();
});

test('officers alone see the list of all organisations', async () => {
  await issueCard(house);
  const response = await openBrowser(house).get('/officer/expiring');
  assert.equal(response.status, 303);
  assert.match(response.headers.get('location') ?? '', /sign-in/);
});
