import { compare } from '@kaika/bytes/bytes';
import {
  element,
  elementOf,
  explicit,
  implicit,
  integer,
  nullValue,
  octetString,
  oid,
  sequence,
  sequenceOf,
  setOf,
  TAG,
} from '@kaika/bytes/der';
import { type Hash, hashIdentifier, type SignatureAlgorithm } from './algorithm.ts';
import type { Certificate } from './certificate.ts';
import { CMS_ATTRIBUTE, CONTENT, encodeAttribute } from './cms-attribute.ts';

/**
 * One signature that was made elsewhere. `signedAttributes`: as `encodeSignedAttributes` gave them to be signed.
 * `timestamp`: a time-stamp token (DER ContentInfo) over `signature`.
 */
export type CmsSigner = {
  readonly certificate: Certificate;
  readonly algorithm: SignatureAlgorithm;
  readonly signedAttributes: Uint8Array;
  readonly signature: Uint8Array;
  readonly timestamp?: Uint8Array | undefined;
};

/** `content` absent: detached. `contentType`: id-data where absent. `certificates`: DER, the signers' among them. */
export type SignedDataDraft = {
  readonly contentType?: string;
  readonly content?: Uint8Array;
  readonly signers: readonly CmsSigner[];
  readonly certificates: readonly Uint8Array[];
};

const RSA_ENCRYPTION = sequence(oid('1.2.840.113549.1.1.1'), nullValue());

/** ContentInfo of a SignedData (DER, RFC 5652 §5.1), signers by issuer and serial number. */
export function encodeSignedData(draft: SignedDataDraft): Uint8Array {
  const { contentType = CONTENT.data, content, signers, certificates } = draft;
  const hashes = [...new Set(signers.map(({ algorithm }) => cmsHash(algorithm)))];
  const body = [
    integer(contentType === CONTENT.data ? 1 : 3),
    setOf(hashes.map((hash) => hashIdentifier(hash))),
    content ? sequence(oid(contentType), explicit(0, octetString(content))) : sequence(oid(contentType)),
  ];
  if (certificates.length > 0) body.push(elementOf(0xa0, certificates.toSorted(compare)));
  body.push(setOf(signers.map(encodeSigner)));
  return sequence(oid(CONTENT.signedData), explicit(0, sequenceOf(body)));
}

/** A SignedData of certificates alone (DER): what `.p7b` files are. */
export function encodeCertificateBundle(certificates: readonly Uint8Array[]): Uint8Array {
  return encodeSignedData({ signers: [], certificates });
}

/** The hash that content is digested with; SHA-512 where the signature takes the message itself (RFC 8419 §3.1). */
export function cmsHash(algorithm: SignatureAlgorithm): Hash {
  return algorithm.hash ?? 'sha512';
}

function encodeSigner({
  certificate,
  algorithm,
  signedAttributes,
  signature,
  timestamp,
}: CmsSigner): Uint8Array {
  const parts = [
    integer(1),
    sequence(certificate.issuer, element(TAG.integer, certificate.serial)),
    hashIdentifier(cmsHash(algorithm)),
    implicit(0, signedAttributes),
    signerAlgorithm(algorithm),
    octetString(signature),
  ];
  if (timestamp)
    parts.push(implicit(1, setOf([encodeAttribute(CMS_ATTRIBUTE.signatureTimeStampToken, [timestamp])])));
  return sequenceOf(parts);
}

/** RSA is named as the key's algorithm: every reader knows that form (RFC 3370 §3.2), not all the newer one. */
function signerAlgorithm(algorithm: SignatureAlgorithm): Uint8Array {
  return algorithm.keyType === 'rsa' && algorithm.saltLength === undefined
    ? RSA_ENCRYPTION
    : algorithm.identifier;
}
