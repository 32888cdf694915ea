import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { findOpenLine, requireBatch, requireLine } from '@kaika/authority/store/batch';
import { findCard } from '@kaika/authority/store/card';
import { leaseMs } from '@kaika/registry/line';
import { batchTask } from '@kaika/wire/batch';
import { taskIssued } from '@kaika/wire/task';
import { countEvents, openAuthority, Refused, type TestAuthority } from './authority.ts';
import { approvedApplication, carryRelay, type Operator, openOperator } from './operator.ts';

let house: TestAuthority;
let one: Operator;
let other: Operator;

before(async () => {
  house = await openAuthority();
  one = await openOperator(() => house, 'one');
  other = await openOperator(() => house, 'other');
});
after(() => house[Symbol.asyncDispose]());

const refusedWith = (code: string) => (error: unknown) =>
  error instanceof Refused && error.problem.code === code;

/** Makes a batch by the form and answers its number. */
async function makeBatch(
  applications: readonly string[],
  more: readonly (readonly [string, string])[] = [],
): Promise<string> {
  const fields = applications.map((number) => ['application', number] as const);
  const response = await one.send('/officer/batches', [...fields, ...more]);
  assert.equal(response.status, 303);
  return response.headers.get('location')?.split('/').at(-1) ?? '';
}

async function next(operator: Operator, batch: string, reader = 'Reader 1') {
  return batchTask.parse(await operator.post(`/api/batch/${batch}/next`, { reader }));
}

async function act(operator: Operator, batch: string, fields: { application: string; what: string }) {
  return operator.send(`/officer/batches/${batch}/lines`, fields);
}

test('a batch is made of approved applications in the order asked for, the urgent ones first', async () => {
  const far = await approvedApplication(house, { address: '金門縣金湖鎮示範路3號' });
  const near = await approvedApplication(house, { address: '台北市信義區示範路 10 號' });
  const nearer = await approvedApplication(house, { address: '110 臺北市信義區示範路9號' });
  const empty = await one.send('/officer/batches', { title: '空' });
  assert.equal(empty.status, 422);
  assert.match(await empty.text(), /尚未選取申請案/);
  const batch = await makeBatch(
    [far, near, nearer],
    [
      ['order', 'address'],
      ['first', far],
    ],
  );
  const order = [];
  for (let at = 0; at < 3; at += 1) order.push((await next(one, batch, `Reader ${at}`)).application);
  assert.deepEqual(order, [far, nearer, near]);
  const again = await one.send('/officer/batches', { application: near });
  assert.equal(again.status, 422);
  assert.match(await again.text(), new RegExp(`申請案 ${near} 已在其他批次`));
  await assert.rejects(next(one, batch, 'Reader 9'), refusedWith('batch.finished'));
  for (const application of order)
    assert.equal((await act(one, batch, { application, what: 'back' })).status, 303);
  assert.equal((await one.send(`/officer/batches/${batch}/close`, {})).status, 303);
  assert.equal(await findOpenLine(house.context.db, near), null);
  await assert.rejects(next(one, batch), refusedWith('batch.closed'));
  assert.equal((await one.get('/officer/batches/B0')).status, 404);
});

test('two operators who ask at once get two cards, and neither can take the other’s', async () => {
  const [left, right] = [await approvedApplication(house), await approvedApplication(house)];
  const batch = await makeBatch([left, right]);
  const [mine, theirs] = await Promise.all([next(one, batch), next(other, batch)]);
  assert.notEqual(mine.application, theirs.application);
  const taken = () => other.post('/api/task', { operation: 'produce', application: mine.application });
  await assert.rejects(taken(), refusedWith('line.taken'), 'nor by producing it alone');
  assert.equal((await act(other, batch, { application: mine.application, what: 'back' })).status, 409);
  assert.equal((await act(one, batch, { application: mine.application, what: 'remove' })).status, 409);
  const mineAgain = await next(one, batch);
  assert.equal(mineAgain.application, mine.application, 'the same reader goes on with the same card');
  const { now } = house.clock;
  house.clock.now = new Date(now.getTime() + leaseMs);
  taskIssued.parse(await taken());
  const number = await carryRelay(other, house.blank(), theirs.id).catch((error) => error);
  assert.ok(number instanceof Refused, 'a task of before has ended');
  house.clock.now = now;
});

test('cards are made side by side, each in its own conversation; what fails says why and is made again', async () => {
  const applications = [
    await approvedApplication(house),
    await approvedApplication(house),
    await approvedApplication(house),
  ];
  const batch = await makeBatch(applications);
  const [first, second, third] = await Promise.all([
    next(one, batch, 'A'),
    next(one, batch, 'B'),
    next(other, batch, 'C'),
  ]);
  const torn = house.blank();
  torn.unplugAfter(40);
  const results = await Promise.allSettled([
    carryRelay(one, house.blank(), first.id),
    carryRelay(one, torn, second.id),
    carryRelay(other, house.blank(), third.id),
  ]);
  assert.deepEqual(
    results.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  );
  const failed = await requireLine(house.context.db, batch, second.application);
  assert.deepEqual([failed.state, failed.code, failed.attempts], ['failed', 'card.removed', 1]);
  const page = await (await one.get(`/officer/batches/${batch}`)).text();
  assert.match(page, /作業途中卡片被抽離。/);
  assert.match(page, /已完成 2／3 張/);
  assert.equal(
    (await act(one, batch, { application: first.application, what: 'again' })).status,
    409,
    'done is done',
  );
  assert.equal((await act(one, batch, { application: second.application, what: 'spoiled' })).status, 303);
  torn.powerOn();
  const retried = await next(other, batch, 'B');
  assert.equal(retried.application, second.application);
  const number = await carryRelay(other, torn, retried.id);
  assert.equal((await findCard(house.context.db, number))?.state, 'produced');
  const line = await requireLine(house.context.db, batch, second.application);
  assert.deepEqual([line.state, line.cardNumber, line.attempts, line.spoiled], ['done', number, 2, 1]);
  assert.match(await (await one.get(`/officer/batches/${batch}`)).text(), /全部製作完成/);
});

