import assert from 'node:assert/strict';
import { test } from 'node:test';
import { metRules } from './rules.ts';

test('the rules of a new PIN are ticked off as they are met', () => {
  const met = (pin: string, again: string, alphabet = 'digits') =>
    [...metRules(pin, again, alphabet)].toSorted();
  assert.deepEqual(met('', ''), []);
  assert.deepEqual(met('481', '4'), ['alphabet', 'easy']);
  assert.deepEqual(met('48151623', '48151623'), ['alphabet', 'easy', 'length', 'match']);
  assert.deepEqual(met('48151623', '4815162'), ['alphabet', 'easy', 'length']);
  assert.deepEqual(met('123456', '123456'), ['alphabet', 'length', 'match']);
  assert.deepEqual(met('fedcba', 'x', 'ascii'), ['alphabet', 'length']);
  assert.deepEqual(met('000000', 'x'), ['alphabet', 'length']);
  assert.deepEqual(met('48a516', 'x'), ['easy', 'length']);
  assert.deepEqual(met('48 516', 'x', 'ascii'), ['easy', 'length']);
});
