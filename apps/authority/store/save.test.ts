import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { PGlite } from '@electric-sql/pglite';
import { type EventName, eventNames, system } from '@kaika/registry/change';
import { appoint, dismiss, type Officer } from '@kaika/registry/officer';
import { registerOrganisation } from '@kaika/registry/organisation';
import { Kysely, PGliteDialect } from 'kysely';
import { leafOf } from '../log/leaf.ts';
import { eventRow, eventsAbout } from './event.ts';
import { openStore } from './migration.ts';
import { findOfficer } from './officer.ts';
import { act, keep, save, watch } from './save.ts';
import type { Database } from './table.ts';

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

function known(what: string): EventName {
  return eventNames.find((name) => name === what) ?? assert.fail(what);
}

async function kept(id: string): Promise<Officer> {
  await keep(db, newOfficer(id));
  return (await findOfficer(db, id)) ?? assert.fail(id);
}

test('a change and its event are kept together and read back as they were', async () => {
  const officer = await kept('one');
  assert.deepEqual(officer, { ...newOfficer('one').next, version: 1 });
  const [event] = await eventsAbout(db, ['one']);
  assert.deepEqual([event?.what, event?.by, event?.at], ['officer.appointed', 'system', now]);
});

test('of two changes to the same version the second is refused, and neither its change nor its event is kept', async () => {
  const officer = await kept('two');
  const administrator = await kept('admin');
  await keep(db, dismiss(officer, administrator, now));
  const again = db.transaction().execute((trx) => save(trx, [dismiss(officer, administrator, now)]));
  await assert.rejects(again, { code: 'request.conflict' });
  assert.equal((await eventsAbout(db, ['two'])).length, 2);
});

test('what exists already is not made again', async () => {
  await kept('three');
  await assert.rejects(keep(db, newOfficer('three')), { code: 'request.conflict' });
});

test('where one of several changes is refused, none is kept', async () => {
  const about = { oid: '1.2.3.4', kind: 'other', name: '示範', ubn: null, address: 'x' } as const;
  const changes = [registerOrganisation(about, system, now), newOfficer('one')];
  await assert.rejects(keep(db, ...changes), { code: 'request.conflict' });
  assert.deepEqual(await eventsAbout(db, ['1.2.3.4']), []);
});

test('where the event cannot be written the change is not kept', async () => {
  const broken = newOfficer('four');
  const unwritable = { ...broken, event: { ...broken.event, subject: '\u0000' } };
  await assert.rejects(keep(db, unwritable));
  assert.equal(await findOfficer(db, 'four'), null);
});

test('whoever loses a race decides again on what the winner left', async () => {
  await kept('five');
  const administrator = await kept('admin-of-five');
  let rounds = 0;
  await act(db, async (trx) => {
    rounds += 1;
    const officer = (await findOfficer(trx, 'five')) ?? assert.fail();
    const stale = rounds === 1 ? { ...officer, version: officer.version + 7 } : officer;
    return { changes: [dismiss(stale, administrator, now)], answer: undefined };
  });
  assert.equal(rounds, 2);
});

test('a listener hears what was committed, and nothing of what was not', async () => {
  const heard: string[] = [];
  watch(db, (changes) => heard.push(...changes.map(({ event }) => event.subject)));
  await kept('six');
  await assert.rejects(keep(db, newOfficer('six')));
  assert.deepEqual(heard, ['six']);
});

test('the leaf commits to salt and canonical words: SHA-256(00 ‖ SHA-256(salt ‖ JSON in alphabetical order))', () => {
  const salt = 'ab'.repeat(32);
  const event = { at: now, by: 'a', what: 'card.shipped', subject: 's', data: { z: '1', b: '2' } } as const;
  const canonical =
    '{"at":"2026-11-21T02:00:00.123Z","by":"a","data":{"b":"2","z":"1"},"id":"i","subject":"s","what":"card.shipped"}';
  const commitment = createHash('sha256').update(Buffer.from(salt, 'hex')).update(canonical).digest();
  const leaf = createHash('sha256').update(Uint8Array.of(0)).update(commitment).digest('hex');
  assert.equal(eventRow(event, 'i', salt).leaf, leaf);
});

test('the leaf of a row read back is the leaf that was kept', async () => {
  const rows = await db.selectFrom('event').selectAll().execute();
  for (const { salt, leaf, index, ...said } of rows) {
    assert.equal(index, null);
    assert.equal(leafOf({ ...said, what: known(said.what) }, salt), leaf);
  }
});
