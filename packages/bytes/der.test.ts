import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  cursorAt,
  enterSequence,
  finish,
  readBitString,
  readBoolean,
  readElement,
  readInteger,
  readNamedBits,
  readNumber,
  readOctets,
  readOid,
  readText,
  readTime,
  readUnsigned,
} from './cursor.ts';
import * as der from './der.ts';
import { toHex } from './hex.ts';

test('lengths take DER’s shortest form', () => {
  for (const [length, head] of [
    [0, '0400'],
    [0x7f, '047f'],
    [0x80, '048180'],
    [0xff, '0481ff'],
    [0x100, '04820100'],
    [0xffff, '0482ffff'],
    [0x10000, '0483010000'],
  ] as const) {
    const bytes = der.octetString(new Uint8Array(length));
    assert.equal(toHex(bytes.subarray(0, head.length / 2)), head);
    assert.equal(bytes.length, head.length / 2 + length);
    assert.equal(readOctets(cursorAt(bytes)).length, length);
  }
});

test('integers of every size and sign are as short as can be', () => {
  for (const [value, hex] of [
    [0, '020100'],
    [127, '02017f'],
    [128, '02020080'],
    [-1, '0201ff'],
    [-128, '020180'],
    [-129, '0202ff7f'],
    [256, '02020100'],
  ] as const) {
    assert.equal(toHex(der.integer(value)), hex);
  }
  fc.assert(
    fc.property(fc.bigInt({ min: -(1n << 200n), max: 1n << 200n }), (value) => {
      const content = readInteger(cursorAt(der.integer(value)));
      assert.equal(BigInt.asIntN(content.length * 8, BigInt(`0x${toHex(content)}`)), value);
    }),
  );
});

test('a magnitude reads back without leading zeros', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 24 }), (magnitude) => {
      const read = readUnsigned(cursorAt(der.unsigned(magnitude)));
      assert.equal(BigInt(`0x${toHex(read)}`), BigInt(`0x${toHex(magnitude)}`));
    }),
  );
});

test('numbers, texts, identifiers and booleans read back', () => {
  fc.assert(
    fc.property(fc.nat(), fc.string({ unit: 'grapheme' }), fc.boolean(), (number, text, flag) => {
      const bytes = der.sequence(
        der.integer(number),
        der.utf8String(text),
        der.oid('2.5.4.3'),
        der.boolean(flag),
      );
      const fields = enterSequence(cursorAt(bytes));
      assert.equal(readNumber(fields), number);
      assert.equal(readText(fields), text);
      assert.equal(readOid(fields), '2.5.4.3');
      assert.equal(readBoolean(fields), flag);
      finish(fields);
    }),
  );
});

test('named bits read back and leave no zeros at the end', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(31)), (bits) => {
      assert.deepEqual(
        readNamedBits(cursorAt(der.namedBits(bits))),
        bits.toSorted((a, b) => a - b),
      );
    }),
  );
  assert.equal(toHex(der.namedBits([0])), '03020780');
  assert.equal(toHex(der.namedBits([])), '030100');
});

test('dates turn to GeneralizedTime in 2050 and read back to the second', () => {
  assert.equal(toHex(der.time(new Date('2049-12-31T23:59:59.999Z'))).slice(0, 2), '17');
  assert.equal(toHex(der.time(new Date('2050-01-01T00:00:00Z'))).slice(0, 2), '18');
  assert.equal(toHex(der.time(new Date('1949-12-31T00:00:00Z'))).slice(0, 2), '18');
  const dates = fc.date({
    min: new Date('0000-01-01T00:00:00Z'),
    max: new Date('9999-12-31T23:59:59Z'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(dates, (date) => {
      const seconds = Math.floor(date.getTime() / 1000) * 1000;
      assert.equal(readTime(cursorAt(der.time(date))).getTime(), seconds);
    }),
  );
});

test('what a type cannot carry is refused', () => {
  assert.throws(() => der.printableString('a@b'), { code: 'der.value' });
  assert.throws(() => der.ia5String('開'), { code: 'der.value' });
  assert.throws(() => der.utf8String('\ud800'), { code: 'der.value' });
  assert.throws(() => der.integer(2 ** 60), { code: 'der.range' });
  assert.throws(() => der.time(new Date(Number.NaN)), { code: 'der.range' });
  assert.throws(() => der.utcTime(new Date('2050-01-01')), { code: 'der.range' });
});

test('a set is sorted and a context tag keeps the form', () => {
  assert.equal(toHex(der.setOf([der.integer(2), der.integer(1)])), '3106020101020102');
  assert.equal(toHex(der.implicit(1, der.integer(5))), '810105');
  assert.equal(toHex(der.implicit(1, der.sequence())), 'a100');
  assert.equal(toHex(der.explicit(0, der.nullValue())), 'a0020500');
});

test('bit strings keep their unused bits', () => {
  assert.deepEqual(readBitString(cursorAt(der.bitString(Uint8Array.of(0xf0), 4))), {
    unused: 4,
    bytes: Uint8Array.of(0xf0),
  });
});

test('an element is given as a view, not a copy', () => {
  const bytes = der.sequence(der.integer(1));
  assert.equal(readElement(cursorAt(bytes)).buffer, bytes.buffer);
});
