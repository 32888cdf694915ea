import { concat, concatAll } from '@kaika/bytes/bytes';
import { bitString, explicit, headLength, integer, TAG, time, writeHead } from '@kaika/bytes/der';
import type { SignatureAlgorithm } from './algorithm.ts';
import type { CrlEntryList } from './crl-entry-list.ts';
import { coded } from './error.ts';
import { type Extension, encodeExtensions } from './extension.ts';
import { assembleSigned } from './signed.ts';

/** What a CRL is to say beside its entries. `issuer`: Name in DER. Extensions: key identifier, number, scope. */
export type CrlDraft = {
  readonly algorithm: SignatureAlgorithm;
  readonly issuer: Uint8Array;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  readonly extensions: readonly Extension[];
};

/**
 * Signs what it is fed piece by piece, so that 49 MB need not be one array: with createSign of node:crypto, or a hash
 * whose digest a token signs. The result as `Sign` gives it.
 */
export type StreamSigner = {
  readonly update: (chunk: Uint8Array) => void;
  readonly sign: () => Uint8Array | Promise<Uint8Array>;
};

/** TBSCertList, version 2 (RFC 5280 §5.1.2), as one array: for CRLs of moderate size. Throws `draft.invalid`. */
export function encodeTbsCrl(draft: CrlDraft, entries: CrlEntryList): Uint8Array {
  return concatAll(tbsChunks(draft, entries));
}

/** The CRL (DER) of a TBSCertList and its signature. */
export function assembleCrl(
  tbs: Uint8Array,
  algorithm: SignatureAlgorithm,
  signature: Uint8Array,
): Uint8Array {
  return assembleSigned(tbs, algorithm, signature);
}

/** A whole CRL in pieces that are to be written one after another; memory is that of `entries`. Throws `draft.invalid`. */
export async function* writeCrl(
  draft: CrlDraft,
  entries: CrlEntryList,
  signer: StreamSigner,
): AsyncGenerator<Uint8Array, void, undefined> {
  const chunks = tbsChunks(draft, entries);
  let length = 0;
  for (const chunk of chunks) {
    signer.update(chunk);
    length += chunk.length;
  }
  const tail = concat(draft.algorithm.identifier, bitString(await signer.sign()));
  yield head(TAG.sequence, length + tail.length);
  yield* chunks;
  yield tail;
}

function tbsChunks(draft: CrlDraft, entries: CrlEntryList): readonly Uint8Array[] {
  const before = coded('draft.invalid', () =>
    concat(
      integer(1),
      draft.algorithm.identifier,
      draft.issuer,
      time(draft.thisUpdate),
      time(draft.nextUpdate),
    ),
  );
  const extensions = explicit(0, encodeExtensions(draft.extensions));
  const listed = entries.length > 0 ? head(TAG.sequence, entries.length) : new Uint8Array(0);
  const length = before.length + listed.length + entries.length + extensions.length;
  return [head(TAG.sequence, length), before, listed, ...entries.chunks(), extensions];
}

function head(tag: number, length: number): Uint8Array {
  const bytes = new Uint8Array(headLength(length));
  writeHead(bytes, tag, length);
  return bytes;
}
