import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PGlite } from '@electric-sql/pglite';
import { system } from '@kaika/registry/change';
import { appoint } from '@kaika/registry/officer';
import { Kysely, PGliteDialect } from 'kysely';
import { eventsAbout } from './event.ts';
import { openStore } from './migration.ts';
import { findOfficer } from './officer.ts';
import { watch } from './save.ts';
import type { Database } from './table.ts';
import { keepTogether } from './together.ts';

const now = new Date('2026-11-21T02:00:00.123Z');
let db: Database;
let pglite: PGlite;

before(async () => {
  pglite = await PGlite.create('memory://');
  db = await openStore(new Kysely<unknown>({ dialect: new PGliteDialect({ pglite }) }));
});
after(() => pglite.close());

function newOfficer(id: string) {
  return appoint({ id, name: '示範', roles: ['administrator'], cardNumber: `card of ${id}` }, system, now);
}

test('many acts are kept by few transactions, each with its events', async () => {
  let transactions = 0;
  watch(db, () => {
    transactions += 1;
  });
  const keep = keepTogether(db);
  const ids = Array.from({ length: 600 }, (_, at) => `many-${at}`);
  await Promise.all(ids.map((id) => keep([newOfficer(id)])));
  assert.equal(transactions, 3);
  for (const id of ['many-0', 'many-255', 'many-599']) {
    assert.equal((await findOfficer(db, id))?.version, 1);
    assert.equal((await eventsAbout(db, [id])).length, 1);
  }
});

test('an act that is refused fails alone', async () => {
  const keep = keepTogether(db);
  await keep([newOfficer('first')]);
  const kept = await Promise.allSettled(
    ['second', 'first', 'third'].map((id) => keep([newOfficer(`${id}`), newOfficer(`${id}-b`)])),
  );
  assert.deepEqual(
    kept.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  );
  assert.equal(await findOfficer(db, 'first-b'), null);
  assert.ok(await findOfficer(db, 'third-b'));
});
