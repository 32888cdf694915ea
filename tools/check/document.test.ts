import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkPractice } from './practice.ts';
import { checkStandards } from './standard.ts';

const root = new URL('../..', import.meta.url).pathname;

test('a number of the practice statement that the code does not have is found, whatever its unit', async () => {
  const row = (value: string, name = 'heldSeconds') =>
    `| a hold is believed for | ${value} | [ca/ocsp.ts](../packages/ca/ocsp.ts): \`${name}\` |`;
  const faults = async (text: string) => (await checkPractice(root, text)).length;
  assert.equal(await faults(row('60 s')), 0);
  assert.equal(await faults(row('1 min')), 0);
  assert.equal(await faults(row('61 s')), 1);
  assert.equal(await faults(row('60')), 1);
  assert.equal(await faults(row('60 s', 'nobody')), 1);
  assert.equal(await faults('| a hold is believed for | a minute | the code |'), 1);
});

test('a clause without file, or with a test that is not there, is found', () => {
  const row = (file: string, name: string) =>
    `| RFC 5280 §4 | ${file} | [lint.test.ts](../packages/ca/lint.test.ts): ${name} |`;
  const lint = '[ca/lint.ts](../packages/ca/lint.ts)';
  const faults = (text: string) => checkStandards(root, text).length;
  assert.equal(faults(row(lint, 'mail addresses are addresses')), 0);
  assert.equal(faults(row(lint, 'mail … addresses')), 0);
  assert.equal(faults(row(lint, 'mail addresses are numbers')), 1);
  assert.equal(faults(row('ca/lint.ts', 'mail addresses are addresses')), 1);
  assert.equal(faults(`| RFC 5280 §4 | ${lint} | nobody looked |`), 1);
});
