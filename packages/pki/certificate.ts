import { hash } from 'node:crypto';
import { concat, equal } from '@kaika/bytes/bytes';
import {
  type Cursor,
  cursorAt,
  enter,
  enterOptional,
  enterSequence,
  finish,
  readContent,
  readElement,
  readNumber,
  readTime,
  skipOptional,
} from '@kaika/bytes/cursor';
import { explicit, integer, sequence, TAG, time, unsigned } from '@kaika/bytes/der';
import { toHex } from '@kaika/bytes/hex';
import type { SignatureAlgorithm } from './algorithm.ts';
import { coded, PkiError } from './error.ts';
import { type Extension, type Extensions, encodeExtensions, readExtensions } from './extension.ts';
import { decodePem, decodePems, encodePem } from './pem.ts';
import { recent } from './recent.ts';
import { assembleSigned, readSigned, type Signed, verifySigned } from './signed.ts';

/**
 * A certificate as it was read; all bytes are views of `der`. `serial`: content octets of the INTEGER;
 * `serialNumber`: its hexadecimal without sign octet. `issuer`, `subject`, `spki`: DER.
 */
export type Certificate = Signed & {
  readonly der: Uint8Array;
  readonly version: 1 | 2 | 3;
  readonly serial: Uint8Array;
  readonly serialNumber: string;
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly spki: Uint8Array;
  readonly extensions: Extensions;
};

/** What a TBSCertificate says, before or after it is signed. */
export type TbsCertificate = Omit<Certificate, 'der' | 'signature'>;

/** What a certificate is to say. `serial`: big-endian, read as positive. `issuer`, `subject`, `spki`: DER. */
export type CertificateDraft = {
  readonly serial: Uint8Array;
  readonly algorithm: SignatureAlgorithm;
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly spki: Uint8Array;
  readonly extensions: readonly Extension[];
};

const NONE: Extensions = new Map();

/** Reads a certificate (DER, RFC 5280 §4.1). Throws `certificate.malformed`, `extension.duplicate`. */
export function parseCertificate(der: Uint8Array): Certificate {
  return coded('certificate.malformed', () => {
    const outer = cursorAt(der);
    const signed = readSigned(outer);
    finish(outer);
    return { ...readTbs(signed), ...signed, der };
  });
}

/** Reads a TBSCertificate (DER) that is to be signed by `algorithm`. Throws as `parseCertificate`. */
export function parseTbsCertificate(tbs: Uint8Array, algorithm: SignatureAlgorithm): TbsCertificate {
  return coded('certificate.malformed', () => readTbs({ tbs, signatureAlgorithm: algorithm.identifier }));
}

/** TBSCertificate, version 3. Throws `draft.invalid` for dates or a serial number that cannot be written. */
export function encodeTbsCertificate(draft: CertificateDraft): Uint8Array {
  if (draft.serial.length > 20 || !draft.serial.some((octet) => octet !== 0)) {
    throw new PkiError('draft.invalid', { about: 'serial' });
  }
  return coded('draft.invalid', () =>
    sequence(
      explicit(0, integer(2)),
      unsigned(draft.serial),
      draft.algorithm.identifier,
      draft.issuer,
      sequence(time(draft.notBefore), time(draft.notAfter)),
      draft.subject,
      draft.spki,
      ...(draft.extensions.length > 0 ? [explicit(3, encodeExtensions(draft.extensions))] : []),
    ),
  );
}

/** The certificate (DER) of a TBSCertificate and its signature. */
export function assembleCertificate(
  tbs: Uint8Array,
  algorithm: SignatureAlgorithm,
  signature: Uint8Array,
): Uint8Array {
  return assembleSigned(tbs, algorithm, signature);
}

/**
 * Whether the key of `spki` signed the certificate. Says nothing of names, dates or rights. The same signature is not
 * verified a second time soon after: authorities stand in every path. Throws `algorithm.*`, `key.*`.
 */
export function isSignedBy(certificate: Certificate, spki: Uint8Array): boolean {
  // Self-delimiting parts in one order: no two questions have the same octets.
  const { tbs, signatureAlgorithm, signature } = certificate;
  const asked = hash('sha256', concat(tbs, signatureAlgorithm, spki, signature), 'base64');
  const known = verdicts.get(asked);
  if (known !== undefined) return known;
  const verdict = verifySigned(certificate, spki);
  verdicts.set(asked, verdict);
  return verdict;
}

const verdicts = recent<boolean>(2048);

/** The certificate as one PEM block (RFC 7468 §5). */
export function certificateToPem(certificate: Pick<Certificate, 'der'>): string {
  return encodePem('CERTIFICATE', certificate.der);
}

/** The first certificate of a PEM text. Throws `pem.malformed`, `certificate.malformed`. */
export function certificateFromPem(text: string): Certificate {
  return parseCertificate(decodePem('CERTIFICATE', text));
}

/** All certificates of a PEM text, in order; none is an empty list. */
export function certificatesFromPem(text: string): readonly Certificate[] {
  return decodePems('CERTIFICATE', text).map(parseCertificate);
}

/** Hexadecimal of a serial number's content octets, without the sign octet; `-` before a negative one's octets. */
export function formatSerial(serial: Uint8Array): string {
  if ((serial[0] ?? 0) > 0x7f) return `-${toHex(serial)}`;
  return toHex(serial[0] === 0 && serial.length > 1 ? serial.subarray(1) : serial);
}

function readTbs(signed: Pick<Signed, 'tbs' | 'signatureAlgorithm'>): TbsCertificate {
  const outer = cursorAt(signed.tbs);
  const fields = enterSequence(outer);
  finish(outer);
  const version = readVersion(fields);
  // Content as it stands, padded or negative: relying parties must cope with such numbers (RFC 5280 §4.1.2.2).
  const serial = readContent(fields, TAG.integer);
  if (serial.length === 0) throw malformed('serialNumber');
  if (!equal(readElement(fields, TAG.sequence), signed.signatureAlgorithm)) throw malformed('signature');
  const issuer = readElement(fields, TAG.sequence);
  const validity = enterSequence(fields);
  const notBefore = readTime(validity);
  const notAfter = readTime(validity);
  finish(validity);
  const subject = readElement(fields, TAG.sequence);
  const spki = readElement(fields, TAG.sequence);
  const extensions = readTail(fields, version);
  finish(fields);
  const serialNumber = formatSerial(serial);
  return {
    tbs: signed.tbs,
    signatureAlgorithm: signed.signatureAlgorithm,
    version,
    serial,
    serialNumber,
    issuer,
    subject,
    notBefore,
    notAfter,
    spki,
    extensions,
  };
}

function readVersion(fields: Cursor): 1 | 2 | 3 {
  const field = enterOptional(fields, 0xa0);
  if (!field) return 1;
  const number = readNumber(field);
  finish(field);
  if (number === 1) return 2;
  if (number === 2) return 3;
  throw malformed('version');
}

function readTail(fields: Cursor, version: 1 | 2 | 3): Extensions {
  const unique = [skipOptional(fields, 0x81), skipOptional(fields, 0x82)];
  if (version === 1 && unique.includes(true)) throw malformed('uniqueIdentifier');
  if (version !== 3 || fields.at === fields.end) return NONE;
  const field = enter(fields, 0xa3);
  const extensions = readExtensions(field);
  finish(field);
  if (extensions.size === 0) throw malformed('extensions');
  return extensions;
}

function malformed(about: string): PkiError {
  return new PkiError('certificate.malformed', { about });
}
