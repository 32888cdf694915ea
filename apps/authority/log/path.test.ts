import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { consistencyPath, inclusionPath, isConsistent, rootOfInclusion } from './path.ts';
import { emptyFrontier, grow, rootOf } from './tree.ts';

const leaves = Array.from({ length: 37 }, (_, at) => createHash('sha256').update(`leaf ${at}`).digest('hex'));
const trees = leaves.map((_, at) => ({
  size: at + 1,
  root: rootOf(leaves.slice(0, at + 1).reduce(grow, emptyFrontier)),
}));

test('every leaf of every tree is shown by its path, and by no other place', () => {
  for (const { size, root } of trees) {
    for (let index = 0; index < size; index += 1) {
      const path = inclusionPath(leaves, index, size);
      const leaf = leaves[index] ?? '';
      assert.equal(rootOfInclusion(leaf, path, { index, size }), root, `${index} of ${size}`);
      if (size > 1) assert.notEqual(rootOfInclusion(leaf, path, { index: (index + 1) % size, size }), root);
      assert.equal(rootOfInclusion(leaf, [...path, leaf], { index, size }), null);
    }
  }
});

test('every tree is shown to begin with every earlier one', () => {
  for (const later of trees) {
    for (const earlier of trees.slice(0, later.size)) {
      const path = consistencyPath(leaves, earlier.size, later.size);
      assert.ok(isConsistent(earlier, later, path), `${earlier.size} in ${later.size}`);
      const other = { ...earlier, root: 'ab'.repeat(32) };
      assert.ok(!isConsistent(other, later, path));
      assert.ok(!isConsistent(earlier, { ...later, root: 'ab'.repeat(32) }, path));
    }
  }
});

test('a path with any node changed, left out or added shows nothing', () => {
  const places = fc.tuple(fc.integer({ min: 2, max: 37 }), fc.nat(), fc.nat(), fc.nat({ max: 2 }));
  fc.assert(
    fc.property(places, ([size, one, two, how]) => {
      const later = trees[size - 1];
      const earlier = trees[one % size];
      assert.ok(later && earlier);
      const index = one % size;
      const spoil = (path: readonly string[]) =>
        path.toSpliced(
          two % Math.max(1, path.length),
          how === 1 ? 0 : 1,
          ...(how === 0 ? [] : ['cd'.repeat(32)]),
        );
      const inclusion = spoil(inclusionPath(leaves, index, size));
      assert.notEqual(rootOfInclusion(leaves[index] ?? '', inclusion, { index, size }), later.root);
      const path = consistencyPath(leaves, earlier.size, size);
      if (path.length > 0 || how > 0) assert.ok(!isConsistent(earlier, later, spoil(path)));
    }),
  );
});

test('there is no path to what is not in the tree', () => {
  assert.throws(() => inclusionPath(leaves, 5, 5), RangeError);
  assert.throws(() => inclusionPath(leaves, 0, 38), RangeError);
  assert.throws(() => consistencyPath(leaves, 0, 5), RangeError);
  assert.equal(rootOfInclusion('', [], { index: 1, size: 1 }), null);
  assert.ok(!isConsistent({ size: 0, root: '' }, { size: 1, root: '' }, []));
});
