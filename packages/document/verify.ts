import { createHash } from 'node:crypto';
import { cursorAt, readElement } from '@kaika/bytes/cursor';
import { BytesError } from '@kaika/bytes/error';
import { fromHex } from '@kaika/bytes/hex';
import type { Certificate } from '@kaika/pki/certificate';
import { CMS_ATTRIBUTE } from '@kaika/pki/cms-attribute';
import { parseSignedData, type VerifiedSigner, verifySignedData } from '@kaika/pki/cms-verify';
import { PkiError } from '@kaika/pki/error';
import { formatName } from '@kaika/pki/name';
import { parseTstInfo, verifyTimestamp } from '@kaika/pki/timestamp-token';
import { type RawSignature, readSignatures } from './place.ts';

/** Whether a certificate may be believed at a moment; `reason` is a code. `others`: certificates sent along, DER. */
export type Validate = (
  certificate: Certificate,
  others: readonly Uint8Array[],
  at: Date,
) => PathVerdict | Promise<PathVerdict>;
export type PathVerdict = { readonly trusted: true } | { readonly trusted: false; readonly reason: string };

/** What can be said about one signature of a document. */
export type SignatureReport = {
  readonly field: string;
  readonly format: string;
  readonly reason: string | undefined;
  /** The signer's own claim. */
  readonly claimedAt: Date | undefined;
  /** By a time-stamp service whose certificate is trusted. */
  readonly stampedAt: Date | undefined;
  /** Null where the signature could not be read. */
  readonly signer: SignerReport | null;
  /** The signed bytes are as they were. `fault`: the code of what is wrong. */
  readonly intact: boolean;
  readonly fault: string | undefined;
  /** `document`: every byte but the signature itself; `revision`: something was appended later; `broken`: neither. */
  readonly coverage: 'document' | 'revision' | 'broken';
  readonly path: PathVerdict;
  /** What a stronger signature would have: `signing-certificate`, `timestamp`. */
  readonly missing: readonly ('signing-certificate' | 'timestamp')[];
  /** Intact, covering its revision, by a trusted certificate. */
  readonly valid: boolean;
};

export type SignerReport = {
  readonly certificate: Certificate;
  readonly subject: string;
  readonly issuer: string;
  readonly serialNumber: string;
};

/**
 * Verifies every signature of a PDF (ETSI EN 319 142-1, ISO 32000-2 §12.8), oldest first. The path is judged at the time of
 * a trusted time stamp, else at `now`. `validateStamp` judges time-stamp services. Throws `pdf.unreadable`.
 */
export async function verifyPdf(
  pdf: Uint8Array,
  how: { readonly validate: Validate; readonly validateStamp?: Validate; readonly now: Date },
): Promise<readonly SignatureReport[]> {
  const raw = await readSignatures(pdf);
  const ordered = raw.toSorted((a, b) => endOf(a.byteRange) - endOf(b.byteRange));
  return Promise.all(ordered.map((signature) => report(pdf, signature, how)));
}

/** Whether a report says all is well: at least one signature, all valid, the last covering the whole document. */
export function isWellSigned(reports: readonly SignatureReport[]): boolean {
  return reports.length > 0 && reports.every((one) => one.valid) && reports.at(-1)?.coverage === 'document';
}

type How = Parameters<typeof verifyPdf>[1];
type Read = { readonly signer: VerifiedSigner; readonly others: readonly Uint8Array[] };

