import {
  breakPage,
  decorate,
  type Face,
  ink,
  leading,
  need,
  type Sheet,
  setLine,
  space,
  widthOf,
} from './sheet.ts';
import { type Align, wrap } from './text.ts';

export type Column = {
  readonly title: string;
  /** Share of the table's width; the shares need not add up to anything. */
  readonly share: number;
  /** Money and counts stand right. */
  readonly align?: Align;
};

export type Table = {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** A last row in bold, such as sums. */
  readonly total?: readonly string[];
};

const pad = { x: 5, y: 3 } as const;
const body: Face = { size: 9.5 };
const strong: Face = { size: 9.5, bold: true };

/** Label and value, one pair a line: names, numbers, dates. */
export function facts(sheet: Sheet, pairs: readonly (readonly [label: string, value: string])[]): void {
  const labels = pairs.map(([label]) => widthOf(sheet, label, strong));
  const width = sheet.right - sheet.left;
  const first = Math.min(Math.max(60, ...labels) + pad.x * 2 + 4, width * 0.4);
  const columns: readonly Placed[] = [
    { x: sheet.left, width: first, align: 'left', tag: 'TH', face: { ...strong, color: ink.quiet } },
    { x: sheet.left + first, width: width - first, align: 'left', tag: 'TD', face: body },
  ];
  const element = openTable(sheet);
  for (const pair of pairs) setRow(sheet, { element, columns, cells: pair });
  element.end();
  space(sheet, 8);
}

/** An itemised table with a head repeated on every page, cells wrapped, rows kept whole where a page can hold them. */
export function table(sheet: Sheet, content: Table): void {
  const columns = place(sheet, content.columns);
  const head = columns.map((column): Placed => ({ ...column, tag: 'TH', face: strong }));
  const titles = content.columns.map((column) => column.title);
  const element = openTable(sheet);
  need(sheet, rowHeight(sheet, head, titles) + leading(body) * 2);
  setRow(sheet, { element, columns: head, cells: titles, band: true });
  for (const cells of content.rows) {
    if (need(sheet, Math.min(rowHeight(sheet, columns, cells), sheet.bottom - sheet.top - 60))) {
      setRow(sheet, { element, columns: head, cells: titles, band: true });
    }
    setRow(sheet, { element, columns, cells });
  }
  if (content.total !== undefined) {
    const total = columns.map((column): Placed => ({ ...column, face: strong }));
    setRow(sheet, { element, columns: total, cells: content.total, band: true });
  }
  element.end();
  space(sheet, 8);
}

type Placed = {
  readonly x: number;
  readonly width: number;
  readonly align: Align;
  readonly tag: 'TH' | 'TD';
  readonly face: Face;
};

type Row = {
  readonly element: PDFKit.PDFStructureElement;
  readonly columns: readonly Placed[];
  readonly cells: readonly string[];
  readonly band?: boolean;
};

function openTable(sheet: Sheet): PDFKit.PDFStructureElement {
  const element = sheet.pdf.struct('Table');
  sheet.body.add(element);
  return element;
}

function place(sheet: Sheet, columns: readonly Column[]): readonly Placed[] {
  const whole = columns.reduce((sum, column) => sum + column.share, 0);
  let x = sheet.left;
  return columns.map((column) => {
    const width = ((sheet.right - sheet.left) * column.share) / whole;
    const placed: Placed = { x, width, align: column.align ?? 'left', tag: 'TD', face: body };
    x += width;
    return placed;
  });
}

function cellLines(
  sheet: Sheet,
  columns: readonly Placed[],
  cells: readonly string[],
): readonly (readonly string[])[] {
  return columns.map((column, i) => wrap(sheet, cells[i] ?? '', column.face, column.width - pad.x * 2));
}

function rowHeight(sheet: Sheet, columns: readonly Placed[], cells: readonly string[]): number {
  const most = Math.max(...cellLines(sheet, columns, cells).map((lines) => lines.length));
  return most * leading(body) + pad.y * 2;
}

/** Sets a row; one taller than the page goes on over the next pages. */
function setRow(sheet: Sheet, row: Row): void {
  const lines = cellLines(sheet, row.columns, row.cells);
  const count = Math.max(...lines.map((cell) => cell.length));
  const element = sheet.pdf.struct('TR');
  row.element.add(element);
  const cells = row.columns.map((column) => {
    const cell = sheet.pdf.struct(column.tag);
    element.add(cell);
    return cell;
  });
  for (let done = 0; done < count; ) {
    need(sheet, leading(body) + pad.y * 2);
    const fits = Math.max(1, Math.floor((sheet.bottom - sheet.pdf.y - pad.y * 2) / leading(body)));
    const slice = lines.map((cell) => cell.slice(done, done + fits));
    setSlice(sheet, { ...row, cells: [] }, { cells, slice, height: Math.min(fits, count - done) });
    done += fits;
    if (done < count) breakPage(sheet);
  }
  element.end();
}

type Slice = {
  readonly cells: readonly PDFKit.PDFStructureElement[];
  readonly slice: readonly (readonly string[])[];
  /** In lines. */
  readonly height: number;
};

function setSlice(sheet: Sheet, row: Row, part: Slice): void {
  const { y } = sheet.pdf;
  const height = part.height * leading(body) + pad.y * 2;
  frame(sheet, { y, height, band: row.band ?? false });
  for (const [i, column] of row.columns.entries()) {
    for (const [n, line] of (part.slice[i] ?? []).entries()) {
      const spare = column.width - pad.x * 2 - widthOf(sheet, line, column.face);
      const x =
        column.x + pad.x + (column.align === 'left' ? 0 : column.align === 'right' ? spare : spare / 2);
      const at = { x, y: y + pad.y + n * leading(body), face: column.face };
      part.cells[i]?.add(() => setLine(sheet, line, at));
    }
  }
  sheet.pdf.y = y + height;
}

function frame(sheet: Sheet, box: { y: number; height: number; band: boolean }): void {
  const width = sheet.right - sheet.left;
  decorate(sheet, () => {
    if (box.band) sheet.pdf.rect(sheet.left, box.y, width, box.height).fill(ink.band);
    const foot = box.y + box.height;
    sheet.pdf.moveTo(sheet.left, foot).lineTo(sheet.right, foot).lineWidth(0.5).stroke(ink.line);
  });
}
