import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { examine } from '@kaika/card/examine';
import { models } from '@kaika/card/model';
import { play } from '@kaika/card/recording';

const folder = new URL('../recordings/', import.meta.url);
const recordings = readdirSync(folder).map((name) => ({
  name,
  // Written by tools/record and looked at before it was kept.
  ...JSON.parse(readFileSync(new URL(name, folder), 'utf8')),
}));

test('there is a recording of each model', () => {
  assert.deepEqual(
    recordings.map(({ findings }) => findings.model).toSorted(),
    models.map(({ id }) => id).toSorted(),
  );
});

for (const { name, format, source, findings, exchanges } of recordings) {
  test(`${name}: what the card answered then is understood as it was then, in the same commands`, async () => {
    assert.equal(format, 'kaika-recording-1');
    assert.ok(source === 'virtual' || source === 'card');
    assert.deepEqual(await examine(play(exchanges)), findings);
  });
}

test('what tells the models apart is in the recordings', () => {
  const of = (id: string) => recordings.find(({ findings }) => findings.model === id);
  const applet = of('pivapplet');
  assert.equal(applet.findings.serialNumber >= 0x8000_0000, true, 'the top bit of its serial number is set');
  assert.equal(applet.findings.attester !== null, true);
  const answers: readonly string[] = applet.exchanges.map(({ response }: { response: string }) => response);
  assert.ok(
    answers.some((answer) => answer.length === 2 * 257 && answer.slice(-4, -2) === '61'),
    '255 bytes and 61xx',
  );
  assert.ok(answers.every((answer) => answer.length <= 2 * 257));
  assert.ok(
    (answers[0]?.length ?? 0) > (of('yubikey-5').exchanges[0].response.length ?? 0),
    'a longer SELECT answer',
  );
  assert.equal(of('generic-piv').findings.serialNumber, null);
  assert.deepEqual(of('yubikey-5').findings.version, [5, 4, 3]);
  assert.deepEqual(of('yubikey-5.7').findings.version, [5, 7, 1]);
});