test('paused, nothing new is begun and what is in a reader is finished', async () => {
  const batch = await makeBatch([await approvedApplication(house), await approvedApplication(house)]);
  const running = await next(one, batch);
  assert.equal((await other.send(`/officer/batches/${batch}/pause`, {})).status, 303);
  await assert.rejects(next(other, batch), refusedWith('batch.paused'));
  await carryRelay(one, house.blank(), running.id);
  assert.match(await (await one.get(`/officer/batches/${batch}`)).text(), /批次已暫停/);
  assert.equal((await one.send(`/officer/batches/${batch}/resume`, {})).status, 303);
  await next(other, batch);
});

test('the authority restarted in the middle: the operator’s reader goes on with the card, begun anew', async () => {
  const batch = await makeBatch([await approvedApplication(house)]);
  const begun = await next(one, batch);
  const card = house.blank();
  card.unplugAfter(60);
  const dying = carryRelay(
    {
      ...one,
      post: (path, body) =>
        JSON.stringify(body).includes('"problem"') ? Promise.reject(new Error('gone')) : one.post(path, body),
    },
    card,
    begun.id,
  );
  await assert.rejects(dying, /gone/);
  house = await house.restart();
  assert.equal((await requireLine(house.context.db, batch, begun.application)).state, 'making');
  await assert.rejects(next(other, batch), refusedWith('batch.finished'), 'nobody else gets it meanwhile');
  card.powerOn();
  const again = await next(one, batch);
  assert.equal(again.application, begun.application);
  const number = await carryRelay(one, card, again.id);
  assert.equal((await findCard(house.context.db, number))?.state, 'produced');
});

test('a closed window gives the card back; one that was begun meanwhile is not taken away', async () => {
  const application = await approvedApplication(house);
  const batch = await makeBatch([application]);
  await next(one, batch);
  await one.post(`/api/batch/${batch}/back`, { application });
  const theirs = await next(other, batch);
  await one.post(`/api/batch/${batch}/back`, { application });
  assert.equal((await findOpenLine(house.context.db, application))?.takenBy, 'other');
  await carryRelay(other, house.blank(), theirs.id);
});

test('letters of a batch are one PDF in the order of the post, and a reprint is in the log', async () => {
  const far = await approvedApplication(house, { name: '遠方事務所', address: '高雄市前鎮區示範路2號' });
  const near = await approvedApplication(house, { name: '近處事務所', address: '臺北市信義區示範路10號' });
  const batch = await makeBatch([far, near]);
  const none = await one.send(`/officer/batches/${batch}/letters`, {});
  assert.equal(none.status, 409);
  for (const reader of ['A', 'B']) await carryRelay(one, house.blank(), (await next(one, batch, reader)).id);
  const print = async () =>
    new Uint8Array(await (await one.send(`/officer/batches/${batch}/letters`, {})).arrayBuffer());
  const pdf = await print();
  assert.equal(Buffer.from(pdf.subarray(0, 5)).toString(), '%PDF-');
  const shown = spawnSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' });
  if (shown.error === undefined) {
    const pages = shown.stdout.split('\f').filter((page) => page.trim() !== '');
    assert.equal(pages.length, 3, 'the sheet of addresses and a page for each letter');
    assert.match(pages[0] ?? '', /寄件地址清單[\s\S]*臺北市信義區[\s\S]*高雄市前鎮區/);
    assert.match(pages[1] ?? '', /近處事務所/);
    assert.match(pages[2] ?? '', /遠方事務所/);
  }
  await print();
  assert.equal((await requireBatch(house.context.db, batch)).lettersMade, 2);
  assert.equal(await countEvents(house, 'batch.letters-reprinted'), 1);
});

test('only card operators work on batches; every page of them answers in both languages', async () => {
  const auditor = await openOperator(() => house, 'auditor', ['auditor']);
  const batch = await makeBatch([await approvedApplication(house)]);
  await assert.rejects(next(auditor, batch), refusedWith('officer.not-allowed'));
  for (const path of [
    '/officer/batches',
    '/officer/batches/new',
    `/officer/batches/${batch}`,
    '/officer/shipping',
    '/officer/outbox',
  ]) {
    for (const lang of ['zh-TW', 'en']) {
      const response = await one.get(`${path}?lang=${lang}`);
      assert.equal(response.status, 200, path);
      assert.match(await response.text(), new RegExp(`<html lang="${lang}"`), path);
    }
  }
  assert.equal((await auditor.get('/officer/batches/new')).status, 403);
});
