import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isUbn } from './ubn.ts';

test('a number is valid when the digit sums of its weighted digits divide by 5', () => {
  for (const valid of ['04595257', '22099131', '96979933']) assert.ok(isUbn(valid), valid);
  for (const wrong of ['04595258', '12345678', '1234567', '123456789', 'abcdefgh', '']) {
    assert.ok(!isUbn(wrong), wrong);
  }
});

test('a seventh digit 7 allows the sum or the sum plus one', () => {
  assert.ok(isUbn('10458575'));
});