async function report(pdf: Uint8Array, raw: RawSignature, how: How): Promise<SignatureReport> {
  const coverage = coverageOf(pdf, raw.byteRange);
  const { field, reason, claimedAt, subFilter: format } = raw;
  const facts = { field, format, reason, claimedAt, coverage };
  const read = coverage === 'broken' ? 'signature.malformed' : readSigner(pdf, raw.byteRange);
  if (typeof read === 'string') return unread(facts, read);
  const { signer, others } = read;
  const stampedAt = await stampTime(signer, how);
  const path = await how.validate(signer.certificate, others, stampedAt ?? how.now);
  const missing: ('signing-certificate' | 'timestamp')[] = [];
  if (!signer.attributes.has(CMS_ATTRIBUTE.signingCertificateV2)) missing.push('signing-certificate');
  if (stampedAt === undefined) missing.push('timestamp');
  // Without the attribute another certificate of the same key could be put in its place (EN 319 142-1 §6.3, note e).
  const valid = path.trusted && !missing.includes('signing-certificate');
  const { certificate } = signer;
  const described = {
    certificate,
    subject: formatName(certificate.subject),
    issuer: formatName(certificate.issuer),
    serialNumber: certificate.serialNumber,
  };
  return { ...facts, stampedAt, signer: described, intact: true, fault: undefined, path, missing, valid };
}

function unread(
  facts: Pick<SignatureReport, 'field' | 'format' | 'reason' | 'claimedAt' | 'coverage'>,
  fault: string,
): SignatureReport {
  const path = { trusted: false, reason: fault } as const;
  return {
    ...facts,
    stampedAt: undefined,
    signer: null,
    intact: false,
    fault,
    path,
    missing: [],
    valid: false,
  };
}

/**
 * The hole must be exactly one hexadecimal string between the two stretches: whatever else could hide in it would be
 * outside every signature.
 */
function coverageOf(pdf: Uint8Array, range: readonly number[]): SignatureReport['coverage'] {
  const [start, opens = 0, closes = 0, rest = 0] = range;
  const whole = range.length === 4 && range.every((n) => Number.isSafeInteger(n) && n >= 0);
  if (!whole || start !== 0 || opens >= closes || closes + rest > pdf.length) return 'broken';
  const hole = Buffer.from(pdf.subarray(opens, closes)).toString('latin1');
  if (!/^<[0-9A-Fa-f]*>$/.test(hole)) return 'broken';
  if (closes + rest === pdf.length) return 'document';
  const tail = Buffer.from(pdf.subarray(closes, closes + rest)).toString('latin1');
  return /%%EOF\r?\n?$/.test(tail) ? 'revision' : 'broken';
}

/** The one signer of the CMS in the hole, verified; or the code of what is wrong. */
function readSigner(pdf: Uint8Array, range: readonly number[]): Read | string {
  const [, opens = 0, closes = 0, rest = 0] = range;
  try {
    const padded = fromHex(Buffer.from(pdf.subarray(opens + 1, closes - 1)).toString('latin1'));
    // The CMS ends where its own length says; zeros fill the place (EN 319 142-1 §5.3).
    const signed = parseSignedData(readElement(cursorAt(padded)));
    const [signer, second] = verifySignedData(signed, [
      pdf.subarray(0, opens),
      pdf.subarray(closes, closes + rest),
    ]);
    if (signer === undefined || second !== undefined) return 'signature.malformed';
    if (signer.algorithm.legacy) return 'algorithm.legacy';
    return { signer, others: signed.certificates };
  } catch (error) {
    if (error instanceof PkiError || error instanceof BytesError) return error.code;
    throw error;
  }
}

/** The time of the signature's time stamp, where there is one that holds and is trusted. */
async function stampTime(signer: VerifiedSigner, how: How): Promise<Date | undefined> {
  const [token] = signer.unsigned.get(CMS_ATTRIBUTE.signatureTimeStampToken) ?? [];
  if (token === undefined || how.validateStamp === undefined) return undefined;
  try {
    const stamped = parseSignedData(token);
    const { hash } = parseTstInfo(stamped.content ?? new Uint8Array()).imprint;
    const digest = createHash(hash).update(signer.signature).digest();
    const stamp = verifyTimestamp(token, { imprint: { hash, digest } });
    const verdict = await how.validateStamp(stamp.certificate, stamped.certificates, stamp.time);
    return verdict.trusted ? stamp.time : undefined;
  } catch (error) {
    if (error instanceof PkiError) return undefined;
    throw error;
  }
}

function endOf(range: readonly number[]): number {
  return (range[2] ?? 0) + (range[3] ?? 0);
}
