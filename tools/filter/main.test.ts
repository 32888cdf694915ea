import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { makeExampleHouse } from '@kaika/ca/ceremony.example';
import { issueFilter } from '@kaika/ca/filter';
import { certificateToPem } from '@kaika/pki/certificate';

const now = new Date('2026-11-21T08:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'kaika-filter-'));
after(() => rmSync(folder, { recursive: true }));

test('the reading tool tells good from listed and not covered, by its exit code too', async () => {
  const house = await makeExampleHouse(now);
  const { issuer, signer, certificate } = house.authority('issuing-cards');
  const good = (await house.issue('authentication', 'issuing-cards')).certificate;
  const held = (await house.issue('signature', 'issuing-cards')).certificate;
  const later = new Date(now.getTime() + 3600_000);
  const request = { number: 7, thisUpdate: later, nextUpdate: later, coversBefore: later };
  const records = [
    { serial: good.serial, listed: false },
    { serial: held.serial, listed: true },
  ];
  const { der } = await issueFilter(issuer, signer, { request, records: [records] });
  writeFileSync(join(folder, 'filter'), der);
  writeFileSync(join(folder, 'issuer.cer'), certificate.der);
  writeFileSync(join(folder, 'good.pem'), certificateToPem(good));
  writeFileSync(join(folder, 'both.pem'), certificateToPem(good) + certificateToPem(held));
  const all = ask('issuer.cer', 'filter', 'good.pem', 'both.pem', 'issuer.cer');
  const answers = all.stdout.split('\n').map((line) => line.split('\t')[0]);
  assert.match(answers[0] ?? '', /^# filter 7 of .* 2 certificates$/);
  assert.deepEqual(answers.slice(1, 5), ['good', 'good', 'listed', 'not-covered']);
  assert.equal(all.status, 2);
  const stranger = ask('good.pem', 'filter', 'good.pem');
  assert.deepEqual([stranger.status, stranger.stderr], [3, 'filter: filter.issuer\n']);
});

function ask(...files: readonly string[]) {
  const program = join(import.meta.dirname, 'main.ts');
  const args = ['--import', import.meta.resolve('tsx'), program, '--at', '2026-11-21T09:00:00Z', ...files];
  return spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
}
