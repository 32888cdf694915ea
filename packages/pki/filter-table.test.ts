import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type FilterKeys, makeTable, packedLength, readTable } from './filter-table.ts';

function keysOf(count: number, salt = 1): FilterKeys {
  const words = new Uint32Array(2 * count);
  for (let index = 0; index < words.length; index += 1)
    words[index] = Math.imul(index + salt, 0x9e3779b1) ^ salt;
  return { words, count };
}

function valueAt(table: NonNullable<ReturnType<typeof makeTable>>, { words }: FilterKeys, index: number) {
  return readTable(table, words[2 * index] as number, words[2 * index + 1] as number);
}

test('a table gives back the value of every key it was made of', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2000 }),
      fc.integer({ min: 1, max: 24 }),
      fc.integer(),
      (count, bits, salt) => {
        const keys = keysOf(count, salt);
        const value = (index: number) => (Math.imul(index + 7, 0x85ebca6b) >>> 0) % 2 ** bits;
        const table = makeTable(keys, bits, value);
        assert.ok(table);
        assert.equal(table.packed.length, packedLength(table));
        for (let index = 0; index < count; index += 1)
          assert.equal(valueAt(table, keys, index), value(index));
      },
    ),
    { numRuns: 60 },
  );
});

test('a hundred thousand keys take little more room than their values', () => {
  const keys = keysOf(100_000);
  const table = makeTable(keys, 8, (index) => index & 0xff);
  assert.ok(table);
  assert.ok(table.slots < 1.2 * keys.count, `${table.slots} slots`);
});

test('two keys that are the same make no table', () => {
  const keys = { words: Uint32Array.of(1, 2, 3, 4, 1, 2), count: 3 };
  assert.equal(
    makeTable(keys, 1, () => 0),
    undefined,
  );
});
