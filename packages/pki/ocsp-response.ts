import {
  atEnd,
  type Cursor,
  cursorAt,
  enter,
  enterOptional,
  enterSequence,
  finish,
  peekTag,
  readContent,
  readElement,
  readGeneralizedTime,
  readNumber,
  readOctets,
  readOid,
} from '@kaika/bytes/cursor';
import {
  element,
  elementOf,
  enumerated,
  explicit,
  generalizedTime,
  nullValue,
  oid,
  sequence,
  TAG,
} from '@kaika/bytes/der';
import { BytesError } from '@kaika/bytes/error';
import { branch, encodeTree, sequenceTree, type Tree } from '@kaika/bytes/tree';
import type { SignatureAlgorithm } from './algorithm.ts';
import { coded, PkiError } from './error.ts';
import { type Extension, type Extensions, encodeExtensions, extension, readExtensions } from './extension.ts';
import { type CertId, OCSP, readCertId } from './ocsp.ts';
import { nonceExtension } from './ocsp-request.ts';
import { type Reason, reasonNumber, reasonOf } from './reason.ts';
import { readSignedParts, type Signed } from './signed.ts';

export type CertStatus =
  | { readonly status: 'good' }
  | { readonly status: 'revoked'; readonly revokedAt: Date; readonly reason: Reason | undefined }
  | { readonly status: 'unknown' };

/** One answer to be written: the CertID is echoed as it was asked. */
export type OcspAnswer = {
  readonly id: Pick<CertId, 'der'>;
  readonly status: CertStatus;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
};

/**
 * What a responder is to say. `responderKeyHash`: SHA-1 of the signer's key (`keyIdentifier`).
 * `extendedRevoke`: certificates never issued may be called revoked (RFC 6960 §4.4.8).
 */
export type OcspResponseDraft = {
  readonly responderKeyHash: Uint8Array;
  readonly producedAt: Date;
  readonly answers: readonly OcspAnswer[];
  readonly nonce?: Uint8Array | undefined;
  readonly extendedRevoke?: boolean;
};

export type OcspErrorStatus =
  | 'malformedRequest'
  | 'internalError'
  | 'tryLater'
  | 'sigRequired'
  | 'unauthorized';

export type OcspSingle = CertStatus & {
  readonly id: CertId;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
  readonly extensions: Extensions;
};

/** `responder`: a Name in DER or the SHA-1 of a key. `certificates`: DER, as sent along. */
export type OcspBasicResponse = Signed & {
  readonly responder: { readonly name: Uint8Array } | { readonly keyHash: Uint8Array };
  readonly producedAt: Date;
  readonly singles: readonly OcspSingle[];
  readonly extensions: Extensions;
  readonly certificates: readonly Uint8Array[];
};

export type OcspResponse =
  | { readonly status: 'successful'; readonly basic: OcspBasicResponse }
  | { readonly status: OcspErrorStatus };

const ERROR = {
  malformedRequest: 1,
  internalError: 2,
  tryLater: 3,
  sigRequired: 5,
  unauthorized: 6,
} as const;
const EXTENDED_REVOKE = extension(OCSP.extendedRevoke, false, nullValue());
const NO_UNUSED_BITS = Uint8Array.of(0);
const GOOD = Uint8Array.of(0x80, 0);
const UNKNOWN = Uint8Array.of(0x82, 0);
const BASIC = oid(OCSP.basic);
const SUCCESSFUL = enumerated(0);
const MOST_CERTIFICATES = 16;
const NO_EXTENSIONS: Extensions = new Map();

/** ResponseData, RFC 6960 §4.2.1, to be signed by the key of `responderKeyHash`. */
export function encodeOcspResponseData(draft: OcspResponseDraft): Uint8Array {
  const extensions: Extension[] = [];
  if (draft.nonce) extensions.push(nonceExtension(draft.nonce));
  if (draft.extendedRevoke) extensions.push(EXTENDED_REVOKE);
  const parts: Tree[] = [
    branch(0xa2, [branch(TAG.octetString, [draft.responderKeyHash])]),
    generalizedTime(draft.producedAt),
    sequenceTree(...draft.answers.map(answerTree)),
  ];
  if (extensions.length > 0) parts.push(explicit(1, encodeExtensions(extensions)));
  return encodeTree(sequenceTree(...parts));
}

/** The OCSPResponse (DER) of ResponseData and its signature. `certificates`: DER of the signer's, where delegated. */
export function assembleOcspResponse(
  data: Uint8Array,
  signed: { readonly algorithm: SignatureAlgorithm; readonly signature: Uint8Array },
  certificates: readonly Uint8Array[] = [],
): Uint8Array {
  const signature = branch(TAG.bitString, [NO_UNUSED_BITS, signed.signature]);
  const parts: Tree[] = [data, signed.algorithm.identifier, signature];
  if (certificates.length > 0) parts.push(branch(0xa0, [sequenceTree(...certificates)]));
  const basic = branch(TAG.octetString, [sequenceTree(...parts)]);
  return encodeTree(sequenceTree(SUCCESSFUL, branch(0xa0, [sequenceTree(BASIC, basic)])));
}

