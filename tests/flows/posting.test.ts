import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { expireCards, revokeOverdueCards } from '@kaika/authority/job/hour';
import { remindOfExpiry, remindToActivate } from '@kaika/authority/job/remind';
import { findCard, requireCard } from '@kaika/authority/store/card';
import { shipmentsOfCard } from '@kaika/authority/store/shipment';
import { addDays, startOf } from '@kaika/registry/day';
import { countEvents, issueCard, openAuthority, type TestAuthority } from './authority.ts';
import { assertCalendar } from './calendar.ts';
import { type Operator, openOperator } from './operator.ts';
import { readOutbox, waitForMail } from './outbox.ts';
import { activeCard } from './proof.ts';

let house: TestAuthority;
let operator: Operator;

before(async () => {
  house = await openAuthority();
  operator = await openOperator(() => house, 'operator');
});
after(() => house[Symbol.asyncDispose]());

const stateOf = async (number: string) => (await findCard(house.context.db, number))?.state;
const mails = (about: string) => readOutbox(house.config.folder, about).length;

test('a card is posted with carrier and number, corrected, posted again, returned by the post', async () => {
  const { number } = await issueCard(house);
  const at = `/officer/cards/${number}`;
  const posting = { carrier: '中華郵政', tracking: 'ab 123-456', sentOn: '2026-11-20' };
  const wrong = await operator.send(`${at}/ship`, { ...posting, tracking: '#' });
  assert.equal(wrong.status, 409);
  assert.match(await wrong.text(), /郵件號碼格式不正確/);
  const future = await operator.send(`${at}/ship`, { ...posting, sentOn: '2026-11-22' });
  assert.match(await future.text(), /交寄日期不正確，或晚於今日/);
  assert.equal((await operator.send(`${at}/ship`, posting)).status, 303);
  assert.match(await waitForMail(house.config.folder, 'card-shipped'), /中華郵政 AB123456/);
  const twice = await operator.send(`${at}/ship`, posting);
  assert.match(await twice.text(), /shipment\.already/);
  const silent = await operator.send(`${at}/unship`, { reason: ' ' });
  assert.match(await silent.text(), /請填寫更正的原因/);
  assert.equal((await operator.send(`${at}/unship`, { reason: '尚在待寄箱' })).status, 303);
  assert.equal(await stateOf(number), 'produced');
  await waitForMail(house.config.folder, 'card-not-shipped');
  const nothing = await operator.send(`${at}/returned`, { why: 'refused' });
  assert.match(await nothing.text(), /shipment\.none/);
  assert.equal((await operator.send(`${at}/ship`, { carrier: '', tracking: '' })).status, 303);
  assert.equal((await operator.send(`${at}/returned`, { why: 'not-collected' })).status, 303);
  await waitForMail(house.config.folder, 'card-returned');
  const ways = await shipmentsOfCard(house.context.db, number);
  assert.deepEqual(ways.map(({ state }) => state).toSorted(), ['returned', 'undone']);
  const page = await (await operator.get(at)).text();
  assert.match(page, /招領逾期/);
  assert.match(await (await operator.get('/officer/shipping')).text(), /曾退回：招領逾期/);
});

test('a list of carrier’s numbers is checked row by row, then recorded; sent twice it changes nothing more', async () => {
  const cards = [await issueCard(house), await issueCard(house)];
  const [left = '', right = ''] = cards.map(({ number }) => number);
  const list = `卡號,郵件號碼\r\n${left},"AB 1234567"\r\n${right},\r\n${right},AB7654321\r\nXC00000000000099,1\r\n\r\n${left.slice(0, 9)},1`;
  const about = { carrier: '中華郵政', sentOn: '2026-11-21' };
  const check = await (await operator.send('/officer/shipping', { ...about, list, step: 'check' })).text();
  assert.match(check, /2 列可登記，3 列不會登記/);
  assert.match(check, /同一張卡片在清單中出現兩次/);
  assert.equal(await stateOf(left), 'produced', 'nothing is recorded by the check');
  const done = await (await operator.send('/officer/shipping', { ...about, list, step: 'record' })).text();
  assert.match(done, /已登記 2 張卡片寄出/);
  assert.deepEqual([await stateOf(left), await stateOf(right)], ['shipped', 'shipped']);
  const [way] = await shipmentsOfCard(house.context.db, left);
  assert.deepEqual(
    [way?.carrier, way?.tracking, way?.sentOn, way?.sentBy],
    ['中華郵政', 'AB1234567', '2026-11-21', 'operator'],
  );
  const again = await (await operator.send('/officer/shipping', { ...about, list, step: 'record' })).text();
  assert.match(again, /已登記 0 張卡片寄出/);
  for (const bad of ['no list at all', '"a quote that never ends', `${left}\0`]) {
    const refused = await operator.send('/officer/shipping', { ...about, list: bad, step: 'check' });
    assert.equal(refused.status, 422, bad);
    assert.match(await refused.text(), /無法讀取這份清單/);
  }
});

