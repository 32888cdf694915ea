import { type Cursor, enterSequence, finish, readBitOctets, readElement } from '@kaika/bytes/cursor';
import { bitString, sequence, TAG } from '@kaika/bytes/der';
import { parseSignatureAlgorithm, type SignatureAlgorithm, verifySignature } from './algorithm.ts';
import { PkiError } from './error.ts';

/** What certificates, requests, CRLs and OCSP answers have in common: `SEQUENCE { tbs, algorithm, signature }`. */
export type Signed = {
  readonly tbs: Uint8Array;
  readonly signatureAlgorithm: Uint8Array;
  readonly signature: Uint8Array;
};

/** Reads the three parts as views; the algorithm as its AlgorithmIdentifier in DER. */
export function readSigned(cursor: Cursor): Signed {
  const parts = enterSequence(cursor);
  const signed = readSignedParts(parts);
  finish(parts);
  return signed;
}

/** As `readSigned`, inside a SEQUENCE that may go on after the signature. */
export function readSignedParts(parts: Cursor): Signed {
  const tbs = readElement(parts, TAG.sequence);
  const signatureAlgorithm = readElement(parts, TAG.sequence);
  return { tbs, signatureAlgorithm, signature: readBitOctets(parts) };
}

/** The whole in DER: `tbs` as it stands, the algorithm with its parameters, the signature as BIT STRING (RFC 5280 §4.1.1). */
export function assembleSigned(
  tbs: Uint8Array,
  algorithm: SignatureAlgorithm,
  signature: Uint8Array,
): Uint8Array {
  return sequence(tbs, algorithm.identifier, bitString(signature));
}

/** Throws `algorithm.legacy` where it is signed over SHA-1, which can be forged, and that is not `admitted`. */
export function refuseLegacy(signed: Signed, admitted = false): void {
  const { legacy, name } = parseSignatureAlgorithm(signed.signatureAlgorithm);
  if (legacy && !admitted) throw new PkiError('algorithm.legacy', { about: name });
}

/** Whether `spki`'s key signed it. Throws `algorithm.*` and `key.*` where either cannot be used. */
export function verifySigned(signed: Signed, spki: Uint8Array): boolean {
  return verifySignature(
    parseSignatureAlgorithm(signed.signatureAlgorithm),
    spki,
    signed.tbs,
    signed.signature,
  );
}
