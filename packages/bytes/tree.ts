import { copy } from './bytes.ts';
import { headLength, TAG, writeHead } from './der.ts';

/** DER that is not written yet: bytes as they are, or an element around others. Large things are written once, not level by level. */
export type Tree = Uint8Array | Branch;
export type Branch = {
  readonly tag: number;
  readonly parts: readonly Tree[];
  /** Octets with tag and length. */
  readonly length: number;
  readonly contentLength: number;
};

/** An element around its parts; see `element`. */
export function branch(tag: number, parts: readonly Tree[]): Branch {
  let contentLength = 0;
  for (const part of parts) contentLength += part.length;
  return { tag, parts, contentLength, length: headLength(contentLength) + contentLength };
}

export function sequenceTree(...parts: readonly Tree[]): Branch {
  return branch(TAG.sequence, parts);
}

/** Writes it all into one new array. */
export function encodeTree(tree: Branch): Uint8Array {
  const bytes = new Uint8Array(tree.length);
  write(tree, bytes, 0);
  return bytes;
}

function write(tree: Tree, bytes: Uint8Array, at: number): number {
  if (tree instanceof Uint8Array) return copy(tree, bytes, at);
  let next = writeHead(bytes, tree.tag, tree.contentLength, at);
  for (const part of tree.parts) next = write(part, bytes, next);
  return next;
}