test('every copy of a letter is in the log', async () => {
  const { number } = await issueCard(house);
  const before = await countEvents(house, 'card.letter-made');
  for (let copy = 0; copy < 2; copy += 1) {
    assert.equal((await operator.get(`/officer/cards/${number}/letter.pdf`)).status, 200);
  }
  assert.equal(await countEvents(house, 'card.letter-made'), before + 2);
});

test('30, 7 and 1 days before the last one the contact is reminded once each, then the card is revoked by the clock', async () => {
  const { now } = house.clock;
  const { number } = await issueCard(house);
  const { activationDeadline } = await requireCard(house.context.db, number);
  const last = activationDeadline ?? '';
  const due = () =>
    readOutbox(house.config.folder, 'card-due').filter((mail) => mail.includes(number)).length;
  const on = async (day: string) => {
    house.clock.now = new Date(startOf(day).getTime() + 3_600_000);
    // Two processes at once, and again after a restart.
    await Promise.all([remindToActivate(house.context), remindToActivate(house.context)]);
    house = await house.restart();
    await remindToActivate(house.context);
  };
  const settled = async (count: number) => {
    for (const deadline = Date.now() + 10_000; due() < count && Date.now() < deadline; ) {
      await new Promise((wake) => setTimeout(wake, 25));
    }
    return due();
  };
  await on(addDays(last, -31));
  assert.equal(due(), 0);
  await on(addDays(last, -30));
  assert.equal(await settled(1), 1);
  // Down on the seventh day: made up for on the sixth.
  await on(addDays(last, -6));
  assert.equal(await settled(2), 2);
  await on(addDays(last, -1));
  assert.equal(await settled(3), 3);
  await on(last);
  await revokeOverdueCards(house.context);
  assert.equal(await stateOf(number), 'produced', 'the last day itself still counts');
  house.clock.now = startOf(addDays(last, 1));
  await Promise.all([revokeOverdueCards(house.context), revokeOverdueCards(house.context)]);
  assert.equal(await stateOf(number), 'revoked');
  const [overdue] = [await waitForMail(house.config.folder, 'card-overdue')];
  assert.match(overdue, /逾期|was not activated/);
  assert.equal(due(), 3);
  house.clock.now = now;
});

test('60, 30 and 7 days before its end a card’s contact is told, with a calendar file; then it expires', async () => {
  const { now } = house.clock;
  const { number } = await activeCard(house);
  const { notAfter } = await requireCard(house.context.db, number);
  assert.ok(notAfter);
  const before = mails('card-expiring');
  for (const [days, count] of [
    [61, 0],
    [60, 1],
    [59, 1],
    [30, 2],
    [5, 3],
  ] as const) {
    house.clock.now = new Date(notAfter.getTime() - days * 86_400_000);
    await Promise.all([remindOfExpiry(house.context), remindOfExpiry(house.context)]);
    if (count > 0) await waitForMail(house.config.folder, 'card-expiring', before + count);
    const told = readOutbox(house.config.folder, 'card-expiring').filter((mail) => mail.includes(number));
    assert.equal(told.length, count, `${days} days before`);
  }
  const mail = await waitForMail(house.config.folder, 'card-expiring');
  const part = mail.split('text/calendar')[1] ?? '';
  const encoded = /\r\n\r\n([A-Za-z0-9+/=\r\n]+)/.exec(part)?.[1] ?? '';
  assertCalendar(Buffer.from(encoded, 'base64').toString('utf8'), number);
  house.clock.now = new Date(notAfter.getTime() + 1000);
  await expireCards(house.context);
  await expireCards(house.context);
  assert.equal(await stateOf(number), 'expired');
  house.clock.now = now;
});
