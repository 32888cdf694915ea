import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Halt } from './conversation/halt.ts';
import { askUpdate, isNewer, lastUpdate } from './update.ts';

const portal = 'https://portal.example.tw';
const now = () => new Date('2026-01-02T03:04:05Z');

test('the portal of the policy is asked, and the answer is kept until the next time', async () => {
  await using place = await folderFor();
  const asked: string[] = [];
  const fetch = async (input: unknown) => {
    asked.push(String(input));
    return Response.json({ agent: '0.10.0', files: [] });
  };
  assert.equal(await lastUpdate(place.folder), null);
  const update = await askUpdate({ portal, folder: place.folder, fetch, now });
  assert.deepEqual(update, { at: '2026-01-02T03:04:05.000Z', newest: '0.10.0' });
  assert.deepEqual(await lastUpdate(place.folder), update);
  assert.deepEqual(asked, [`${portal}/download/manifest.json`]);
  assert.deepEqual(
    [isNewer('0.10.0', '0.9.0'), isNewer('0.9.0', '0.9.0'), isNewer('0.9.0', '0.10.0')],
    [true, false, false],
  );
});

test('no portal, or one anybody on the way could play, is not asked', async () => {
  await using place = await folderFor();
  const fetch = () => assert.fail('nothing is fetched');
  for (const other of [undefined, 'http://portal.example.tw', 'file:///etc', `${portal}/path`])
    await assert.rejects(
      askUpdate({ portal: other, folder: place.folder, fetch, now }),
      halt('update.no-source'),
    );
});

test('a portal that is down, redirects, or answers something else says nothing about versions', async () => {
  await using place = await folderFor();
  const answers = [
    () => Promise.reject(new TypeError('fetch failed')),
    async () => new Response('no', { status: 404 }),
    async () => new Response('<html>'),
    async () => Response.json({ agent: '1.0.0; rm -rf', files: [] }),
    async () => Response.json({ agent: null, files: [] }),
    async () => new Response(' '.repeat(200_000)),
  ];
  for (const fetch of answers)
    await assert.rejects(askUpdate({ portal, folder: place.folder, fetch, now }), halt('update.unreachable'));
  assert.equal(await lastUpdate(place.folder), null);
});

function halt(code: string) {
  return (error: unknown) => error instanceof Halt && error.problem.code === code;
}

async function folderFor() {
  const folder = await mkdtemp(join(tmpdir(), 'kaika-update-'));
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}
