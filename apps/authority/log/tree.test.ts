import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { emptyFrontier, grow, rootOf } from './tree.ts';

function leafHash(text: string): string {
  return createHash('sha256').update(Uint8Array.of(0)).update(text).digest('hex');
}

/** RFC 9162 §2.1.1, word for word. */
function definedRoot(leaves: readonly string[]): string {
  const [only, ...more] = leaves;
  if (only === undefined) return createHash('sha256').digest('hex');
  if (more.length === 0) return only;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  const left = Buffer.from(definedRoot(leaves.slice(0, split)), 'hex');
  const right = Buffer.from(definedRoot(leaves.slice(split)), 'hex');
  return createHash('sha256').update(Uint8Array.of(1)).update(left).update(right).digest('hex');
}

test('a tree grown leaf by leaf has the root that RFC 9162 defines', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { maxLength: 70 }), (texts) => {
      const leaves = texts.map(leafHash);
      const grown = leaves.reduce(grow, emptyFrontier);
      assert.equal(grown.size, leaves.length);
      assert.equal(rootOf(grown), definedRoot(leaves));
    }),
  );
});
