import assert from 'node:assert/strict';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Kysely } from 'kysely';
import type { Case } from '../rule/case.ts';
import { newCase } from '../rule/draft.ts';
import { Refusal } from '../rule/refusal.ts';
import { firmActor, sampleContent, sampleFirm, sampleNow } from '../rule/sample.ts';
import { edit, sign, submit, withdraw } from '../rule/state.ts';
import { openDatabase } from '../stage-database.ts';
import * as cases from './case.ts';
import { keepFile, openFiles, readKept } from './file.ts';
import { listWaiting, markSent } from './mail.ts';
import { migrate } from './migration.ts';
import { insertPreparation, takePreparation } from './preparation.ts';
import * as sessions from './session.ts';
import type { Tables } from './table.ts';

const now = sampleNow;
let database: Kysely<unknown>;
let store: cases.Store;
before(async () => {
  database = await openDatabase();
  await migrate(database);
  store = database.withSchema('filing').withTables<Tables>();
});
after(() => database.destroy());

test('migrating again changes nothing', () => migrate(database));

test('a case comes back as it was kept, with its history', async () => {
  const made = await keep('a');
  const change = edit(made, firmActor, { content: { ...sampleContent, premium: 7 }, now });
  const saved = await cases.saveCase(store, change, {
    letter: { recipient: 'a@b', subject: 's', text: 't' },
  });
  const read = await cases.readCase(store, made.id, sampleFirm.oid);
  assert.deepEqual(read, saved);
  const events = await cases.listEvents(store, made.id);
  assert.deepEqual(
    events.map((event) => event.what),
    ['case.created', 'case.edited'],
  );
  assert.deepEqual(events[0]?.by, firmActor);
});

test('a case that moved on is not overwritten, and no event is left behind', async () => {
  const made = await keep('b');
  await cases.saveCase(store, edit(made, firmActor, { content: sampleContent, now }));
  await assert.rejects(cases.saveCase(store, withdraw(made, firmActor, now)), refuses('request.conflict'));
  assert.equal((await cases.listEvents(store, made.id)).length, 2);
});

test('nobody sees another firm’s case', async () => {
  const made = await keep('c');
  await assert.rejects(cases.readCase(store, made.id, '2.16.886.101.90028.2'), refuses('case.not-found'));
  const listed = await cases.listCases(store, { ...all, firmOid: '2.16.886.101.90028.2' });
  assert.deepEqual(listed, { cases: [], total: 0 });
});

test('a list is filtered by state, kind and words, and counted', async () => {
  await keep('d');
  const firmOid = sampleFirm.oid;
  const found = await cases.listCases(store, {
    ...all,
    firmOid,
    states: ['draft'],
    kind: 'increase',
    words: '範例科技',
  });
  assert.ok(found.total > 0);
  assert.equal((await cases.listCases(store, { ...all, firmOid, words: '100%_' })).total, 0);
  assert.equal((await cases.countStates(store, firmOid)).get('accepted'), 0);
});

test('numbers of a year follow each other', async () => {
  assert.equal(await cases.nextNumber(store, 199), 'F199000001');
  assert.equal(await cases.nextNumber(store, 199), 'F199000002');
});

test('the previous filing of a company is the one handed in last before', async () => {
  const report = { sha256: 'ab'.repeat(32), signedAt: now, signer: 's', serialNumber: '1a2b' };
  const first = await keep('e');
  const signed = await cases.saveCase(store, sign(first, firmActor, { report, now }));
  const handed = await cases.saveCase(store, submit(signed, firmActor, { number: 'F115000901', now }));
  assert.deepEqual(handed.report, report);
  const second = await keep('f');
  const later = new Date(now.getTime() + 1000);
  assert.equal((await cases.previousCase(store, { ...second, submittedAt: later }))?.id, first.id);
  assert.equal(await cases.previousCase(store, { ...first, submittedAt: now }), undefined);
  assert.ok((await cases.listUnreceived(store)).some((held) => held.id === first.id));
});

test('a session is found by its secret until it ends', async () => {
  const expiresAt = new Date(now.getTime() + 1000);
  const firm = { ubn: null, kind: 'professional' };
  const session = { sub: 's', sid: 'sid', idToken: 't', actor: firmActor, firm, expiresAt };
  const secret = await sessions.insertSession(store, session);
  assert.equal((await sessions.readSession(store, secret, now))?.sub, 's');
  assert.equal(await sessions.readSession(store, 'x', now), undefined);
  assert.equal(await sessions.readSession(store, secret, expiresAt), undefined);
  await sessions.deleteSessionsOf(store, { sub: undefined, sid: 'sid' });
  assert.equal(await sessions.readSession(store, secret, now), undefined);
});

test('a sign-in under way serves once and not for ever', async () => {
  const attempt = {
    state: 's',
    nonce: 'n',
    verifier: 'v',
    onward: '/',
    expiresAt: new Date(now.getTime() + 1),
  };
  const secret = await sessions.insertAttempt(store, attempt);
  assert.deepEqual(await sessions.takeAttempt(store, secret, now), attempt);
  assert.equal(await sessions.takeAttempt(store, secret, now), undefined);
  const late = await sessions.insertAttempt(store, attempt);
  assert.equal(await sessions.takeAttempt(store, late, new Date(now.getTime() + 2)), undefined);
});

test('a preparation serves once, for the session that asked', async () => {
  const { id: caseId } = await keep('p');
  const made = {
    caseId,
    caseVersion: 1,
    sessionId: 'one',
    certificate: '',
    hash: 'sha256',
    attributes: '',
  } as const;
  const id = await insertPreparation(store, { ...made, byteRange: [0, 1, 2, 3], sha256: '00', at: now });
  assert.equal(await takePreparation(store, id, 'other'), undefined);
  assert.deepEqual((await takePreparation(store, id, 'one'))?.byteRange, [0, 1, 2, 3]);
  assert.equal(await takePreparation(store, id, 'one'), undefined);
});

test('a letter waits until it is sent', async () => {
  const [letter] = await listWaiting(store);
  assert.ok(letter);
  await markSent(store, letter.id, now);
  assert.ok(!(await listWaiting(store)).some(({ id }) => id === letter.id));
});

test('a file is kept under its hash for the owner alone, and a changed one is not given out', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kaika-filing-'));
  try {
    const files = await openFiles(join(folder, 'file'));
    const name = await keepFile(files, new Uint8Array([1, 2, 3]));
    assert.equal(await keepFile(files, new Uint8Array([1, 2, 3])), name);
    assert.deepEqual(await readKept(files, name), new Uint8Array([1, 2, 3]));
    assert.equal((await stat(join(files.folder, name))).mode & 0o777, 0o600);
    await writeFile(join(files.folder, name), 'changed');
    await assert.rejects(readKept(files, name), refuses('attachment.not-found'));
    await assert.rejects(readKept(files, '../secret'), refuses('attachment.not-found'));
  } finally {
    await rm(folder, { recursive: true });
  }
});

const all = { page: 1, pageSize: 10, order: 'newest' } as const;

async function keep(name: string): Promise<Case> {
  const id = `case-${name}`;
  const change = newCase(firmActor, sampleFirm, { id, now });
  const filled = { ...change, next: { ...change.next, content: sampleContent } };
  await cases.insertCase(store, filled);
  return filled.next;
}

function refuses(code: string): (error: unknown) => boolean {
  return (error) => error instanceof Refusal && error.code === code;
}
