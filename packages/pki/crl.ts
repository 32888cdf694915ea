import { equal } from '@kaika/bytes/bytes';
import {
  atEnd,
  type Cursor,
  cursorAt,
  enter,
  enterSequence,
  finish,
  peekTag,
  readContent,
  readElement,
  readInteger,
  readNumber,
  readTime,
} from '@kaika/bytes/cursor';
import { integer, TAG } from '@kaika/bytes/der';
import { toHex } from '@kaika/bytes/hex';
import { coded, PkiError } from './error.ts';
import {
  EXTENSION,
  type Extended,
  type Extension,
  type Extensions,
  extension,
  extensionOf,
  readExtensions,
} from './extension.ts';
import { decodePem, encodePem } from './pem.ts';
import { readSigned, type Signed, verifySigned } from './signed.ts';

/** A CRL as it was read; bytes are views of `der`. `entries`: the content of revokedCertificates, not yet looked at. */
export type Crl = Signed & {
  readonly der: Uint8Array;
  readonly version: 1 | 2;
  readonly issuer: Uint8Array;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
  readonly entries: Uint8Array;
  readonly extensions: Extensions;
};

const NO_ENTRIES = new Uint8Array(0);

/**
 * Reads a CRL (DER, RFC 5280 §5.1) but for its entries, which `indexCrl` reads. Throws `crl.malformed`,
 * `extension.duplicate`.
 */
export function parseCrl(der: Uint8Array): Crl {
  return coded('crl.malformed', () => {
    const outer = cursorAt(der);
    const signed = readSigned(outer);
    finish(outer);
    return readTbs(der, signed);
  });
}

/** Whether the key of `spki` signed the CRL. Throws `algorithm.*`, `key.*`. */
export function isCrlSignedBy(crl: Crl, spki: Uint8Array): boolean {
  return verifySigned(crl, spki);
}

/** CRL number, RFC 5280 §5.2.3. */
export function crlNumber(number: number | bigint): Extension {
  return extension(EXTENSION.crlNumber, false, integer(number));
}

/** The CRL number (up to 20 octets), or undefined. */
export function crlNumberOf(holder: Extended): bigint | undefined {
  return extensionOf(holder, EXTENSION.crlNumber, readSerialNumber);
}

/** Delta CRL indicator, RFC 5280 §5.2.4; critical. `base`: the number of the complete CRL it adds to. */
export function deltaCrlIndicator(base: number | bigint): Extension {
  return extension(EXTENSION.deltaCrlIndicator, true, integer(base));
}

/** The base a delta list is about (RFC 5280 §5.2.4), or undefined for a whole list. Throws `extension.malformed`. */
export function deltaCrlIndicatorOf(holder: Extended): bigint | undefined {
  return extensionOf(holder, EXTENSION.deltaCrlIndicator, readSerialNumber);
}

/** The list as one PEM block (RFC 7468 §6). */
export function crlToPem(crl: Pick<Crl, 'der'>): string {
  return encodePem('X509 CRL', crl.der);
}

/** The first CRL of a PEM text. Throws `pem.malformed`, `crl.malformed`. */
export function crlFromPem(text: string): Crl {
  return parseCrl(decodePem('X509 CRL', text));
}

function readTbs(der: Uint8Array, signed: Signed): Crl {
  const fields = enterSequence(cursorAt(signed.tbs));
  const version = readVersion(fields);
  if (!equal(readElement(fields, TAG.sequence), signed.signatureAlgorithm)) throw malformed('signature');
  const issuer = readElement(fields, TAG.sequence);
  const thisUpdate = readTime(fields);
  const tag = peekTag(fields);
  const nextUpdate = tag === TAG.utcTime || tag === TAG.generalizedTime ? readTime(fields) : undefined;
  const listed = peekTag(fields) === TAG.sequence;
  const entries = listed ? readContent(fields, TAG.sequence) : NO_ENTRIES;
  // A list without entries must be absent (RFC 5280 §5.1.2.6).
  if (listed && entries.length === 0) throw malformed('revokedCertificates');
  const extensions = atEnd(fields) ? new Map() : readCrlExtensions(fields, version);
  finish(fields);
  return { ...signed, der, version, issuer, thisUpdate, nextUpdate, entries, extensions };
}

function readVersion(fields: Cursor): 1 | 2 {
  if (peekTag(fields) !== TAG.integer) return 1;
  if (readNumber(fields) !== 1) throw malformed('version');
  return 2;
}

function readCrlExtensions(fields: Cursor, version: 1 | 2): Extensions {
  if (version !== 2) throw malformed('extensions');
  const field = enter(fields, 0xa0);
  const extensions = readExtensions(field);
  finish(field);
  return extensions;
}

function readSerialNumber(value: Cursor): bigint {
  const content = readInteger(value);
  if (content.length > 21 || (content[0] ?? 0) > 0x7f) throw malformed('number');
  return BigInt(`0x${toHex(content)}`);
}

function malformed(about: string): PkiError {
  return new PkiError('crl.malformed', { about });
}
