import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { elementOf } from './der.ts';
import { branch, encodeTree, sequenceTree, type Tree } from './tree.ts';

/** The same, level by level. */
function encodeLevels(tree: Tree): Uint8Array {
  return tree instanceof Uint8Array ? tree : elementOf(tree.tag, tree.parts.map(encodeLevels));
}

const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 6 },
    fc.uint8Array({ maxLength: 300 }),
    fc
      .tuple(fc.constantFrom(0x30, 0x31, 0xa0, 0x04), fc.array(tie('tree'), { maxLength: 4 }))
      .map(([tag, parts]) => branch(tag, parts)),
  ),
}));

test('a tree written at once is what its levels make', () => {
  fc.assert(
    fc.property(fc.array(tree, { maxLength: 5 }), (parts) => {
      const whole = sequenceTree(...parts);
      assert.deepEqual(encodeTree(whole), encodeLevels(whole));
    }),
  );
});
