import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openJournal } from './journal.ts';
import { openSettings } from './settings.ts';
import { bareOrigin, trustOf } from './trust.ts';

test('a site is what a person types of it, or nothing', () => {
  assert.equal(bareOrigin('www.example.tw'), 'https://www.example.tw');
  assert.equal(bareOrigin(' https://www.example.tw/path?x#y '), 'https://www.example.tw');
  assert.equal(bareOrigin('http://portal.localhost:8080'), 'http://portal.localhost:8080');
  for (const typed of [
    '',
    'javascript:alert(1)',
    'ftp://x.tw',
    'https://user@x.tw',
    'https://',
    'two words',
  ]) {
    assert.equal(bareOrigin(typed), null, typed);
  }
});

test('what the person decided survives, readable for nobody else', async () => {
  await inFolder(async (folder) => {
    const settings = await openSettings(folder);
    const trust = trustOf({ authorities: [], origins: ['https://fixed.tw'] }, settings);
    await trust.add('https://added.tw/');
    await trust.add('https://fixed.tw');
    await trust.add('not a site');
    await trust.remove('https://fixed.tw');
    assert.deepEqual(trust.added(), ['https://added.tw']);
    const again = trustOf({ authorities: [], origins: [] }, await openSettings(folder));
    assert.equal(again.isTrusted('https://added.tw'), true);
    assert.equal(again.isTrusted('https://fixed.tw'), false);
    assert.equal((await openSettings(folder)).current().phrase, settings.current().phrase);
    assert.equal((await stat(join(folder, 'settings.json'))).mode & 0o777, 0o600);
  });
});

test('damaged settings are set aside, not overwritten', async () => {
  await inFolder(async (folder) => {
    await writeFile(join(folder, 'settings.json'), '{"phrase":');
    const settings = await openSettings(folder);
    assert.ok(settings.current().phrase.length > 0);
    assert.equal(await readFile(join(folder, 'settings.json.damaged'), 'utf8'), '{"phrase":');
  });
});

test('an unconfirmed change is kept for a day, for its own origin', async () => {
  await inFolder(async (folder) => {
    let now = new Date('2026-11-21T09:00:00Z');
    const confirm = {
      task: 'task-1',
      guid: '0'.repeat(32),
      version: 2,
      result: 'activated',
      signature: 'AA==',
    } as const;
    const journal = await openJournal(folder, () => now);
    const origin = 'https://authority.tw';
    await journal.add({ origin, cardNumber: 'XC00000000000017', confirm, at: now.toISOString() });
    const again = await openJournal(folder, () => now);
    assert.equal(again.of(origin).length, 1);
    assert.equal(again.of('https://other.tw').length, 0);
    assert.equal((await stat(join(folder, 'journal.json'))).mode & 0o777, 0o600);
    now = new Date('2026-11-22T09:00:01Z');
    assert.equal(again.of(origin).length, 0);
  });
});

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'agent-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
