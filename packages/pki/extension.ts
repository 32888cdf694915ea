import {
  atEnd,
  type Cursor,
  cursorAt,
  enterSequence,
  finish,
  peekTag,
  readBoolean,
  readOctets,
  readOid,
} from '@kaika/bytes/cursor';
import { boolean, octetString, oid, sequence, sequenceOf, TAG } from '@kaika/bytes/der';
import { coded, PkiError } from './error.ts';

/** `value`: the content of extnValue, itself DER. */
export type Extension = { readonly oid: string; readonly critical: boolean; readonly value: Uint8Array };
/** By dotted OID. */
export type Extensions = ReadonlyMap<string, Extension>;
/** Whatever carries extensions: a certificate, a request, a CRL. */
export type Extended = { readonly extensions: Extensions };

/** RFC 5280 §4.2 and §5.2, RFC 6960 §4.2.2.2.1. */
export const EXTENSION = {
  subjectDirectoryAttributes: '2.5.29.9',
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  issuerAltName: '2.5.29.18',
  basicConstraints: '2.5.29.19',
  crlNumber: '2.5.29.20',
  reasonCode: '2.5.29.21',
  invalidityDate: '2.5.29.24',
  deltaCrlIndicator: '2.5.29.27',
  issuingDistributionPoint: '2.5.29.28',
  certificateIssuer: '2.5.29.29',
  nameConstraints: '2.5.29.30',
  crlDistributionPoints: '2.5.29.31',
  certificatePolicies: '2.5.29.32',
  policyMappings: '2.5.29.33',
  authorityKeyIdentifier: '2.5.29.35',
  policyConstraints: '2.5.29.36',
  extKeyUsage: '2.5.29.37',
  freshestCrl: '2.5.29.46',
  inhibitAnyPolicy: '2.5.29.54',
  authorityInfoAccess: '1.3.6.1.5.5.7.1.1',
  subjectInfoAccess: '1.3.6.1.5.5.7.1.11',
  ocspNocheck: '1.3.6.1.5.5.7.48.1.5',
} as const;

/** An extension from its value's DER. */
export function extension(oidDotted: string, critical: boolean, value: Uint8Array): Extension {
  return { oid: oidDotted, critical, value };
}

/** `Extensions ::= SEQUENCE OF Extension`, in the order given. */
export function encodeExtensions(list: readonly Extension[]): Uint8Array {
  return sequenceOf(list.map(encodeExtension));
}

/** Encodes an extension that many certificates bear once; gives it back. */
export function prepared(one: Extension): Extension {
  ready.set(one, encodeExtension(one));
  return one;
}

const ready = new WeakMap<Extension, Uint8Array>();

function encodeExtension(one: Extension): Uint8Array {
  const { oid: dotted, critical, value } = one;
  const found = ready.get(one);
  if (found) return found;
  return critical
    ? sequence(oid(dotted), boolean(true), octetString(value))
    : sequence(oid(dotted), octetString(value));
}

/** Reads `Extensions`; each OID at most once (RFC 5280 §4.2), else `extension.duplicate`. */
export function readExtensions(cursor: Cursor): Extensions {
  const list = enterSequence(cursor);
  const found = new Map<string, Extension>();
  while (!atEnd(list)) {
    const one = readExtension(enterSequence(list));
    if (found.has(one.oid)) throw new PkiError('extension.duplicate', { about: one.oid });
    found.set(one.oid, one);
  }
  return found;
}

/** The value of an extension by `read`, or undefined where it is absent. Throws `extension.malformed` about its OID. */
export function extensionOf<T>(holder: Extended, dotted: string, read: (value: Cursor) => T): T | undefined {
  const found = holder.extensions.get(dotted);
  return found && readValue(found, read);
}

/** The value of one extension by `read`, which must use it up. Throws `extension.malformed` about its OID. */
export function readValue<T>(one: Extension, read: (value: Cursor) => T): T {
  return coded(
    'extension.malformed',
    () => {
      const cursor = cursorAt(one.value);
      const value = read(cursor);
      finish(cursor);
      return value;
    },
    one.oid,
  );
}

/** OIDs of the critical extensions that `known` does not name. */
export function unknownCritical(holder: Extended, known: ReadonlySet<string>): readonly string[] {
  const unknown: string[] = [];
  for (const one of holder.extensions.values())
    if (one.critical && !known.has(one.oid)) unknown.push(one.oid);
  return unknown;
}

function readExtension(fields: Cursor): Extension {
  const dotted = readOid(fields);
  // An explicit FALSE breaks DER's rule on defaults, but issuers write it and nothing depends on it.
  const critical = peekTag(fields) === TAG.boolean && readBoolean(fields);
  const value = readOctets(fields);
  finish(fields);
  return { oid: dotted, critical, value };
}
