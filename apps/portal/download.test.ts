import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { listDownloads } from './download.ts';

test('plain files are listed with the checksum sha256sum prints; odd names and folders are not', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'download-'));
  await writeFile(join(folder, 'agent_0.1.0.deb'), 'abc');
  await writeFile(join(folder, '.hidden'), 'x');
  await writeFile(join(folder, 'a b'), 'x');
  await mkdir(join(folder, 'more'));
  const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  assert.deepEqual(await listDownloads(folder), [{ name: 'agent_0.1.0.deb', size: 3, sha256 }]);
  await rm(folder, { recursive: true });
});

test('a folder that is not there holds no files', async () => {
  assert.deepEqual(await listDownloads(join(tmpdir(), 'no-such-folder-of-downloads')), []);
});
