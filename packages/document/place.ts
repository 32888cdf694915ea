import { createHash } from 'node:crypto';
import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFNumber, PDFString } from '@cantoo/pdf-lib';
import { toHex } from '@kaika/bytes/hex';
import { DocumentError } from './error.ts';

export type HashName = 'sha256' | 'sha384' | 'sha512';

/** The four numbers of ISO 32000-2 §12.8.1: two stretches of the file, the signature's own digits between them. */
export type ByteRange = readonly [start: 0, length: number, resumed: number, rest: number];

/** A document with an empty place for one more signature. */
export type Place = { readonly bytes: Uint8Array; readonly byteRange: ByteRange };

export type PlaceSettings = {
  /** Unique in the document, such as `Signature1`. */
  readonly field: string;
  /** Who signs and why, as PDF readers show it. */
  readonly name: string;
  readonly reason: string;
  /** The signer's claim; a time stamp in the CMS proves more. */
  readonly at: Date;
  /** Octets kept free for the CMS; 12,288 unless told, enough for a chain and a time stamp. */
  readonly room?: number;
};

/**
 * Adds an invisible signature field of sub-filter `ETSI.CAdES.detached` (ETSI EN 319 142-1 §6.3) by incremental update: the
 * bytes handed in stay as they are, so earlier signatures stay whole. Throws `pdf.unreadable`.
 */
export async function addPlace(pdf: Uint8Array, settings: PlaceSettings): Promise<Place> {
  const document = await load(pdf);
  const { context } = document;
  const value = context.register(
    context.obj({
      Type: 'Sig',
      Filter: 'Adobe.PPKLite',
      SubFilter: 'ETSI.CAdES.detached',
      ByteRange: [0, wide, wide, wide],
      Contents: PDFHexString.of('0'.repeat((settings.room ?? 12_288) * 2)),
      Name: PDFHexString.fromText(settings.name),
      Reason: PDFHexString.fromText(settings.reason),
      M: PDFString.fromDate(settings.at),
    }),
  );
  const page = document.getPage(0);
  const field = context.obj({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    Rect: [0, 0, 0, 0],
    F: 132,
    T: PDFHexString.fromText(settings.field),
    V: value,
    P: page.ref,
  });
  const reference = context.register(field);
  page.node.addAnnot(reference);
  const form = document.catalog.getOrCreateAcroForm();
  form.addField(reference);
  // SignaturesExist and AppendOnly, ISO 32000-2 table 225.
  form.dict.set(PDFName.of('SigFlags'), PDFNumber.of(3));
  const bytes = await document.commit({ useObjectStreams: false });
  return fixRange(bytes, pdf.length);
}

/** The hash of all of the file but the place itself: the CMS's message digest. */
export function digestOf(place: Place, hash: HashName): Uint8Array {
  const [start, length, resumed, rest] = place.byteRange;
  return createHash(hash)
    .update(place.bytes.subarray(start, length))
    .update(place.bytes.subarray(resumed, resumed + rest))
    .digest();
}

/** Writes the CMS into the place; everything else stays. Throws `signature.too-large`. */
export function fillPlace(place: Place, cms: Uint8Array): Uint8Array {
  const [, opens, closes] = place.byteRange;
  const digits = closes - opens - 2;
  if (cms.length * 2 > digits) throw new DocumentError('signature.too-large');
  const filled = place.bytes.slice();
  filled.set(Buffer.from(toHex(cms).padEnd(digits, '0'), 'latin1'), opens + 1);
  return filled;
}

/** A signature field with a value, as it stands in the file. Nothing about it is believed yet. */
export type RawSignature = {
  readonly field: string;
  readonly subFilter: string;
  readonly byteRange: readonly number[];
  readonly contents: Uint8Array;
  readonly reason: string | undefined;
  readonly claimedAt: Date | undefined;
};

/** The signature fields of a document that hold a value, in the order of the form. Throws `pdf.unreadable`. */
export async function readSignatures(pdf: Uint8Array): Promise<readonly RawSignature[]> {
  const document = await load(pdf);
  try {
    const form = document.catalog.getAcroForm();
    return (form?.getAllFields() ?? []).flatMap(([field]) => {
      const value = field.dict.lookup(PDFName.of('V'));
      const isSignature =
        field.dict.lookup(PDFName.of('FT')) === PDFName.of('Sig') && value instanceof PDFDict;
      return isSignature ? [readValue(value, field.getPartialName() ?? '')] : [];
    });
  } catch (cause) {
    throw new DocumentError('pdf.unreadable', { cause });
  }
}

/** Ten digits: wide enough for any file, replaced in place by the real numbers and spaces. */
const wide = 9_999_999_999;

async function load(pdf: Uint8Array): Promise<PDFDocument> {
  try {
    return await PDFDocument.load(pdf, {
      forIncrementalUpdate: true,
      updateMetadata: false,
      throwOnInvalidObject: true,
    });
  } catch (cause) {
    throw new DocumentError('pdf.unreadable', { cause });
  }
}

function fixRange(bytes: Uint8Array, appendedAt: number): Place {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const mark = /\/ByteRange \[ ?0 9{10} 9{10} 9{10} ?\]/.exec(file.toString('latin1', appendedAt));
  if (mark === null) throw new DocumentError('signature.malformed');
  const rangeAt = appendedAt + mark.index;
  const opens = file.indexOf('/Contents <', appendedAt, 'latin1') + '/Contents '.length;
  const closes = file.indexOf('>', opens, 'latin1') + 1;
  const byteRange: ByteRange = [0, opens, closes, bytes.length - closes];
  const fixed = bytes.slice();
  const written = `/ByteRange [${byteRange.join(' ')}]`.padEnd(mark[0].length, ' ');
  fixed.set(Buffer.from(written, 'latin1'), rangeAt);
  return { bytes: fixed, byteRange };
}

function readValue(value: PDFDict, field: string): RawSignature {
  const range = value.lookup(PDFName.of('ByteRange'));
  const contents = value.lookup(PDFName.of('Contents'));
  const byteRange =
    range instanceof PDFArray ? range.asArray().map((n) => (n instanceof PDFNumber ? n.asNumber() : -1)) : [];
  const reason = value.lookup(PDFName.of('Reason'));
  const at = value.lookup(PDFName.of('M'));
  return {
    field,
    subFilter: value.lookupMaybe(PDFName.of('SubFilter'), PDFName)?.decodeText() ?? '',
    byteRange,
    contents:
      contents instanceof PDFHexString || contents instanceof PDFString
        ? contents.asBytes()
        : new Uint8Array(),
    reason: reason instanceof PDFHexString || reason instanceof PDFString ? reason.decodeText() : undefined,
    claimedAt: at instanceof PDFString ? readDate(at) : undefined,
  };
}

function readDate(text: PDFString): Date | undefined {
  try {
    return text.decodeDate();
  } catch {
    return undefined;
  }
}
