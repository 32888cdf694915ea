import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvOf } from './csv.ts';

test('begins with a byte order mark and ends lines as RFC 4180 says', () => {
  assert.equal(
    csvOf([
      ['卡號', 'b'],
      ['1', '2'],
    ]),
    '\u{feff}卡號,b\r\n1,2\r\n',
  );
});

test('quotes what would be taken for more than one cell', () => {
  assert.equal(csvOf([['a,b', 'say "x"', 'two\nlines']]), '\u{feff}"a,b","say ""x""","two\nlines"\r\n');
});

test('nothing in it is a formula', () => {
  for (const sign of ['=', '+', '-', '@', '\t', '＝', '＋', '－', '＠', ' =']) {
    assert.ok(csvOf([[`${sign}1+1`]]).includes(`'${sign}1+1`), JSON.stringify(sign));
  }
});
