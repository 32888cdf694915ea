import assert from 'node:assert/strict';
import { test } from 'node:test';
import { metRules } from './rules.ts';

test('the rules of a new PIN are ticked off as they are met', () => {
  const met = (pin: string, again: string, alphabet = 'digits') =>
    [...metRules(pin, again, { alphabet, numbers: ['XC00000000000017', '12345675'] })].toSorted();
  assert.deepEqual(met('', ''), []);
  assert.deepEqual(met('481', '4'), ['alphabet', 'easy', 'number']);
  assert.deepEqual(met('48151623', '48151623'), ['alphabet', 'easy', 'length', 'match', 'number']);
  assert.deepEqual(met('48151623', '4815162'), ['alphabet', 'easy', 'length', 'number']);
  assert.deepEqual(met('123456', '123456'), ['alphabet', 'length', 'match']);
  assert.deepEqual(met('fedcba', 'x', 'ascii'), ['alphabet', 'length', 'number']);
  assert.deepEqual(met('000000', 'x'), ['alphabet', 'length']);
  assert.deepEqual(met('48a516', 'x'), ['easy', 'length', 'number']);
  assert.deepEqual(met('48 516', 'x', 'ascii'), ['easy', 'length', 'number']);
  assert.deepEqual(met('12345675', 'x'), ['alphabet', 'easy', 'length']);
  assert.deepEqual(met('0000017', 'x'), ['alphabet', 'easy', 'length']);
});
