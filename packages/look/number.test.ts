import assert from 'node:assert/strict';
import { test } from 'node:test';
import { count, fileSize, money } from './number.ts';

test('thousands are grouped, also beyond what a double holds', () => {
  assert.equal(count(1234567), '1,234,567');
  assert.equal(count(12345678901234567890n), '12,345,678,901,234,567,890');
});

test('money is named in each language and keeps its sign', () => {
  assert.equal(money(1000000, 'zh-TW'), '新臺幣 1,000,000 元');
  assert.equal(money(1000000n, 'en'), 'NT$1,000,000');
  assert.equal(money(-5, 'zh-TW'), '新臺幣 −5 元');
});

test('sizes are rounded to what people compare', () => {
  assert.deepEqual([900, 2048, 3_565_158].map(fileSize), ['900 B', '2 KB', '3.4 MB']);
});
