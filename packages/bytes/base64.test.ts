import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fromBase64, toBase64 } from './base64.ts';
import { fromBase64url, toBase64url } from './base64url.ts';
import { fromHex, toHex } from './hex.ts';

test('every form reads back what it wrote', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      assert.deepEqual(fromBase64(toBase64(bytes)), bytes);
      assert.deepEqual(fromBase64url(toBase64url(bytes)), bytes);
      assert.deepEqual(fromHex(toHex(bytes)), bytes);
      assert.deepEqual(fromHex(toHex(bytes).toUpperCase()), bytes);
    }),
  );
});

for (const text of ['A', 'AA', 'AA=', 'AAA', 'AB==', 'AAB=', 'AA==\n', ' AAAA', 'AA-_', '====', 'AA==AAAA']) {
  test(`${JSON.stringify(text)} is no standard base64`, () => {
    assert.throws(() => fromBase64(text), { code: 'base64.malformed' });
  });
}

for (const text of ['A', 'AB', 'AA==', 'AA+/', 'AA\n', 'A AA']) {
  test(`${JSON.stringify(text)} is no base64url`, () => {
    assert.throws(() => fromBase64url(text), { code: 'base64url.malformed' });
  });
}

for (const text of ['0', '0x00', 'zz', '00 00', '００']) {
  test(`${JSON.stringify(text)} is no hexadecimal`, () => {
    assert.throws(() => fromHex(text), { code: 'hex.malformed' });
  });
}
