import { breakLines } from './line.ts';
import { drawable, type Face, ink, leading, need, type Sheet, setLine, space, widthOf } from './sheet.ts';

export type Align = 'left' | 'center' | 'right';

/** The name of the document, centred, at the top. */
export function title(sheet: Sheet, text: string, under?: string): void {
  block(sheet, text, { tag: 'H1', face: { size: 18, bold: true }, align: 'center', after: 2 });
  if (under !== undefined) {
    block(sheet, under, { tag: 'P', face: { size: 10.5, color: ink.quiet }, align: 'center', after: 2 });
  }
  space(sheet, 10);
}

/** A section heading; never the last thing on a page. */
export function heading(sheet: Sheet, text: string): void {
  space(sheet, 10);
  need(sheet, 72);
  block(sheet, text, {
    tag: 'H2',
    face: { size: 12.5, bold: true, color: ink.accent },
    align: 'left',
    after: 4,
  });
}

/** Running text; `indent` in characters for the first line (two, in Chinese letters). Lines are filled evenly. */
export function paragraph(sheet: Sheet, text: string, options: ParagraphOptions = {}): void {
  const face: Face = {
    size: options.size ?? 10.5,
    bold: options.bold ?? false,
    color: options.quiet === true ? ink.quiet : ink.text,
  };
  const lead = '　'.repeat(options.indent ?? 0);
  block(sheet, lead + text, { tag: 'P', face, align: options.align ?? 'left', after: 6 });
}

export type ParagraphOptions = {
  readonly size?: number;
  readonly bold?: boolean;
  readonly quiet?: boolean;
  readonly align?: Align;
  readonly indent?: number;
};

/** Numbered points (1. 2. 3.), each hanging from its number. */
export function points(sheet: Sheet, items: readonly string[]): void {
  const face: Face = { size: 10.5 };
  const list = sheet.pdf.struct('L');
  sheet.body.add(list);
  for (const [index, item] of items.entries()) {
    const entry = sheet.pdf.struct('LI');
    list.add(entry);
    const lines = wrap(sheet, item, face, sheet.right - sheet.left - 20);
    for (const [row, line] of lines.entries()) {
      need(sheet, leading(face));
      const { y } = sheet.pdf;
      if (row === 0) entry.add(() => setLine(sheet, `${index + 1}.`, { x: sheet.left, y, face }));
      entry.add(() => setLine(sheet, line, { x: sheet.left + 20, y, face }));
      sheet.pdf.y = y + leading(face);
    }
  }
  list.end();
  space(sheet, 6);
}

/** Something to be read before the rest: a framed band with a bold first line. */
export function notice(sheet: Sheet, head: string, text: string): void {
  const face: Face = { size: 10 };
  const bold: Face = { size: 10.5, bold: true };
  const inner = sheet.right - sheet.left - 24;
  const lines = wrap(sheet, text, face, inner);
  const height = leading(bold) + lines.length * leading(face) + 16;
  need(sheet, height);
  const { y } = sheet.pdf;
  sheet.pdf.markContent('Artifact', { type: 'Layout' });
  sheet.pdf.rect(sheet.left, y, sheet.right - sheet.left, height).fill(ink.band);
  sheet.pdf.rect(sheet.left, y, 3, height).fill(ink.accent);
  sheet.pdf.endMarkedContent();
  const element = sheet.pdf.struct('P');
  sheet.body.add(element);
  element.add(() =>
    setLine(sheet, drawable(sheet, head, bold), { x: sheet.left + 14, y: y + 8, face: bold }),
  );
  for (const [row, line] of lines.entries()) {
    const at = y + 8 + leading(bold) + row * leading(face);
    element.add(() => setLine(sheet, line, { x: sheet.left + 14, y: at, face }));
  }
  element.end();
  sheet.pdf.y = y + height + 8;
}

/** The lines a text breaks into at a width, ready to be set. */
export function wrap(sheet: Sheet, text: string, face: Face, width: number): readonly string[] {
  return breakLines(drawable(sheet, text, face), width, (part) => widthOf(sheet, part, face));
}

type Block = { readonly tag: string; readonly face: Face; readonly align: Align; readonly after: number };

function block(sheet: Sheet, text: string, how: Block): void {
  const width = sheet.right - sheet.left;
  const lines = wrap(sheet, text, how.face, width);
  const element = sheet.pdf.struct(how.tag);
  sheet.body.add(element);
  for (const [index, line] of lines.entries()) {
    need(sheet, leading(how.face));
    const { y } = sheet.pdf;
    const spare = width - widthOf(sheet, line, how.face);
    const x = sheet.left + (how.align === 'left' ? 0 : how.align === 'center' ? spare / 2 : spare);
    const spacing = how.align === 'left' && index < lines.length - 1 ? evenSpacing(line, spare, how.face) : 0;
    element.add(() => setLine(sheet, line, { x, y, face: how.face, spacing }));
    sheet.pdf.y = y + leading(how.face);
  }
  element.end();
  space(sheet, how.after);
}

/** Points between characters that fill a line to the margin; none where it would tear a Latin line apart. */
function evenSpacing(line: string, spare: number, face: Face): number {
  const characters = Array.from(line);
  const chinese = characters.filter((c) => /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u.test(c)).length;
  if (spare <= 0 || characters.length < 2 || chinese < characters.length * 0.7) return 0;
  const spacing = spare / (characters.length - 1);
  return spacing <= face.size * 0.1 ? spacing : 0;
}
