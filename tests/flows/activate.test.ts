import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { carryOut, openSide } from '@kaika/authority/bootstrap/holder';
import { revokeOverdueCards } from '@kaika/authority/job/hour';
import { abandonCard } from '@kaika/authority/production/produce';
import { findCard, requireCard, requireCode } from '@kaika/authority/store/card';
import { certificatesOfCard } from '@kaika/authority/store/certificate';
import { eventsAbout } from '@kaika/authority/store/event';
import { act, keep } from '@kaika/authority/store/save';
import { revoke } from '@kaika/registry/card';
import { system } from '@kaika/registry/change';
import { taskClaims } from '@kaika/wire/task';
import {
  asksOf,
  countEvents,
  type IssuedCard,
  issueCard,
  openAuthority,
  orderTask,
  post,
  Refused,
  type TestAuthority,
} from './authority.ts';

let house: TestAuthority;
before(async () => {
  house = await openAuthority();
});
after(() => house[Symbol.asyncDispose]());

const pin = '735912';

/** One go: task, code, card, confirmation. */
async function activate(issued: IssuedCard, userCode = issued.userCode) {
  const task = await orderTask(house, 'activate', issued.number);
  return carryOut(issued.card, task, { ...asksOf(house, task), typed: { userCode, pin } });
}

function refused(code: string, triesLeft?: number) {
  return (error: unknown) => {
    assert.ok(error instanceof Refused, String(error));
    assert.equal(error.problem.code, code);
    if (triesLeft !== undefined) assert.equal(error.problem.triesLeft, triesLeft);
    return true;
  };
}

test('the task says the holder’s business number, so that the window refuses it as a PIN', async () => {
  const issued = await issueCard(house);
  const { task } = await orderTask(house, 'activate', issued.number);
  const claims = taskClaims.parse(JSON.parse(Buffer.from(task.split('.')[1] ?? '', 'base64url').toString()));
  assert.match(claims.ubn ?? '', /^\d{8}$/);
});

test('a card is activated by its user code: certificates good, a receipt, every step in the log', async () => {
  const issued = await issueCard(house);
  const before = await certificatesOfCard(house.context.db, issued.number);
  assert.deepEqual(
    before.map((one) => one.state),
    ['hold', 'hold', 'hold', 'hold'],
  );
  const { receipt } = await activate(issued);
  assert.equal(receipt.what, 'card.activated');
  assert.equal(receipt.cardNumber, issued.number);
  const after = await certificatesOfCard(house.context.db, issued.number);
  assert.deepEqual(
    after.map((one) => one.state),
    ['good', 'good', 'good', 'good'],
  );
  const card = await findCard(house.context.db, issued.number);
  assert.equal(card?.state, 'active');
  assert.deepEqual(card?.puk, { proven: 2, offered: [], refuted: [], offeredAt: null, triesLeft: null });
  const told = (await eventsAbout(house.context.db, [issued.number])).map(({ what }) => what);
  for (const what of ['card.produced', 'code.tried', 'code.accepted', 'card.puk-offered', 'card.activated']) {
    assert.ok(told.includes(what), what);
  }
});

test('three wrong codes lock it: tries are counted down, and the right one is refused afterwards', async () => {
  const issued = await issueCard(house);
  const task = await orderTask(house, 'activate', issued.number);
  const side = await openSide(issued.card, task);
  const asks = asksOf(house, task);
  const wrong = async (attempt: number) => asks.release(await side.request({ userCode: 'wrong-1' }, attempt));
  await assert.rejects(wrong(1), refused('code.wrong', 2));
  await assert.rejects(wrong(2), refused('code.wrong', 1));
  await assert.rejects(wrong(3), refused('code.locked'));
  await assert.rejects(asks.release(await side.request(issued, 4)), refused('code.locked'));
  await assert.rejects(activate(issued), refused('code.locked'));
  assert.equal((await findCard(house.context.db, issued.number))?.state, 'produced');
});

test('a right code clears the count', async () => {
  const issued = await issueCard(house);
  await assert.rejects(activate(issued, 'wrong-1'), refused('code.wrong', 2));
  await assert.rejects(activate(issued, 'wrong-1'), refused('code.wrong', 1));
  await activate(issued);
  assert.equal((await requireCode(house.context.db, issued.number)).taken, 0);
});

test('a request sent again is refused and not counted', async () => {
  const issued = await issueCard(house);
  const task = await orderTask(house, 'activate', issued.number);
  const side = await openSide(issued.card, task);
  const request = await side.request({ userCode: 'wrong-1' }, 1);
  await assert.rejects(asksOf(house, task).release(request), refused('code.wrong', 2));
  await assert.rejects(asksOf(house, task).release(request), refused('task.used'));
  assert.equal((await requireCode(house.context.db, issued.number)).taken, 1);
});

