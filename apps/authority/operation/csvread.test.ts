import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { csvOf } from './csv.ts';
import { rowsOf } from './csvread.ts';

test('quotes, their doubles, line ends of all systems and empty rows are read as RFC 4180 means', () => {
  assert.deepEqual(rowsOf('\u{feff}a,"b ""c"", d"\r\n\r\ne,"f\ng"\n'), [
    ['a', 'b "c", d'],
    ['e', 'f\ng'],
  ]);
  assert.deepEqual(rowsOf('a\tb,c\nd\te'), [
    ['a', 'b,c'],
    ['d', 'e'],
  ]);
  assert.deepEqual(rowsOf('a;b'), [['a', 'b']]);
  assert.deepEqual(rowsOf(''), []);
});

test('a quote without end, text after a quote, a NUL: no list', () => {
  for (const text of ['"a', 'a,"b\nc', '"a"b', 'a\0']) assert.equal(rowsOf(text), null, text);
});

test('what we write we read, and no text takes longer than it is long', () => {
  const cell = fc.stringMatching(/^[A-Z][^\0\r\n\t;]{0,8}$/).map((text) => text.trim());
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }), (rows) => {
      assert.deepEqual(rowsOf(csvOf(rows)), rows);
    }),
  );
  fc.assert(fc.property(fc.string({ maxLength: 400 }), (text) => void rowsOf(text)));
});
