import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  atEnd,
  type Cursor,
  cursorAt,
  enter,
  enterSequence,
  finish,
  peekTag,
  readBitOctets,
  readBitString,
  readBoolean,
  readElement,
  readInteger,
  readNamedBits,
  readNull,
  readNumber,
  readText,
  readTime,
  readUnsigned,
} from './cursor.ts';
import { BytesError } from './error.ts';
import { fromHex } from './hex.ts';

const refused: readonly (readonly [string, string, (cursor: Cursor) => unknown, string])[] = [
  ['nothing', '', enterSequence, 'der.truncated'],
  ['a tag alone', '30', enterSequence, 'der.truncated'],
  ['another tag', '3100', enterSequence, 'der.tag'],
  ['a tag of several octets', '1f0100', readElement, 'der.tag'],
  ['a length beyond the end', '300101'.slice(0, 4), enterSequence, 'der.truncated'],
  ['a length cut off', '3082ff', enterSequence, 'der.truncated'],
  ['an indefinite length', '30800000', enterSequence, 'der.length'],
  ['a length of five octets', '30850000000001', enterSequence, 'der.length'],
  ['a long form where the short would do', '308101ff', enterSequence, 'der.length'],
  ['a length with a leading zero', `30820080${'00'.repeat(128)}`, enterSequence, 'der.length'],
  ['a length of four gigabytes', '3084ffffffff', enterSequence, 'der.truncated'],
  ['an empty INTEGER', '0200', readInteger, 'der.value'],
  ['a padded INTEGER', '02020001', readInteger, 'der.value'],
  ['a padded negative INTEGER', '0202ff80', readInteger, 'der.value'],
  ['a negative number', '0201ff', readNumber, 'der.value'],
  ['a negative magnitude', '0201ff', readUnsigned, 'der.value'],
  ['a number of seven octets', '020701000000000000', readNumber, 'der.value'],
  ['a BOOLEAN of 01', '010101', readBoolean, 'der.value'],
  ['an empty BOOLEAN', '0100', readBoolean, 'der.value'],
  ['a NULL with content', '050100', readNull, 'der.value'],
  ['an empty BIT STRING', '0300', readBitString, 'der.value'],
  ['eight unused bits', '03020800', readBitString, 'der.value'],
  ['unused bits of nothing', '030101', readBitString, 'der.value'],
  ['unused bits that are set', '03020401', readBitString, 'der.value'],
  ['a key of broken octets', '030204f0', readBitOctets, 'der.value'],
  ['more than 64 named bits', `030a00${'ff'.repeat(9)}`, readNamedBits, 'der.value'],
  ['a text that is not UTF-8', '0c01ff', readText, 'der.value'],
  ['an overlong UTF-8', '0c02c080', readText, 'der.value'],
  ['a UTCTime without seconds', '170b323630313031303030305a', readTime, 'der.value'],
  [
    'a UTCTime with an offset',
    '1711323630313031303030303030 2b30303030'.replace(' ', ''),
    readTime,
    'der.value',
  ],
  ['the 30th of February', '170d3236303233303030303030305a', readTime, 'der.value'],
  ['the hour 24', '170d3236303130313234303030305a', readTime, 'der.value'],
  ['a second 60', '170d3236303130313030303036305a', readTime, 'der.value'],
  ['a sign among digits', '170d2b36303130313030303030305a', readTime, 'der.value'],
  ['a GeneralizedTime with a fraction', '181132303236303130313030303030302e355a', readTime, 'der.value'],
];

for (const [what, hex, read, code] of refused) {
  test(`${what} is refused as ${code}`, () => {
    assert.throws(() => read(cursorAt(fromHex(hex))), { name: 'BytesError', code });
  });
}

test('trailing data is refused', () => {
  const cursor = cursorAt(fromHex('300000'));
  enterSequence(cursor);
  assert.throws(() => finish(cursor), { code: 'der.trailing' });
});

test('an element cannot reach beyond the one it lies in', () => {
  const inner = enterSequence(cursorAt(fromHex('30030204010203')));
  assert.throws(() => readInteger(inner), { code: 'der.truncated' });
});

test('nesting over the limit is refused', () => {
  const nest = (depth: number): Uint8Array => {
    let bytes = new Uint8Array(0);
    for (let level = 0; level < depth; level += 1) bytes = Uint8Array.of(0x30, bytes.length, ...bytes);
    return bytes;
  };
  const dive = (bytes: Uint8Array): void => {
    let cursor = cursorAt(bytes);
    while (!atEnd(cursor)) cursor = enterSequence(cursor);
  };
  dive(nest(32));
  assert.throws(() => dive(nest(33)), { code: 'der.depth' });
});

test('any bytes are walked through or refused with a code', () => {
  const walk = (cursor: Cursor): void => {
    while (!atEnd(cursor)) {
      const tag = peekTag(cursor);
      if (tag & 0x20) walk(enter(cursor, tag));
      else readElement(cursor);
    }
  };
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      try {
        walk(cursorAt(bytes));
      } catch (error) {
        assert.ok(error instanceof BytesError);
      }
    }),
  );
});
