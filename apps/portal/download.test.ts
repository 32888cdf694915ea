import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { agentVersionIn, listDownloads, systemOf, systemsFor, visitorSystem } from './download.ts';

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

test('files are told apart by system, the visitor’s own comes first', () => {
  const names = [
    'kaika-agent_0.1.0_amd64.deb',
    'kaika-agent-0.1.0-linux-x64',
    'a-windows-x64.exe',
    'kaika-extension-0.1.0.zip',
  ];
  assert.deepEqual(names.map(systemOf), ['debian', 'linux', 'windows', 'browser']);
  assert.equal(visitorSystem('Mozilla/5.0 (Windows NT 10.0; Win64; x64)'), 'windows');
  assert.equal(visitorSystem('Mozilla/5.0 (X11; Linux x86_64)'), 'debian');
  assert.equal(visitorSystem('Mozilla/5.0 (Linux; Android 16; K)'), null);
  assert.deepEqual(systemsFor('linux'), ['linux', 'windows', 'debian', 'browser', 'other']);
});

test('the newest version of the agent is told by number', () => {
  const files = [
    'kaika-agent_0.9.0_amd64.deb',
    'kaika-agent-0.10.0-linux-x64',
    'kaika-extension-9.0.0.zip',
  ].map((name) => ({ name, size: 1, sha256: '' }));
  assert.equal(agentVersionIn(files), '0.10.0');
  assert.equal(agentVersionIn([]), null);
});
