import { equal } from '@kaika/bytes/bytes';
import {
  atEnd,
  type Cursor,
  cursorAt,
  enterSequence,
  finish,
  readGeneralizedTime,
  readNumber,
  readOctets,
  readText,
} from '@kaika/bytes/cursor';
import { generalizedTime, integer, octetString, sequence, sequenceOf, utf8String } from '@kaika/bytes/der';
import type { SignatureAlgorithm } from './algorithm.ts';
import type { Certificate } from './certificate.ts';
import { coded, PkiError } from './error.ts';
import { type FilterTable, fingerprint, MOST_BITS, packedLength, readTable } from './filter-table.ts';
import { keyIdentifier } from './key.ts';
import { authorityKeyIdentifierOf } from './key-identifier.ts';
import { assembleSigned, readSigned, type Signed, verifySigned } from './signed.ts';

/**
 * A filter that knows of every certificate one key issued whether it was good, in little more room than theory asks (docs/filter.md:
 * the format, and the sizes measured). `coversBefore`: certificates issued from then on may be missing. `suspects` passes all that
 * were not good and a few others; `verdicts` tells the two apart.
 */
export type RevocationFilter = {
  readonly issuerKeyId: Uint8Array;
  readonly number: number;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  readonly coversBefore: Date;
  /** Certificates it knows of, and how many of them were not good. */
  readonly covered: number;
  readonly listed: number;
  /** Absent where everything is looked up in `verdicts`. */
  readonly suspects: FilterTable | undefined;
  /** Absent where nothing is listed. */
  readonly verdicts: FilterTable | undefined;
};

/** What a filter says: `not-covered` where only OCSP or a list knows. A certificate that is `listed` is on hold or revoked. */
export type FilterAnswer = 'good' | 'listed' | 'not-covered';

/** Stands first in what is signed, so that nothing else an authority signs can be taken for a filter. */
const TITLE = 'kaika revocation filter 1';
const MOST_OCTETS = 1 << 26;

/** What is to be signed by the issuer's key. */
export function encodeFilterBody(filter: RevocationFilter): Uint8Array {
  const tables = [filter.suspects, filter.verdicts].map((table) =>
    table
      ? sequence(
          ...[table.seed, table.bits, table.segment, table.slots].map((number) => integer(number)),
          octetString(table.packed),
        )
      : sequence(),
  );
  return sequence(
    utf8String(TITLE),
    octetString(filter.issuerKeyId),
    integer(filter.number),
    ...[filter.thisUpdate, filter.nextUpdate, filter.coversBefore].map(generalizedTime),
    integer(filter.covered),
    integer(filter.listed),
    sequenceOf(tables),
  );
}

/** The filter (DER) of its body and signature. */
export function assembleFilter(
  body: Uint8Array,
  algorithm: SignatureAlgorithm,
  signature: Uint8Array,
): Uint8Array {
  return assembleSigned(body, algorithm, signature);
}

/**
 * Reads a filter (DER) and verifies that the key of `issuer` signed it and that it is of `now`. Throws `filter.malformed`,
 * `filter.issuer`, `filter.signature`, `filter.not-yet-valid`, `filter.stale`, `algorithm.*`.
 */
export function verifyFilter(
  der: Uint8Array,
  {
    issuer,
    now,
    skewSeconds = 60,
  }: { readonly issuer: Certificate; readonly now: Date; readonly skewSeconds?: number },
): RevocationFilter {
  const { signed, filter } = parseFilter(der);
  if (!equal(filter.issuerKeyId, keyIdentifier(issuer.spki))) throw new PkiError('filter.issuer');
  if (!verifySigned(signed, issuer.spki)) throw new PkiError('filter.signature');
  if (filter.thisUpdate.getTime() > now.getTime() + skewSeconds * 1000)
    throw new PkiError('filter.not-yet-valid');
  if (filter.nextUpdate < now) throw new PkiError('filter.stale');
  return filter;
}

