import {
  atEnd,
  type Cursor,
  cursorAt,
  enter,
  enterSequence,
  finish,
  readElement,
  readNumber,
  readOid,
  skip,
} from '@kaika/bytes/cursor';
import { explicit, integer, oid, sequence, setOf, TAG } from '@kaika/bytes/der';
import type { SignatureAlgorithm } from './algorithm.ts';
import { coded, PkiError } from './error.ts';
import { type Extension, type Extensions, encodeExtensions, readExtensions } from './extension.ts';
import { decodePem, decodePems, encodePem } from './pem.ts';
import { assembleSigned, readSigned, type Signed, verifySigned } from './signed.ts';

/** A PKCS#10 request (RFC 2986); bytes are views. `extensions`: those of its extensionRequest attribute. */
export type CertificateRequest = Signed & {
  readonly der: Uint8Array;
  readonly subject: Uint8Array;
  readonly spki: Uint8Array;
  readonly extensions: Extensions;
};

/** What a request is to say; `subject` and `spki` in DER. */
export type RequestDraft = {
  readonly subject: Uint8Array;
  readonly spki: Uint8Array;
  readonly extensions?: readonly Extension[];
};

/** PKCS#9 extensionRequest, RFC 2985 §5.4.2. */
const EXTENSION_REQUEST = '1.2.840.113549.1.9.14';

/** Reads a request (DER). The signature is not checked here. Throws `request.malformed`, `extension.duplicate`. */
export function parseRequest(der: Uint8Array): CertificateRequest {
  return coded('request.malformed', () => {
    const outer = cursorAt(der);
    const signed = readSigned(outer);
    finish(outer);
    const fields = enterSequence(cursorAt(signed.tbs));
    if (readNumber(fields) !== 0) throw new PkiError('request.malformed', { about: 'version' });
    const subject = readElement(fields, TAG.sequence);
    const spki = readElement(fields, TAG.sequence);
    const extensions = atEnd(fields) ? new Map() : readAttributes(enter(fields, 0xa0));
    finish(fields);
    return { ...signed, der, subject, spki, extensions };
  });
}

/** Proof of possession: whether the request is signed with the key it asks for. Throws `algorithm.*`, `key.*`. */
export function isSelfSigned(request: CertificateRequest): boolean {
  return verifySigned(request, request.spki);
}

/** CertificationRequestInfo in DER, to be signed by the key of `spki`. */
export function encodeRequestInfo({ subject, spki, extensions = [] }: RequestDraft): Uint8Array {
  const attributes =
    extensions.length > 0 ? [sequence(oid(EXTENSION_REQUEST), setOf([encodeExtensions(extensions)]))] : [];
  return sequence(integer(0), subject, spki, explicit(0, ...attributes));
}

/** The request (DER) of its info and signature. */
export function assembleRequest(
  info: Uint8Array,
  algorithm: SignatureAlgorithm,
  signature: Uint8Array,
): Uint8Array {
  return assembleSigned(info, algorithm, signature);
}

/** The request as one PEM block (RFC 7468 §7). */
export function requestToPem(request: Pick<CertificateRequest, 'der'>): string {
  return encodePem('CERTIFICATE REQUEST', request.der);
}

/** Reads the first request of a PEM text, under either label in use. Throws `pem.malformed`, `request.malformed`. */
export function requestFromPem(text: string): CertificateRequest {
  const [older] = decodePems('NEW CERTIFICATE REQUEST', text);
  return parseRequest(older ?? decodePem('CERTIFICATE REQUEST', text));
}

function readAttributes(attributes: Cursor): Extensions {
  let found: Extensions | undefined;
  while (!atEnd(attributes)) {
    const attribute = enterSequence(attributes);
    const type = readOid(attribute);
    const values = enter(attribute, TAG.set);
    finish(attribute);
    if (type !== EXTENSION_REQUEST) {
      while (!atEnd(values)) skip(values);
      continue;
    }
    if (found) throw new PkiError('request.malformed', { about: 'extensionRequest' });
    found = readExtensions(values);
    finish(values);
  }
  return found ?? new Map();
}
