import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openMail } from '@kaika/authority/mail/mail';
import { deliver, forgetMails, mostTries, openOutbox } from '@kaika/authority/mail/outbox';
import { findMail } from '@kaika/authority/store/mail';
import { openAuthority, type TestAuthority } from './authority.ts';
import { type Operator, openOperator } from './operator.ts';
import { openSink, type Sink } from './sink.ts';

let sink: Sink;
let house: TestAuthority;
let officer: Operator;

before(async () => {
  sink = await openSink();
  const mail = { smtp: sink.url, from: 'Authority <no-reply@authority.example>' };
  house = await openAuthority({ mail });
  officer = await openOperator(() => house, 'help', ['help-desk']);
});
after(async () => {
  await house[Symbol.asyncDispose]();
  await sink[Symbol.asyncDispose]();
});

const about = 'card-due' as const;
const values = {
  name: '示範',
  cardNumber: 'XC00000000000018',
  deadline: '2027-02-19',
  days: '7',
  href: 'http://a.example',
};

/** Puts a mail into the outbox without a job for it: the test carries it out. Answers its id. */
async function keepMail(mail: {
  about: 'card-due' | 'mail-code';
  values: Record<string, string>;
}): Promise<string> {
  const { db, now } = house.context;
  const ids = new Set((await db.selectFrom('mail').select('id').execute()).map(({ id }) => id));
  const put = openOutbox(async () => {}, now);
  await db.transaction().execute((trx) => put(trx, { to: 'someone@firm.example', ...mail }));
  const fresh = (await db.selectFrom('mail').select('id').execute()).find(({ id }) => !ids.has(id));
  assert.ok(fresh);
  return fresh.id;
}

const hands = () => ({ db: house.context.db, send: openMail(house.config), now: house.context.now });
const idOf = (message: string) => /^Message-ID: <([^@>]+)@/im.exec(message)?.[1];

test('a mail ordered in a transaction is sent by SMTP if and only if that is kept, and what it said is forgotten', async () => {
  const { db, enqueue } = house.context;
  await assert.rejects(
    db.transaction().execute(async (trx) => {
      await enqueue(trx, { to: 'never@firm.example', about, values });
      throw new Error('undone');
    }),
    /undone/,
  );
  const { length } = sink.received;
  await db.transaction().execute((trx) => enqueue(trx, { to: 'office@firm.example', about, values }));
  await sink.wait(length + 1);
  const mail = sink.received.at(-1);
  assert.equal(mail?.to, 'office@firm.example');
  assert.match(mail?.message ?? '', /^Auto-Submitted: auto-generated/m);
  const id = idOf(mail?.message ?? '') ?? '';
  for (const deadline = Date.now() + 5000; (await findMail(db, id))?.state !== 'sent'; ) {
    assert.ok(Date.now() < deadline, 'not recorded as sent');
    await new Promise((wake) => setTimeout(wake, 20));
  }
  assert.deepEqual((await findMail(db, id))?.values, {});
  assert.ok(!sink.received.some(({ to }) => to === 'never@firm.example'));
});

test('refused for now, a mail is tried again; repeated after a crash it has the same Message-ID and date', async () => {
  const id = await keepMail({ about, values });
  sink.replies.push('451 later');
  await assert.rejects(deliver(hands(), id), /mail: 451/);
  const waiting = await findMail(house.context.db, id);
  assert.deepEqual([waiting?.state, waiting?.attempts, waiting?.problem], ['queued', 1, '451']);
  house = await house.restart();
  const { length } = sink.received;
  // The server took it, and the process died before the record said so.
  const { to, madeAt } = waiting ?? assert.fail();
  await hands().send({ id, to, about, values, madeAt });
  await deliver(hands(), id);
  await deliver(hands(), id);
  const [first, second, ...more] = sink.received.slice(length).map(({ message }) => message);
  assert.equal(more.length, 0, 'sent and recorded, it is not sent again');
  assert.equal(idOf(first ?? ''), id);
  assert.equal(idOf(second ?? ''), id);
  assert.equal(/^Date: .*$/m.exec(first ?? '')?.[0], /^Date: .*$/m.exec(second ?? '')?.[0]);
});

test('refused for good, or too often, a mail waits for an officer; sent again it arrives', async () => {
  const id = await keepMail({ about, values });
  sink.replies.push('550 nobody here');
  await deliver(hands(), id);
  assert.equal((await findMail(house.context.db, id))?.state, 'failed');
  const page = await (await officer.get('/officer/outbox?state=failed')).text();
  assert.match(page, /someone@firm\.example[\s\S]*伺服器回應 550/);
  const { length } = sink.received;
  assert.equal((await officer.send('/officer/outbox', { id })).status, 303);
  await sink.wait(length + 1);
  const again = await officer.send('/officer/outbox', { id: 'none' });
  assert.equal(again.status, 404);
  assert.match(await again.text(), /outbox\.unknown/);
  const other = await keepMail({ about, values });
  await house.context.db
    .updateTable('mail')
    .set({ attempts: mostTries - 1 })
    .where('id', '=', other)
    .execute();
  sink.replies.push('421 busy');
  await deliver(hands(), other);
  assert.equal((await findMail(house.context.db, other))?.state, 'failed');
});

test('a code that is over is not sent any more, and is forgotten', async () => {
  const id = await keepMail({ about: 'mail-code', values: { ...values, code: '31415926' } });
  const { now } = house.clock;
  const { length } = sink.received;
  house.clock.now = new Date(now.getTime() + 15 * 60_000);
  await deliver(hands(), id);
  const mail = await findMail(house.context.db, id);
  assert.deepEqual([mail?.state, mail?.values], ['lapsed', {}]);
  assert.equal(sink.received.length, length);
  house.clock.now = new Date(now.getTime() + 200 * 86_400_000);
  await forgetMails(house.context);
  assert.equal(await findMail(house.context.db, id), null, 'settled mails are kept half a year');
  house.clock.now = now;
});
