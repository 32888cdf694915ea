import { crc32 } from 'node:zlib';
import { DocumentError } from './error.ts';
import { checkPdf } from './intake-pdf.ts';

/** Largest document taken, in octets. */
export const largestDocument = 5 * 1024 * 1024;
/** Largest side of a picture, and most pixels: what a reader unpacks without trouble. */
const longestSide = 20_000;
const mostPixels = 100_000_000;

export type TakenDocument = {
  readonly type: 'application/pdf' | 'image/jpeg' | 'image/png';
  /** What is to be kept: of pictures, without anything behind their end. */
  readonly bytes: Uint8Array;
};

/**
 * Tells an uploaded document by its content, whatever its name or declared type: PDF, JPEG or PNG, read from its first octet to its
 * last. What stands behind the end of a picture is cut off. A PDF that is encrypted, or has programs, embedded files or actions that
 * leave the document, is refused. Throws DocumentError `document.empty`, `document.too-large`, `document.type-unknown`,
 * `document.damaged`, `document.encrypted`, `document.active`.
 */
export function intake(content: Uint8Array): TakenDocument {
  if (content.length === 0) throw new DocumentError('document.empty');
  if (content.length > largestDocument) throw new DocumentError('document.too-large');
  const file = Buffer.from(content.buffer, content.byteOffset, content.length);
  if (file.subarray(0, 5).equals(pdfHead)) {
    checkPdf(file);
    return { type: 'application/pdf', bytes: content };
  }
  if (file.subarray(0, 8).equals(pngHead))
    return { type: 'image/png', bytes: content.subarray(0, endOfPng(file)) };
  if (file.subarray(0, 3).equals(jpegHead)) {
    return { type: 'image/jpeg', bytes: content.subarray(0, endOfJpeg(file)) };
  }
  throw new DocumentError('document.type-unknown');
}

const pdfHead = Buffer.from('%PDF-', 'latin1');
const pngHead = Buffer.from('89504e470d0a1a0a', 'hex');
const jpegHead = Buffer.from('ffd8ff', 'hex');

/** Walks the chunks (PNG 3rd edition §5.3), each with its checksum; IHDR first, at least one IDAT, IEND last. */
function endOfPng(file: Buffer): number {
  let at = 8;
  let hasData = false;
  while (at + 12 <= file.length) {
    const length = file.readUInt32BE(at);
    const end = at + 12 + length;
    if (end > file.length) break;
    const type = file.toString('latin1', at + 4, at + 8);
    if (file.readUInt32BE(end - 4) !== crc32(file.subarray(at + 4, end - 4))) break;
    if (at === 8) {
      if (type !== 'IHDR' || length !== 13) break;
      checkSize(file.readUInt32BE(at + 8), file.readUInt32BE(at + 12));
    }
    if (type === 'IDAT') hasData = true;
    if (type === 'IEND') {
      if (length === 0 && hasData) return end;
      break;
    }
    at = end;
  }
  throw new DocumentError('document.damaged');
}

/** Walks the markers (ITU-T T.81 annex B) through every scan to EOI; a frame header states the size. */
function endOfJpeg(file: Buffer): number {
  let at = 2;
  let hasFrame = false;
  while (at + 4 <= file.length) {
    if (file[at] !== 0xff) break;
    const marker = file[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xd9) break;
    const end = at + 2 + file.readUInt16BE(at + 2);
    if (end > file.length || end < at + 4) break;
    if (isFrame(marker)) {
      if (end < at + 10) break;
      checkSize(file.readUInt16BE(at + 7), file.readUInt16BE(at + 5));
      hasFrame = true;
    }
    at = end;
    if (marker !== 0xda) continue;
    if (!hasFrame) break;
    at = endOfScan(file, at);
    if (file[at + 1] === 0xd9) return at + 2;
  }
  throw new DocumentError('document.damaged');
}

/** SOF0 to SOF15 without DHT, JPG and DAC. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Where the next marker stands that is neither a stuffed octet nor a restart. */
function endOfScan(file: Buffer, from: number): number {
  let at = file.indexOf(0xff, from);
  while (at !== -1 && at + 1 < file.length) {
    const next = file[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
    at = file.indexOf(0xff, at + (next === 0xff ? 1 : 2));
  }
  throw new DocumentError('document.damaged');
}

function checkSize(width: number, height: number): void {
  const sane = width > 0 && height > 0 && width <= longestSide && height <= longestSide;
  if (!sane || width * height > mostPixels) throw new DocumentError('document.damaged');
}
