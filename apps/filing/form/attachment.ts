import type { Attachment } from '../rule/case.ts';
import { Refusal } from '../rule/refusal.ts';

/** One file. */
export const mostAttachmentBytes = 10 * 1024 * 1024;
/** Files of one case. */
export const mostAttachments = 40;

/**
 * What a file is, by its content alone (name and declared type are the sender's word): PDF, JPEG, PNG or TIFF, each with
 * its beginning and, where the format has one, its end. Throws `attachment.empty`, `attachment.too-large`,
 * `attachment.type-unknown`.
 */
export function typeOf(bytes: Uint8Array): Attachment['type'] {
  if (bytes.length === 0) throw new Refusal('attachment.empty');
  if (bytes.length > mostAttachmentBytes) throw new Refusal('attachment.too-large', { limit: '10 MB' });
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (isPdf(file)) return 'application/pdf';
  if (isPng(file)) return 'image/png';
  if (isJpeg(file)) return 'image/jpeg';
  if (isTiff(file)) return 'image/tiff';
  throw new Refusal('attachment.type-unknown');
}

/** A file's name as it may be shown and given back: its last part, without what file systems or headers mind. */
export function fileName(name: string): string {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
  const clean = last.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069"<>:|?*]/g, '').trim();
  return clean.slice(-120) || 'file';
}

/** ISO 32000-2 §7.5.2 and §7.5.5: the header begins the file, the end mark is in its last kilobyte. */
function isPdf(file: Buffer): boolean {
  return file.subarray(0, 5).toString('latin1') === '%PDF-' && file.subarray(-1024).includes('%%EOF');
}

/** Signature, then IHDR; IEND at the end (PNG 3rd edition §5). */
function isPng(file: Buffer): boolean {
  const begins = file.subarray(0, 16).equals(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
  return begins && file.subarray(-12).includes('IEND');
}

/** SOI and a marker; EOI in the last kilobyte, as cameras may append data of their own (ITU-T T.81 annex B). */
function isJpeg(file: Buffer): boolean {
  const begins = file[0] === 0xff && file[1] === 0xd8 && file[2] === 0xff;
  return begins && file.subarray(-1024).includes(Buffer.from([0xff, 0xd9]));
}

/** Byte order, 42, and a first directory inside the file (TIFF 6.0 §2). */
function isTiff(file: Buffer): boolean {
  if (file.length < 14) return false;
  const head = file.subarray(0, 4).toString('hex');
  const directory =
    head === '49492a00' ? file.readUInt32LE(4) : head === '4d4d002a' ? file.readUInt32BE(4) : 0;
  return directory >= 8 && directory + 6 <= file.length;
}