test('a card says before anything is begun what keeps it from being activated', async () => {
  const { card, ...issued } = await issueCard(house);
  const check = () => post(house, '/api/task/check', { operation: 'activate', cardNumber: issued.number });
  assert.deepEqual(await check(), { admitted: true });
  await activate({ card, ...issued });
  await assert.rejects(check(), refused('card.already-active'));
  const unknown = { operation: 'activate', cardNumber: 'XC99999999999999' };
  await assert.rejects(post(house, '/api/task/check', unknown), Refused);
});

test('a newer task takes the place of the older', async () => {
  const issued = await issueCard(house);
  const older = await orderTask(house, 'activate', issued.number);
  const side = await openSide(issued.card, older);
  const request = await side.request(issued, 1);
  await orderTask(house, 'activate', issued.number);
  await assert.rejects(asksOf(house, older).release(request), refused('task.superseded'));
});

test('another card, a wrong signature and another task are refused before a try is taken', async () => {
  const issued = await issueCard(house);
  const other = await issueCard(house, { ubn: '00000022', name: '別的事務所' });
  const task = await orderTask(house, 'activate', issued.number);
  const asks = asksOf(house, task);
  const foreign = await (await openSide(other.card, task)).request(issued, 1);
  await assert.rejects(asks.release(foreign), refused('task.mismatch'));
  const side = await openSide(issued.card, task);
  const request = await side.request(issued, 1);
  await assert.rejects(asks.release({ ...request, attempt: 2 }), refused('card.presence-failed'));
  const otherTask = await orderTask(house, 'activate', other.number);
  await assert.rejects(asks.release({ ...request, task: otherTask.id }), refused('task.mismatch'));
  await assert.rejects(asks.release({ ...request, task: 'no such task at all' }), refused('task.unknown'));
  assert.equal((await requireCode(house.context.db, issued.number)).taken, 0);
});

test('a task is over after five minutes', async () => {
  const issued = await issueCard(house);
  const task = await orderTask(house, 'activate', issued.number);
  const side = await openSide(issued.card, task);
  const request = await side.request(issued, 1);
  const { now } = house.clock;
  house.clock.now = new Date(now.getTime() + 5 * 60_000 + 1);
  await assert.rejects(asksOf(house, task).release(request), refused('task.expired'));
  house.clock.now = now;
});

test('told twice, a confirmation answers the same receipt; changed, it is refused', async () => {
  const issued = await issueCard(house);
  const task = await orderTask(house, 'activate', issued.number);
  const asks = asksOf(house, task);
  const side = await openSide(issued.card, task);
  const released = await side.open(await asks.release(await side.request(issued, 1)));
  const confirm = await side.apply(released, { pin });
  await assert.rejects(asks.confirm({ ...confirm, version: 3 }), refused('task.confirm-failed'));
  await assert.rejects(asks.confirm({ ...confirm, result: 'unlocked' }), refused('task.mismatch'));
  const [first, second] = await Promise.all([asks.confirm(confirm), asks.confirm(confirm)]);
  assert.deepEqual(first, second);
  assert.deepEqual(await asks.confirm(confirm), first);
});

test('the code is used up by the offer', async () => {
  const issued = await issueCard(house);
  const task = await orderTask(house, 'activate', issued.number);
  const side = await openSide(issued.card, task);
  await asksOf(house, task).release(await side.request(issued, 1));
  await assert.rejects(asksOf(house, task).release(await side.request(issued, 2)), refused('task.used'));
});

test('cut before RESET, the same PUK is offered again; cut after CHANGE, the refused one makes way for the next', async () => {
  const issued = await issueCard(house);
  const first = await orderTask(house, 'activate', issued.number);
  const side = await openSide(issued.card, first);
  const one = await side.open(await asksOf(house, first).release(await side.request(issued, 1)));
  const second = await orderTask(house, 'activate', issued.number);
  const again = await openSide(issued.card, second);
  const two = await again.open(await asksOf(house, second).release(await again.request(issued, 1)));
  assert.deepEqual(
    [two.version, two.nextVersion, two.puk, two.nextPuk],
    [one.version, one.nextVersion, one.puk, one.nextPuk],
  );
  await again.apply(two, { pin });
  // The confirmation is lost; the card has the next PUK.
  const { receipt } = await activate(issued);
  assert.equal(receipt.what, 'card.activated');
  assert.deepEqual((await findCard(house.context.db, issued.number))?.puk.proven, 3);
  assert.equal(await countEvents(house, 'card.puk-refuted'), 1);
});

test('a confirmation handed in late, after a newer task was begun, still counts', async () => {
  const issued = await issueCard(house);
  const task = await orderTask(house, 'activate', issued.number);
  const side = await openSide(issued.card, task);
  const confirm = await side.apply(
    await side.open(await asksOf(house, task).release(await side.request(issued, 1))),
    { pin },
  );
  await orderTask(house, 'activate', issued.number);
  house.clock.now = new Date(house.clock.now.getTime() + 3600_000);
  assert.equal((await asksOf(house, task).confirm(confirm)).receipt.cardNumber, issued.number);
});

