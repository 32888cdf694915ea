import { createHash } from 'node:crypto';
import { concat } from '@kaika/bytes/bytes';
import { fromHex, toHex } from '@kaika/bytes/hex';

/**
 * A Merkle tree as far as it must be known to grow (RFC 9162 §2.1): the roots (hex) of its perfect subtrees, largest first,
 * one for each 1 in the binary of `size`.
 */
export type Frontier = { readonly size: number; readonly roots: readonly string[] };

export const emptyFrontier: Frontier = { size: 0, roots: [] };

/** The tree with one leaf more. `leaf` is its leaf hash, hex. */
export function grow({ size, roots }: Frontier, leaf: string): Frontier {
  const grown = [...roots];
  let node = leaf;
  for (let bits = size; (bits & 1) === 1; bits >>>= 1) node = join(grown.pop() ?? '', node);
  return { size: size + 1, roots: [...grown, node] };
}

/** The root of the tree, hex; that of no leaves is the hash of nothing. */
export function rootOf({ roots }: Frontier): string {
  const [last, ...rest] = [...roots].reverse();
  if (last === undefined) return toHex(createHash('sha256').digest());
  return rest.reduce((right, left) => join(left, right), last);
}

/** HASH(0x01 ‖ left ‖ right), RFC 9162 §2.1.1; all hex. */
export function join(left: string, right: string): string {
  const input = concat(Uint8Array.of(1), fromHex(left), fromHex(right));
  return toHex(createHash('sha256').update(input).digest());
}
