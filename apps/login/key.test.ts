import assert from 'node:assert/strict';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openKeys } from './key.ts';

const start = new Date('2026-11-21T04:00:00Z');
const day = (days: number) => new Date(start.getTime() + days * 86_400_000);

test('a token key is published a day before it signs and stays until nothing it signed is valid', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'keys-'));
  const kids = async (at: Date) => (await openKeys(folder, at)).map(({ jwk }) => jwk.kid);
  const [first] = await kids(start);
  assert.deepEqual(await kids(day(89)), [first]);
  const [signing, next, ...more] = await kids(day(90));
  assert.deepEqual([signing, more], [first, []]);
  assert.ok(next);
  assert.deepEqual(await kids(day(90.9)), [first, next]);
  assert.deepEqual(await kids(day(91)), [next, first]);
  assert.deepEqual(await kids(day(92.9)), [next, first]);
  assert.deepEqual(await kids(day(93)), [next]);
  assert.equal((await stat(join(folder, 'signing-keys.json'))).mode & 0o777, 0o600);
  await rm(folder, { recursive: true });
});