test('revoked meanwhile wins: the confirmation is refused and nothing becomes good', async () => {
  const issued = await issueCard(house);
  const task = await orderTask(house, 'activate', issued.number);
  const side = await openSide(issued.card, task);
  const released = await side.open(await asksOf(house, task).release(await side.request(issued, 1)));
  const confirm = await side.apply(released, { pin });
  const card = await requireCard(house.context.db, issued.number);
  await keep(house.context.db, revoke(card, 'keyCompromise', { by: system, now: house.clock.now }));
  await assert.rejects(asksOf(house, task).confirm(confirm), refused('card.revoked'));
  const states = (await certificatesOfCard(house.context.db, issued.number)).map((one) => one.state);
  assert.deepEqual(states, ['hold', 'hold', 'hold', 'hold']);
});

test('an active card is not activated again; it is unlocked instead, PIN blocked or not', async () => {
  const issued = await issueCard(house);
  await activate(issued);
  await assert.rejects(orderTask(house, 'activate', issued.number), refused('card.already-active'));
  const task = await orderTask(house, 'unlock', issued.number);
  const typed = { userCode: issued.userCode, pin: '846023' };
  const { receipt } = await carryOut(issued.card, task, { ...asksOf(house, task), typed });
  assert.equal(receipt.what, 'card.unlocked');
});

test('a card of nobody, one not finished and one not active get their own refusals', async () => {
  await assert.rejects(orderTask(house, 'activate', 'XC99999999999999'), refused('card.unknown'));
  const issued = await issueCard(house);
  await assert.rejects(orderTask(house, 'unlock', issued.number), refused('card.not-active'));
});

test('after 90 days the clock revokes card and certificates, and activation names the deadline', async () => {
  const issued = await issueCard(house);
  const { now } = house.clock;
  const day = 86_400_000;
  house.clock.now = new Date(now.getTime() + 90 * day);
  await orderTask(house, 'activate', issued.number);
  house.clock.now = new Date(now.getTime() + 91 * day);
  await assert.rejects(orderTask(house, 'activate', issued.number), (error: unknown) => {
    assert.ok(refused('card.activation-overdue')(error));
    assert.ok(error instanceof Refused && /^\d{4}-\d\d-\d\d$/.test(error.problem.detail?.deadline ?? ''));
    return true;
  });
  await revokeOverdueCards(house.context);
  const states = (await certificatesOfCard(house.context.db, issued.number)).map((one) => one.state);
  assert.deepEqual(states, ['revoked', 'revoked', 'revoked', 'revoked']);
  assert.equal((await findCard(house.context.db, issued.number))?.state, 'revoked');
  house.clock.now = now;
});

test('killed between the two transactions, the try stays taken and the next attempt succeeds', async () => {
  const issued = await issueCard(house);
  const task = await orderTask(house, 'activate', issued.number);
  const side = await openSide(issued.card, task);
  const { codes } = house.context;
  const dying = { ...house.context, codes: { ...codes, matches: () => Promise.reject(new Error('killed')) } };
  const { releasePuk } = await import('@kaika/authority/task/release');
  await assert.rejects(releasePuk(dying, await side.request(issued, 1)), /killed/);
  assert.equal((await requireCode(house.context.db, issued.number)).taken, 1);
  house = await house.restart();
  const released = await side.open(await asksOf(house, task).release(await side.request(issued, 2)));
  const confirm = await side.apply(released, { pin });
  await asksOf(house, task).confirm(confirm);
  assert.equal((await requireCode(house.context.db, issued.number)).taken, 0);
});

test('two codes at once take two tries; no race gives one more', async () => {
  const issued = await issueCard(house);
  const task = await orderTask(house, 'activate', issued.number);
  const side = await openSide(issued.card, task);
  const requests = [];
  for (const attempt of [1, 2, 3, 4]) requests.push(await side.request({ userCode: 'wrong-1' }, attempt));
  const answers = await Promise.allSettled(requests.map((request) => asksOf(house, task).release(request)));
  assert.ok(answers.every(({ status }) => status === 'rejected'));
  assert.ok((await requireCode(house.context.db, issued.number)).taken <= 3);
});

test('no code, PIN or PUK is in the database or in the log', async () => {
  const issued = await issueCard(house);
  await activate(issued);
  for (const { what, data } of await eventsAbout(house.context.db, [issued.number])) {
    const said = JSON.stringify({ what, data });
    assert.ok(!said.includes(issued.userCode) && !said.includes(pin));
  }
});

test('a production given up leaves an incomplete card whose certificates are revoked', async () => {
  const issued = await issueCard(house);
  await abandonCard(house.context, issued.number, 'card.removed', system);
  assert.equal(
    (await findCard(house.context.db, issued.number))?.state,
    'produced',
    'a finished card is left alone',
  );
  await act(house.context.db, async () => ({ changes: [], answer: undefined }));
});
