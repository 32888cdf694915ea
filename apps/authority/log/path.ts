import { emptyFrontier, grow, join, rootOf } from './tree.ts';

/**
 * The nodes (hex) by which a leaf is shown to be in the tree of the first `size` leaves, from the leaf up (RFC 9162 §2.1.3.1).
 * @param leaves at least `size` leaf hashes, hex
 */
export function inclusionPath(leaves: readonly string[], index: number, size: number): readonly string[] {
  if (!(index >= 0 && index < size && size <= leaves.length)) throw new RangeError('no such leaf');
  const path: string[] = [];
  let from = 0;
  let to = size;
  while (to - from > 1) {
    const middle = from + largestBelow(to - from);
    if (index < middle) {
      path.push(rangeRoot(leaves, middle, to));
      to = middle;
    } else {
      path.push(rangeRoot(leaves, from, middle));
      from = middle;
    }
  }
  return path.reverse();
}

/** The root (hex) that a leaf and its path come to, or null for a path that fits no tree of that size (RFC 9162 §2.1.3.2). */
export function rootOfInclusion(leaf: string, path: readonly string[], at: Place): string | null {
  if (!(at.index >= 0 && at.index < at.size)) return null;
  let index = at.index;
  let last = at.size - 1;
  let node = leaf;
  for (const other of path) {
    if (last === 0) return null;
    if (index % 2 === 1 || index === last) {
      node = join(other, node);
      while (index % 2 === 0 && index !== 0) {
        index /= 2;
        last = Math.floor(last / 2);
      }
    } else node = join(node, other);
    index = Math.floor(index / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? node : null;
}

export type Place = { readonly index: number; readonly size: number };

/**
 * The nodes (hex) by which the tree of the first `to` leaves is shown to begin with that of the first `from` (RFC 9162 §2.1.4.1).
 * @param leaves at least `to` leaf hashes, hex
 */
export function consistencyPath(leaves: readonly string[], from: number, to: number): readonly string[] {
  if (!(from > 0 && from <= to && to <= leaves.length)) throw new RangeError('no such trees');
  const path: string[] = [];
  let begin = 0;
  let end = to;
  while (from !== end) {
    const middle = begin + largestBelow(end - begin);
    if (from <= middle) {
      path.push(rangeRoot(leaves, middle, end));
      end = middle;
    } else {
      path.push(rangeRoot(leaves, begin, middle));
      begin = middle;
    }
  }
  // The earlier tree itself is known to whoever asks.
  return begin === 0 ? path.reverse() : [rangeRoot(leaves, begin, end), ...path.reverse()];
}

/** One tree: how many leaves, and its root in hex. */
export type Tree = { readonly size: number; readonly root: string };

/** Whether the path shows that `later` begins with `earlier` (RFC 9162 §2.1.4.2). */
export function isConsistent(earlier: Tree, later: Tree, path: readonly string[]): boolean {
  if (earlier.size === later.size) return path.length === 0 && earlier.root === later.root;
  if (!(earlier.size > 0 && earlier.size < later.size)) return false;
  // A whole power of two is a node of the later tree, and so not in the path.
  const nodes = isPowerOfTwo(earlier.size) ? [earlier.root, ...path] : path;
  const [first, ...rest] = nodes;
  if (first === undefined) return false;
  let index = earlier.size - 1;
  let last = later.size - 1;
  while (index % 2 === 1) {
    index = Math.floor(index / 2);
    last = Math.floor(last / 2);
  }
  let old = first;
  let young = first;
  for (const node of rest) {
    if (last === 0) return false;
    if (index % 2 === 1 || index === last) {
      old = join(node, old);
      young = join(node, young);
      while (index % 2 === 0 && index !== 0) {
        index = Math.floor(index / 2);
        last = Math.floor(last / 2);
      }
    } else young = join(young, node);
    index = Math.floor(index / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && old === earlier.root && young === later.root;
}

function rangeRoot(leaves: readonly string[], from: number, to: number): string {
  let tree = emptyFrontier;
  for (let at = from; at < to; at += 1) tree = grow(tree, leaves[at] ?? '');
  return rootOf(tree);
}

/** The largest power of two below `size`, which is at least 2. */
function largestBelow(size: number): number {
  return 2 ** (31 - Math.clz32(size - 1));
}

function isPowerOfTwo(size: number): boolean {
  return (size & (size - 1)) === 0;
}
