import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromHex } from '@kaika/bytes/hex';
import fc from 'fast-check';
import { ecdsaFromDer, ecdsaToDer } from './signature.ts';

test('both forms of an ECDSA signature turn into one another', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(32, 48, 66),
      fc.infiniteStream(fc.nat(255)),
      fc.nat(5),
      (length, stream, zeros) => {
        const raw = Uint8Array.from({ length: 2 * length }, () => stream.next().value ?? 0);
        raw.fill(0, 0, zeros);
        raw.fill(0, length, length + zeros);
        assert.deepEqual(ecdsaFromDer(ecdsaToDer(raw, length), length), raw);
      },
    ),
  );
});

for (const [what, hex] of [
  ['trailing data', '300602010102010100'],
  ['trailing data inside', '30070201010201010500'],
  ['a padded number', '30070202000102 0101'.replace(' ', '')],
  ['a negative number', '30060201ff020101'],
  ['a long length', '308106020101020101'],
  ['one number only', '3003020101'],
  [
    'a number longer than the curve',
    `30280221 01${'00'.repeat(32)}020101`.replace(' ', '').replace('3028', '3026'),
  ],
] as const) {
  test(`a signature with ${what} is refused`, () => {
    assert.throws(() => ecdsaFromDer(fromHex(hex), 32), { name: 'PkiError', code: 'signature.malformed' });
  });
}

test('halves of another length are refused', () => {
  assert.throws(() => ecdsaToDer(new Uint8Array(63), 32), { code: 'signature.malformed' });
});
