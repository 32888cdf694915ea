import { hash as digestOf } from 'node:crypto';
import {
  atEnd,
  type Cursor,
  cursorAt,
  enter,
  enterOptional,
  enterSequence,
  finish,
  peekTag,
  readElement,
  readOctets,
  readOid,
  readTime,
} from '@kaika/bytes/cursor';
import { element, explicit, octetString, oid, sequence, setOf, TAG, time } from '@kaika/bytes/der';
import { BytesError } from '@kaika/bytes/error';
import { type Hash, parseHashIdentifier } from './algorithm.ts';
import type { Certificate } from './certificate.ts';
import { coded, PkiError } from './error.ts';

/** Attributes of a signer by dotted type, each with the DER of its values. */
export type CmsAttributes = ReadonlyMap<string, readonly Uint8Array[]>;

/**
 * What a signer signs. `digest`: of the content, by the hash of the signature. `contentType`: id-data where absent.
 * `signingTime`: not for PAdES, whose dictionary states it. `signingCertificate`: bound by RFC 5035 with SHA-256.
 */
export type SignedAttributesDraft = {
  readonly digest: Uint8Array;
  readonly contentType?: string;
  readonly signingTime?: Date;
  readonly signingCertificate?: Certificate;
};

/** RFC 5652 §11, RFC 5035 §3, RFC 3161 appendix A, RFC 2634 §5.4. */
export const CMS_ATTRIBUTE = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signatureTimeStampToken: '1.2.840.113549.1.9.16.2.14',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
} as const;

export const CONTENT = { data: '1.2.840.113549.1.7.1', signedData: '1.2.840.113549.1.7.2' } as const;

/** One attribute in DER; its values are sorted. */
export function encodeAttribute(type: string, values: readonly Uint8Array[]): Uint8Array {
  return sequence(oid(type), setOf(values));
}

/** The SET OF signed attributes in DER (RFC 5652 §5.4): exactly the bytes that are to be signed. */
export function encodeSignedAttributes(draft: SignedAttributesDraft): Uint8Array {
  const { digest, contentType = CONTENT.data, signingTime, signingCertificate } = draft;
  const attributes = [
    encodeAttribute(CMS_ATTRIBUTE.contentType, [oid(contentType)]),
    encodeAttribute(CMS_ATTRIBUTE.messageDigest, [octetString(digest)]),
  ];
  if (signingTime) attributes.push(encodeAttribute(CMS_ATTRIBUTE.signingTime, [time(signingTime)]));
  if (signingCertificate) {
    attributes.push(
      encodeAttribute(CMS_ATTRIBUTE.signingCertificateV2, [certificateReference(signingCertificate)]),
    );
  }
  return setOf(attributes);
}

/** Reads a SET OF attributes by `tag`; each type at most once (RFC 5652 §5.3). */
export function readAttributes(cursor: Cursor, tag: number = TAG.set): CmsAttributes {
  const list = enter(cursor, tag);
  const attributes = new Map<string, readonly Uint8Array[]>();
  while (!atEnd(list)) {
    const attribute = enterSequence(list);
    const type = readOid(attribute);
    const set = enter(attribute, TAG.set);
    finish(attribute);
    const values: Uint8Array[] = [];
    while (!atEnd(set)) values.push(readElement(set));
    if (attributes.has(type)) throw new PkiError('cms.attributes', { about: type });
    attributes.set(type, values);
  }
  return attributes;
}

/** The only value of an attribute by `read`, or undefined where it is absent. Throws `cms.attributes` about its type. */
export function attributeOf<T>(
  attributes: CmsAttributes,
  type: string,
  read: (value: Cursor) => T,
): T | undefined {
  const values = attributes.get(type);
  if (!values) return undefined;
  const [only] = values;
  if (!only || values.length > 1) throw new PkiError('cms.attributes', { about: type });
  return coded(
    'cms.attributes',
    () => {
      const cursor = cursorAt(only);
      const value = read(cursor);
      finish(cursor);
      return value;
    },
    type,
  );
}

/** signingTime (RFC 5652 §11.3), which the signer alone says, or undefined where it is absent. Throws `cms.attributes`. */
export function signingTimeOf(attributes: CmsAttributes): Date | undefined {
  return attributeOf(attributes, CMS_ATTRIBUTE.signingTime, readTime);
}

/** Hash and digest of the certificate that the signer named as its own (RFC 5035 §4, RFC 2634 §5.4.1), or undefined. */
export function signingCertificateOf(
  attributes: CmsAttributes,
): { readonly hash: Hash; readonly digest: Uint8Array } | undefined {
  return (
    attributeOf(attributes, CMS_ATTRIBUTE.signingCertificateV2, (value) => readReference(value, 'sha256')) ??
    attributeOf(attributes, CMS_ATTRIBUTE.signingCertificate, (value) => readReference(value, 'sha1'))
  );
}

function certificateReference(certificate: Certificate): Uint8Array {
  const digest = new Uint8Array(digestOf('sha256', certificate.der, 'buffer'));
  const issuerSerial = sequence(
    sequence(explicit(4, certificate.issuer)),
    element(TAG.integer, certificate.serial),
  );
  return sequence(sequence(sequence(octetString(digest), issuerSerial)));
}

/** `SEQUENCE { certs SEQUENCE OF ESSCertID[v2], policies OPTIONAL }`; the first is the signer's. */
function readReference(value: Cursor, usual: Hash): { readonly hash: Hash; readonly digest: Uint8Array } {
  const fields = enterSequence(value);
  const first = enterSequence(enterSequence(fields));
  const named = peekTag(first) === TAG.sequence;
  const hash = named ? parseHashIdentifier(readElement(first)) : usual;
  const digest = readOctets(first);
  enterOptional(first, TAG.sequence);
  finish(first);
  enterOptional(fields, TAG.sequence);
  finish(fields);
  if (named && usual === 'sha1') throw new BytesError('der.tag');
  return { hash, digest };
}
