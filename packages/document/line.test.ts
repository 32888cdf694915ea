import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { breakLines } from './line.ts';

/** Han and full-width one wide, everything else half. */
const measure = (text: string) => Array.from(text).reduce((sum, c) => sum + (c > '\u2e7f' ? 1 : 0.5), 0);

test('no line begins with a closing mark', () => {
  assert.deepEqual(breakLines('一二三四，五六', 4, measure), ['一二三', '四，五六']);
  assert.deepEqual(breakLines('一二三「四」', 5, measure), ['一二三', '「四」']);
});

test('no line ends with an opening mark', () => {
  assert.deepEqual(breakLines('一二三（四五', 4, measure), ['一二三', '（四五']);
});

test('words and amounts of Latin stay whole', () => {
  assert.deepEqual(breakLines('新臺幣1,234,567元整', 6, measure), ['新臺幣', '1,234,567元', '整']);
  assert.deepEqual(breakLines('capital before the date', 6, measure), ['capital', 'before the', 'date']);
});

test('a word wider than the line is cut rather than run off the paper', () => {
  assert.deepEqual(breakLines('abcdefgh', 2, measure), ['abcd', 'efgh']);
});

test('a line feed ends a line and an empty text is one empty line', () => {
  assert.deepEqual(breakLines('一\n二', 4, measure), ['一', '二']);
  assert.deepEqual(breakLines('', 4, measure), ['']);
});

test('any text keeps its characters and stays within the width', () => {
  const text = fc.string({
    unit: fc.constantFrom('一', '，', '。', '（', '）', 'a', '1', ' ', '、', '𠮷'),
    maxLength: 80,
  });
  fc.assert(
    fc.property(text, fc.integer({ min: 2, max: 12 }), (value, width) => {
      const lines = breakLines(value, width, measure);
      assert.equal(lines.join('').replaceAll(' ', ''), value.replaceAll(' ', ''));
      for (const line of lines) assert.ok(measure(line) <= width, line);
    }),
  );
});
