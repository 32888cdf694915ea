import {
  atEnd,
  type Cursor,
  cursorAt,
  enterSequence,
  finish,
  peekTag,
  readBoolean,
  readElement,
  readNamedBits,
  readNumber,
  readOctets,
  readOid,
  readUnsigned,
  skip,
} from '@kaika/bytes/cursor';
import {
  boolean,
  integer,
  namedBits,
  octetString,
  oid,
  sequence,
  sequenceOf,
  TAG,
  unsigned,
} from '@kaika/bytes/der';
import { BytesError } from '@kaika/bytes/error';
import { type Hash, hashIdentifier, hashLength, parseHashIdentifier } from './algorithm.ts';
import { coded, PkiError } from './error.ts';

/** What is stamped: a digest and its hash. */
export type Imprint = { readonly hash: Hash; readonly digest: Uint8Array };

/** RFC 3161 §2.4.1. `nonce`: magnitude, big-endian. `wantsCertificate`: certReq. */
export type TimestampRequest = {
  readonly imprint: Imprint;
  readonly policy: string | undefined;
  readonly nonce: Uint8Array | undefined;
  readonly wantsCertificate: boolean;
};

/** Why a request was refused, RFC 3161 §2.4.2. */
export type TimestampFailure = keyof typeof FAILURE;

/** `token`: the ContentInfo in DER, not yet verified. */
export type TimestampResponse =
  | { readonly status: 'granted'; readonly token: Uint8Array }
  | { readonly status: 'refused'; readonly failure: TimestampFailure | undefined };

const FAILURE = {
  badAlg: 0,
  badRequest: 2,
  badDataFormat: 5,
  timeNotAvailable: 14,
  unacceptedPolicy: 15,
  unacceptedExtension: 16,
  addInfoNotAvailable: 17,
  systemFailure: 25,
} as const;
const REJECTION = 2;

/** TimeStampReq in DER; `nonce` as big-endian magnitude. */
export function encodeTimestampRequest(request: TimestampRequest): Uint8Array {
  const parts = [integer(1), encodeImprint(request.imprint)];
  if (request.policy !== undefined) parts.push(oid(request.policy));
  if (request.nonce) parts.push(unsigned(request.nonce));
  if (request.wantsCertificate) parts.push(boolean(true));
  return sequenceOf(parts);
}

/**
 * Reads a TimeStampReq (DER). Throws `timestamp.malformed` (badRequest), `algorithm.*` (badAlg),
 * `timestamp.extension` (unacceptedExtension).
 */
export function parseTimestampRequest(der: Uint8Array): TimestampRequest {
  return coded('timestamp.malformed', () => {
    const outer = cursorAt(der);
    const fields = enterSequence(outer);
    finish(outer);
    if (readNumber(fields) !== 1) throw new PkiError('timestamp.malformed', { about: 'version' });
    const imprint = readImprint(fields);
    const policy = peekTag(fields) === TAG.oid ? readOid(fields) : undefined;
    const nonce = peekTag(fields) === TAG.integer ? readUnsigned(fields) : undefined;
    const wantsCertificate = peekTag(fields) === TAG.boolean && readBoolean(fields);
    if (peekTag(fields) === 0xa0) throw new PkiError('timestamp.extension');
    finish(fields);
    return { imprint, policy, nonce, wantsCertificate };
  });
}

/** TimeStampResp in DER: granted, with a token. */
export function encodeTimestampResponse(token: Uint8Array): Uint8Array {
  return sequence(sequence(integer(0)), token);
}

/** TimeStampResp in DER: rejected. */
export function encodeTimestampRefusal(failure: TimestampFailure): Uint8Array {
  return sequence(sequence(integer(REJECTION), namedBits([FAILURE[failure]])));
}

/** Reads a TimeStampResp (DER). Throws `timestamp.malformed`. */
export function parseTimestampResponse(der: Uint8Array): TimestampResponse {
  return coded('timestamp.malformed', () => {
    const outer = cursorAt(der);
    const fields = enterSequence(outer);
    finish(outer);
    const info = enterSequence(fields);
    const status = readNumber(info);
    if (peekTag(info) === TAG.sequence) skip(info);
    const failure = atEnd(info) ? undefined : readFailure(info);
    finish(info);
    const token = atEnd(fields) ? undefined : readElement(fields, TAG.sequence);
    finish(fields);
    if (status > 1) return { status: 'refused', failure };
    if (!token) throw new BytesError('der.value');
    return { status: 'granted', token };
  });
}

/** MessageImprint in DER (RFC 3161 §2.4.1). */
export function encodeImprint({ hash, digest }: Imprint): Uint8Array {
  return sequence(hashIdentifier(hash, true), octetString(digest));
}

/** Reads a MessageImprint; the digest must be as long as its hash says. */
export function readImprint(cursor: Cursor): Imprint {
  const fields = enterSequence(cursor);
  const hash = parseHashIdentifier(readElement(fields, TAG.sequence));
  const digest = readOctets(fields);
  finish(fields);
  if (digest.length !== hashLength(hash)) throw new BytesError('der.value');
  return { hash, digest };
}

/** The first failure that is set; there should be one only. */
function readFailure(info: Cursor): TimestampFailure | undefined {
  const bits = readNamedBits(info);
  const found = Object.entries(FAILURE).find(([, bit]) => bits.includes(bit));
  return found?.[0] as TimestampFailure | undefined;
}
