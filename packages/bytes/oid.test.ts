import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { toHex } from './hex.ts';
import { decodeOid, encodeOid } from './oid.ts';

const known = [
  ['1.2.840.113549.1.1.11', '2a864886f70d01010b'],
  ['2.16.886.1.100.2.102', '6086760164 0266'.replace(' ', '')],
  ['2.999.3', '883703'],
  ['0.9.2342.19200300.100.1.25', '0992268993f22c640119'],
  ['2.5.29.15', '551d0f'],
  [
    '2.25.329800735698586629295641978511506172918',
    '6983f09da7eb cfdee0c7a1a7b2c0948cc8f9d776'.replace(' ', ''),
  ],
] as const;

for (const [dotted, hex] of known) {
  test(`${dotted} is ${hex} in DER`, () => {
    assert.equal(toHex(encodeOid(dotted)), hex);
    assert.equal(decodeOid(encodeOid(dotted)), dotted);
  });
}

test('every identifier reads back as it was written', () => {
  const arcs = fc.array(fc.bigInt({ min: 0n, max: 1n << 70n }), { maxLength: 5 });
  const roots = fc.oneof(fc.tuple(fc.nat(1), fc.nat(39)), fc.tuple(fc.constant(2), fc.nat()));
  fc.assert(
    fc.property(roots, arcs, (first, rest) => {
      const dotted = [...first, ...rest].join('.');
      assert.equal(decodeOid(encodeOid(dotted)), dotted);
    }),
  );
});

for (const dotted of ['', '1', '3.1', '1.40', '1.02', '1.2.', '1.2.a', '1.-2', `1.2.${'9'.repeat(300)}`]) {
  test(`"${dotted.slice(0, 12)}" is no identifier`, () => {
    assert.throws(() => encodeOid(dotted), { code: 'oid.malformed' });
  });
}

for (const content of [[], [0x80, 1], [0x2a, 0x80, 1], [0x2a, 0x86], new Array(65).fill(1)]) {
  test(`content of ${content.length} octets, ${content.slice(0, 3)}, is refused`, () => {
    assert.throws(() => decodeOid(Uint8Array.from(content)), { code: 'oid.malformed' });
  });
}
