import {
  atEnd,
  type Cursor,
  cursorAt,
  enter,
  enterOptional,
  enterSequence,
  finish,
  readNumber,
  readOctets,
  skipOptional,
} from '@kaika/bytes/cursor';
import { explicit, octetString, sequence, sequenceOf } from '@kaika/bytes/der';
import { BytesError } from '@kaika/bytes/error';
import { coded, PkiError } from './error.ts';
import {
  type Extended,
  encodeExtensions,
  extension,
  extensionOf,
  readExtensions,
  unknownCritical,
} from './extension.ts';
import { type CertId, OCSP, readCertId } from './ocsp.ts';

/** `nonce`: 1-128 octets (RFC 9654 §2.1), undefined where none was sent. A signature on a request is not looked at. */
export type OcspRequest = {
  readonly ids: readonly CertId[];
  readonly nonce: Uint8Array | undefined;
};

export type OcspRequestLimits = { readonly octets: number; readonly certificates: number };

export const OCSP_REQUEST_LIMITS: OcspRequestLimits = { octets: 16_384, certificates: 32 };

const KNOWN: ReadonlySet<string> = new Set([OCSP.nonce, OCSP.preferredAlgorithms, OCSP.serviceLocator]);
const NONE: Extended = { extensions: new Map() };

/**
 * Reads a request (DER, RFC 6960 §4.1.1). Throws `ocsp.malformed` (also for an empty or longer nonce, and critical
 * extensions nobody knows), `ocsp.too-many` over the limits.
 */
export function parseOcspRequest(der: Uint8Array, limits = OCSP_REQUEST_LIMITS): OcspRequest {
  if (der.length > limits.octets) throw new PkiError('ocsp.too-many', { about: 'octets' });
  return coded('ocsp.malformed', () => {
    const outer = cursorAt(der);
    const request = enterSequence(outer);
    finish(outer);
    const tbs = enterSequence(request);
    if (enterOptional(request, 0xa0)) finish(request);
    finish(request);
    readVersion(tbs);
    skipOptional(tbs, 0xa1);
    const ids = readIds(enterSequence(tbs), limits.certificates);
    const holder = readHolder(tbs, 0xa2);
    finish(tbs);
    return { ids, nonce: nonceOf(holder) };
  });
}

/** A request without signature for certificates by their CertIDs; `nonce` of 32 octets is advised (RFC 9654 §2.1). */
export function encodeOcspRequest(ids: readonly CertId[], nonce?: Uint8Array): Uint8Array {
  const list = sequenceOf(ids.map(({ der }) => sequence(der)));
  return sequence(
    nonce ? sequence(list, explicit(2, encodeExtensions([nonceExtension(nonce)]))) : sequence(list),
  );
}

/** The nonce extension of requests and answers. */
export function nonceExtension(nonce: Uint8Array): ReturnType<typeof extension> {
  return extension(OCSP.nonce, false, octetString(nonce));
}

/** The nonce of a request or answer, or undefined. Throws `extension.malformed` for other lengths than 1-128. */
export function nonceOf(holder: Extended): Uint8Array | undefined {
  return extensionOf(holder, OCSP.nonce, (value) => {
    const nonce = readOctets(value);
    if (nonce.length < 1 || nonce.length > 128) throw new BytesError('der.value');
    return nonce;
  });
}

function readVersion(tbs: Cursor): void {
  const field = enterOptional(tbs, 0xa0);
  if (!field) return;
  if (readNumber(field) !== 0) throw new BytesError('der.value');
  finish(field);
}

function readIds(list: Cursor, most: number): readonly CertId[] {
  const ids: CertId[] = [];
  do {
    if (ids.length === most) throw new PkiError('ocsp.too-many', { about: 'certificates' });
    const request = enterSequence(list);
    ids.push(readCertId(request));
    readHolder(request, 0xa0);
    finish(request);
  } while (!atEnd(list));
  return ids;
}

function readHolder(cursor: Cursor, tag: number): Extended {
  if (atEnd(cursor)) return NONE;
  const field = enter(cursor, tag);
  const holder = { extensions: readExtensions(field) };
  finish(field);
  const [unknown] = unknownCritical(holder, KNOWN);
  if (unknown) throw new PkiError('ocsp.malformed', { about: unknown });
  return holder;
}