/** An error answer; it is not signed (RFC 6960 §2.3). */
export function encodeOcspError(status: OcspErrorStatus): Uint8Array {
  return sequence(enumerated(ERROR[status]));
}

/** Reads an answer (DER). Nothing is verified: `verifyOcspResponse` does that. Throws `ocsp.malformed`, `extension.*`. */
export function parseOcspResponse(der: Uint8Array): OcspResponse {
  return coded('ocsp.malformed', () => {
    const outer = cursorAt(der);
    const response = enterSequence(outer);
    finish(outer);
    const number = readNumber(response, TAG.enumerated);
    if (number !== 0) {
      finish(response);
      return { status: errorOf(number) };
    }
    const field = enter(response, 0xa0);
    finish(response);
    const bytes = enterSequence(field);
    finish(field);
    if (readOid(bytes) !== OCSP.basic) throw new PkiError('ocsp.malformed', { about: 'responseType' });
    const content = readOctets(bytes);
    finish(bytes);
    return { status: 'successful', basic: readBasic(cursorAt(content)) };
  });
}

function answerTree({ id, status, thisUpdate, nextUpdate }: OcspAnswer): Tree {
  const parts: Tree[] = [id.der, encodeStatus(status), generalizedTime(thisUpdate)];
  if (nextUpdate) parts.push(branch(0xa0, [generalizedTime(nextUpdate)]));
  return sequenceTree(...parts);
}

function encodeStatus(status: CertStatus): Uint8Array {
  if (status.status === 'good') return GOOD;
  if (status.status === 'unknown') return UNKNOWN;
  const at = generalizedTime(status.revokedAt);
  if (status.reason === undefined || status.reason === 'unspecified') return element(0xa1, at);
  return elementOf(0xa1, [at, explicit(0, enumerated(reasonNumber(status.reason)))]);
}

function errorOf(number: number): OcspErrorStatus {
  for (const [status, value] of Object.entries(ERROR)) if (value === number) return status as OcspErrorStatus;
  throw new PkiError('ocsp.malformed', { about: 'responseStatus' });
}

function readBasic(outer: Cursor): OcspBasicResponse {
  const parts = enterSequence(outer);
  finish(outer);
  const signed = readSignedParts(parts);
  const certificates = readCertificates(parts);
  finish(parts);
  const fields = enterSequence(cursorAt(signed.tbs));
  readVersion(fields);
  const responder = readResponder(fields);
  const producedAt = readGeneralizedTime(fields);
  const list = enterSequence(fields);
  const singles: OcspSingle[] = [];
  while (!atEnd(list)) singles.push(readSingle(enterSequence(list)));
  const extensions = readOptionalExtensions(fields);
  finish(fields);
  return { ...signed, responder, producedAt, singles, extensions, certificates };
}

function readVersion(fields: Cursor): void {
  const version = enterOptional(fields, 0xa0);
  if (!version) return;
  if (readNumber(version) !== 0) throw new PkiError('ocsp.malformed', { about: 'version' });
  finish(version);
}

function readResponder(fields: Cursor): OcspBasicResponse['responder'] {
  const named = enterOptional(fields, 0xa1);
  const field = named ?? enter(fields, 0xa2);
  const responder = named ? { name: readElement(field, TAG.sequence) } : { keyHash: readOctets(field) };
  finish(field);
  return responder;
}

function readSingle(fields: Cursor): OcspSingle {
  const id = readCertId(fields);
  const status = readStatus(fields);
  const thisUpdate = readGeneralizedTime(fields);
  const next = enterOptional(fields, 0xa0);
  const nextUpdate = next && readGeneralizedTime(next);
  if (next) finish(next);
  const extensions = readOptionalExtensions(fields);
  finish(fields);
  return { ...status, id, thisUpdate, nextUpdate, extensions };
}

function readStatus(fields: Cursor): CertStatus {
  const tag = peekTag(fields);
  if (tag === 0x80 || tag === 0x82) {
    if (readContent(fields, tag).length > 0) throw new BytesError('der.value');
    return { status: tag === 0x80 ? 'good' : 'unknown' };
  }
  const info = enter(fields, 0xa1);
  const revokedAt = readGeneralizedTime(info);
  const field = enterOptional(info, 0xa0);
  finish(info);
  if (!field) return { status: 'revoked', revokedAt, reason: undefined };
  const reason = reasonOf(readNumber(field, TAG.enumerated));
  finish(field);
  if (!reason) throw new BytesError('der.value');
  return { status: 'revoked', revokedAt, reason };
}

function readOptionalExtensions(fields: Cursor): Extensions {
  const field = enterOptional(fields, 0xa1);
  if (!field) return NO_EXTENSIONS;
  const extensions = readExtensions(field);
  finish(field);
  return extensions;
}

function readCertificates(parts: Cursor): readonly Uint8Array[] {
  const field = enterOptional(parts, 0xa0);
  if (!field) return [];
  const list = enterSequence(field);
  finish(field);
  const certificates: Uint8Array[] = [];
  while (!atEnd(list)) certificates.push(readElement(list, TAG.sequence));
  if (certificates.length > MOST_CERTIFICATES) throw new PkiError('ocsp.too-many', { about: 'certificates' });
  return certificates;
}
