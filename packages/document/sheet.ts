import PDFDocument from 'pdfkit';
import { coverage, type Fonts, missingMark } from './font.ts';

/** A4 in PostScript points. */
export const paper = { width: 595.28, height: 841.89 } as const;

export type SheetSettings = {
  readonly fonts: Fonts;
  readonly title: string;
  readonly subject?: string;
  readonly author: string;
  readonly language: 'zh-TW' | 'en';
  /** Goes into the metadata and the file identifier: the same content at the same moment gives the same bytes. */
  readonly createdAt: Date;
  /** Small grey words at the foot: what this is on the left, the page on the right. */
  readonly footer: { readonly text: string; page(page: number, pages: number): string };
  /** Points; 56.7 (20 mm) unless told. */
  readonly margin?: number;
};

/** An open document. Everything set on it goes below what was set before; a full page is followed by a new one. */
export type Sheet = {
  readonly settings: SheetSettings;
  readonly pdf: PDFKit.PDFDocument;
  /** The root of the structure tree; the nouns of text.ts and table.ts hang their elements here. */
  readonly body: PDFKit.PDFStructureElement;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly chunks: Uint8Array[];
  readonly ended: Promise<void>;
  readonly draws: {
    readonly regular: (codePoint: number) => boolean;
    readonly bold: (codePoint: number) => boolean;
  };
};

export type Face = { readonly size: number; readonly bold?: boolean; readonly color?: string };

export const ink = {
  text: '#1b1f24',
  quiet: '#5c6570',
  line: '#c4cad1',
  band: '#f1f3f5',
  accent: '#0b4f6c',
} as const;

/** Opens an A4 document: tagged, titled, in the given language, at the top of its first page. */
export function openSheet(settings: SheetSettings): Sheet {
  const margin = settings.margin ?? 56.7;
  const pdf = new PDFDocument({
    size: [paper.width, paper.height],
    margins: { top: margin, left: margin, right: margin, bottom: 0 },
    bufferPages: true,
    tagged: true,
    pdfVersion: '1.7',
    lang: settings.language,
    displayTitle: true,
    info: information(settings),
  });
  pdf.registerFont('regular', Buffer.from(settings.fonts.regular));
  pdf.registerFont('bold', Buffer.from(settings.fonts.bold));
  const body = pdf.struct('Document');
  pdf.addStructure(body);
  const chunks: Uint8Array[] = [];
  pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => pdf.on('end', resolve).on('error', reject));
  const edges = {
    left: margin,
    right: paper.width - margin,
    top: margin,
    bottom: paper.height - margin - 18,
  };
  const draws = { regular: coverage(settings.fonts.regular), bold: coverage(settings.fonts.bold) };
  return { settings, pdf, body, ...edges, chunks, ended, draws };
}

/** Sets the footers, ends the document and gives its bytes. The sheet cannot be used afterwards. */
export async function closeSheet(sheet: Sheet): Promise<Uint8Array> {
  const { count } = sheet.pdf.bufferedPageRange();
  for (let page = 0; page < count; page++) {
    sheet.pdf.switchToPage(page);
    setFooter(sheet, sheet.settings.footer.page(page + 1, count));
  }
  sheet.body.end();
  sheet.pdf.end();
  await sheet.ended;
  return new Uint8Array(Buffer.concat(sheet.chunks));
}

/** Leaves `points` of white; at the end of a page it leaves none. */
export function space(sheet: Sheet, points: number): void {
  sheet.pdf.y = Math.min(sheet.pdf.y + points, sheet.bottom);
}

/** Makes sure `points` are left on this page, else goes to the next. True when it went. */
export function need(sheet: Sheet, points: number): boolean {
  if (sheet.pdf.y + points <= sheet.bottom || sheet.pdf.y <= sheet.top) return false;
  breakPage(sheet);
  return true;
}

export function breakPage(sheet: Sheet): void {
  sheet.pdf.addPage();
  sheet.pdf.y = sheet.top;
}

/** A hair line across the page. */
export function rule(sheet: Sheet): void {
  need(sheet, 1);
  const { y } = sheet.pdf;
  decorate(sheet, () =>
    sheet.pdf.moveTo(sheet.left, y).lineTo(sheet.right, y).lineWidth(0.5).stroke(ink.line),
  );
  sheet.pdf.y = y;
}

/** Draws what a reading machine should pass over: lines, bands, footers. */
export function decorate(sheet: Sheet, draw: () => void): void {
  sheet.pdf.markContent('Artifact', { type: 'Layout' });
  draw();
  sheet.pdf.endMarkedContent();
}

/** The text in Unicode NFC with {@link missingMark} wherever the face has no glyph. */
export function drawable(sheet: Sheet, text: string, face: Face): string {
  const draws = face.bold === true ? sheet.draws.bold : sheet.draws.regular;
  return Array.from(text.normalize('NFC'), (c) =>
    c === '\n' || draws(c.codePointAt(0) ?? 0) ? c : missingMark,
  ).join('');
}

/** Points a text takes in a face. */
export function widthOf(sheet: Sheet, text: string, face: Face): number {
  return sheet.pdf.font(face.bold === true ? 'bold' : 'regular', face.size).widthOfString(text);
}

/** Points from one line to the next: Chinese wants more air than Latin. */
export function leading(face: Face): number {
  return Math.round(face.size * 1.62 * 100) / 100;
}

/** Sets one line at x, its box beginning at y; moves nothing else. */
export function setLine(
  sheet: Sheet,
  line: string,
  at: { x: number; y: number; face: Face; spacing?: number },
): void {
  const { face } = at;
  sheet.pdf.font(face.bold === true ? 'bold' : 'regular', face.size).fillColor(face.color ?? ink.text);
  const natural = sheet.pdf.currentLineHeight(true);
  const y = at.y + (leading(face) - natural) / 2;
  sheet.pdf.text(line, at.x, y, { lineBreak: false, characterSpacing: at.spacing ?? 0 });
}

function setFooter(sheet: Sheet, page: string): void {
  const face: Face = { size: 8, color: ink.quiet };
  const y = sheet.bottom + 10;
  sheet.pdf.markContent('Artifact', { type: 'Pagination' });
  sheet.pdf
    .moveTo(sheet.left, y - 4)
    .lineTo(sheet.right, y - 4)
    .lineWidth(0.4)
    .stroke(ink.line);
  setLine(sheet, drawable(sheet, sheet.settings.footer.text, face), { x: sheet.left, y, face });
  setLine(sheet, page, { x: sheet.right - widthOf(sheet, page, face), y, face });
  sheet.pdf.endMarkedContent();
}

function information(settings: SheetSettings): PDFKit.DocumentInfo {
  return {
    Title: settings.title,
    Author: settings.author,
    Producer: 'kaika',
    Creator: 'kaika',
    CreationDate: settings.createdAt,
    ModDate: settings.createdAt,
    ...(settings.subject === undefined ? {} : { Subject: settings.subject }),
  };
}
