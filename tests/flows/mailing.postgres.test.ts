import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startAuthority } from '@kaika/authority/app';
import { openAuthority } from './authority.ts';
import { openSink } from './sink.ts';

process.env.KAIKA_TEST_STORE = 'postgres';
const skip = process.env.KAIKA_TEST_DATABASE_URL === undefined && 'PostgreSQL is not installed';

test('of two processes over one database each mail is sent by one', { skip, timeout: 60_000 }, async () => {
  await using sink = await openSink();
  await using house = await openAuthority({ mail: { smtp: sink.url, from: 'no-reply@authority.example' } });
  await using _other = await startAuthority(house.config);
  const { db, enqueue } = house.context;
  const mails = Array.from({ length: 30 }, (_, at) => `office-${at}@firm.example`);
  for (const to of mails) {
    await db.transaction().execute((trx) => enqueue(trx, { to, about: 'card-due', values: {} }));
  }
  await sink.wait(mails.length);
  for (const deadline = Date.now() + 10_000; ; ) {
    const open = await db.selectFrom('mail').select('id').where('state', '!=', 'sent').execute();
    if (open.length === 0) break;
    assert.ok(Date.now() < deadline, `${open.length} are not recorded as sent`);
    await new Promise((wake) => setTimeout(wake, 50));
  }
  assert.deepEqual(sink.received.map(({ to }) => to).toSorted(), mails.toSorted());
});