/** Reads a filter (DER) without verifying it. Throws `filter.malformed`. */
export function parseFilter(der: Uint8Array): { readonly signed: Signed; readonly filter: RevocationFilter } {
  if (der.length > MOST_OCTETS) throw new PkiError('filter.malformed', { about: 'octets' });
  return coded('filter.malformed', () => {
    const outer = cursorAt(der);
    const signed = readSigned(outer);
    finish(outer);
    return { signed, filter: readBody(signed.tbs) };
  });
}

/**
 * Asks a filter about a certificate of its issuer. Only for those it covers is there an answer; for these it is never wrong as of
 * `thisUpdate`. That the certificate's signature and validity were checked is taken for granted: of an expired one nothing is said.
 */
export function askFilter(filter: RevocationFilter, certificate: Certificate): FilterAnswer {
  const issuer = authorityKeyIdentifierOf(certificate)?.keyIdentifier;
  const ours = issuer !== undefined && equal(issuer, filter.issuerKeyId);
  const known = certificate.notBefore < filter.coversBefore && certificate.notAfter >= filter.thisUpdate;
  return ours && known ? lookUp(filter, certificate.serial) : 'not-covered';
}

/** The answer for the serial number (content octets) of a certificate that is covered. */
export function lookUp({ suspects, verdicts }: RevocationFilter, serial: Uint8Array): 'good' | 'listed' {
  if (!verdicts) return 'good';
  const [first, second] = filterKey(serial);
  if (suspects && readTable(suspects, first, second) !== fingerprint(first, second, suspects)) return 'good';
  return readTable(verdicts, first, second) === 1 ? 'listed' : 'good';
}

/**
 * A serial number as a key of the tables: FNV-1a, twice. The numbers are drawn at random by the issuer, so nobody makes them
 * collide.
 */
export function filterKey(serial: Uint8Array): readonly [number, number] {
  let first = 0x811c9dc5;
  let second = 0x9747b28c;
  for (let at = serial[0] === 0 ? 1 : 0; at < serial.length; at += 1) {
    const octet = serial[at] as number;
    first = Math.imul(first ^ octet, 0x01000193);
    second = Math.imul(second ^ octet, 0x85ebca6b) ^ (second >>> 15);
  }
  return [first >>> 0, second >>> 0];
}

function readBody(body: Uint8Array): RevocationFilter {
  const fields = enterSequence(cursorAt(body));
  if (readText(fields) !== TITLE) throw new PkiError('filter.malformed', { about: 'title' });
  const issuerKeyId = readOctets(fields);
  const number = readNumber(fields);
  const thisUpdate = readGeneralizedTime(fields);
  const nextUpdate = readGeneralizedTime(fields);
  const coversBefore = readGeneralizedTime(fields);
  const covered = readNumber(fields);
  const listed = readNumber(fields);
  const tables = enterSequence(fields);
  const suspects = readTableFields(enterSequence(tables));
  const verdicts = readTableFields(enterSequence(tables));
  finish(tables);
  finish(fields);
  const times = { thisUpdate, nextUpdate, coversBefore };
  return { issuerKeyId, number, ...times, covered, listed, suspects, verdicts };
}

function readTableFields(fields: Cursor): FilterTable | undefined {
  if (atEnd(fields)) return undefined;
  const seed = readNumber(fields);
  const bits = readNumber(fields);
  const segment = readNumber(fields);
  const slots = readNumber(fields);
  const packed = readOctets(fields);
  finish(fields);
  const table = { seed, bits, segment, slots, packed };
  if (!isSound(table)) throw new PkiError('filter.malformed', { about: 'table' });
  return table;
}

/** Sizes that no look-up can leave. */
function isSound({ bits, segment, slots, packed }: FilterTable): boolean {
  const power = segment > 0 && segment <= 2 ** 18 && (segment & (segment - 1)) === 0;
  return (
    bits >= 1 &&
    bits <= MOST_BITS &&
    power &&
    slots >= 3 * segment &&
    slots % segment === 0 &&
    packed.length === packedLength({ slots, bits })
  );
}
