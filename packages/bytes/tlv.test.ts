import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BytesError } from './error.ts';
import { fromHex, toHex } from './hex.ts';
import { findTlv, getTlv, parseTlv, tlv } from './tlv.ts';

test('objects of every length and tag read back', () => {
  const tag = fc.constantFrom(0x53, 0x5c, 0x7c, 0x7f49, 0x5fc105, 0x99);
  const length = fc.constantFrom(0, 1, 0x7f, 0x80, 0xff, 0x100, 0xffff, 0x10000);
  fc.assert(
    fc.property(fc.array(fc.tuple(tag, length), { maxLength: 3 }), (list) => {
      const objects = list.map(([one, size]) => ({ tag: one, value: new Uint8Array(size).fill(7) }));
      const bytes = Buffer.concat(objects.map((object) => tlv(object.tag, object.value)));
      assert.deepEqual(
        parseTlv(bytes).map(({ tag: one, value }) => ({ tag: one, value: Uint8Array.from(value) })),
        objects,
      );
    }),
    { numRuns: 30 },
  );
});

test('lengths take the forms 81 and 82 from 128 and 256 octets', () => {
  assert.equal(toHex(tlv(0x53, new Uint8Array(0x7f))).slice(0, 4), '537f');
  assert.equal(toHex(tlv(0x53, new Uint8Array(0x80))).slice(0, 6), '538180');
  assert.equal(toHex(tlv(0x53, new Uint8Array(0x100))).slice(0, 8), '53820100');
});

test('values are joined, and found by their path', () => {
  const bytes = tlv(
    0x7f49,
    tlv(0x81, Uint8Array.of(1)),
    tlv(0x82, Uint8Array.of(2)),
    tlv(0x82, Uint8Array.of(3)),
  );
  assert.deepEqual(getTlv(bytes, 0x7f49, 0x82), Uint8Array.of(2));
  assert.equal(findTlv(bytes, 0x7f49, 0x83), undefined);
  assert.throws(() => getTlv(bytes, 0x53), { code: 'tlv.missing' });
});

test('padded lengths are read, as cards may send them', () => {
  assert.deepEqual(getTlv(fromHex('5381020102'), 0x53), Uint8Array.of(1, 2));
  assert.deepEqual(getTlv(fromHex('5382000101'), 0x53), Uint8Array.of(1));
});

for (const [hex, code] of [
  ['53', 'tlv.truncated'],
  ['5302ff', 'tlv.truncated'],
  ['5382ff', 'tlv.truncated'],
  ['5f', 'tlv.truncated'],
  ['5380', 'tlv.malformed'],
  ['538400000000', 'tlv.malformed'],
  ['0000', 'tlv.malformed'],
  ['ff00', 'tlv.malformed'],
  ['5fffffff00', 'tlv.malformed'],
] as const) {
  test(`${hex} is refused as ${code}`, () => {
    assert.throws(() => parseTlv(fromHex(hex)), { code });
  });
}

test('any bytes are read or refused with a code', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      try {
        parseTlv(bytes);
      } catch (error) {
        assert.ok(error instanceof BytesError);
      }
    }),
  );
});
