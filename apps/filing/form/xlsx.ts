import { inflateRawSync } from 'node:zlib';
import type { CellValue } from 'exceljs';

/** Room for what a statement may unpack to; a file that unpacks to more is no statement. */
const mostBytes = 32 * 1024 * 1024;

/**
 * Reads the first sheet of an XLSX workbook as rows of text. Dates come as ISO days, formulas as their last value.
 * Answers undefined for anything else: no ZIP, damaged, or unpacking to more than 32 MB.
 */
export async function readXlsx(bytes: Uint8Array): Promise<readonly (readonly string[])[] | undefined> {
  if (!unpacksModestly(bytes)) return undefined;
  // Loaded when the first workbook comes: it is large.
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  try {
    await workbook.xlsx.load(Uint8Array.from(bytes).buffer);
  } catch {
    return undefined;
  }
  const rows: string[][] = [];
  workbook.worksheets[0]?.eachRow((row) => {
    const cells: string[] = [];
    row.eachCell({ includeEmpty: true }, (cell) => cells.push(textOf(cell.value)));
    rows.push(cells);
  });
  return rows;
}

/** A workbook of one sheet with a bold, frozen head. */
export async function writeXlsx(name: string, rows: readonly (readonly string[])[]): Promise<Uint8Array> {
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
  for (const row of rows) sheet.addRow([...row]);
  sheet.getRow(1).font = { bold: true };
  for (const column of sheet.columns) column.width = 20;
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function textOf(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value !== 'object') return String(value);
  if ('richText' in value) return value.richText.map((run) => run.text).join('');
  if ('text' in value) return String(value.text);
  if ('result' in value) return textOf(value.result ?? null);
  return '';
}

/**
 * Walks the central directory (APPNOTE 4.3.12) and inflates every entry under a limit, because what the directory says
 * about sizes is the sender's word.
 */
function unpacksModestly(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const end = endOfDirectory(view);
    if (end === undefined) return false;
    const count = view.getUint16(end + 10, true);
    let at = view.getUint32(end + 16, true);
    let total = 0;
    for (let entry = 0; entry < count; entry++) {
      if (view.getUint32(at, true) !== 0x02014b50) return false;
      total += unpackedSize(bytes, view, at, mostBytes - total);
      at +=
        46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    }
    return count > 0;
  } catch {
    return false;
  }
}

function endOfDirectory(view: DataView): number | undefined {
  const earliest = Math.max(0, view.byteLength - 22 - 65_535);
  for (let at = view.byteLength - 22; at >= earliest; at--) {
    if (view.getUint32(at, true) === 0x06054b50) return at;
  }
  return undefined;
}

/** Throws when the entry unpacks to more than `room`, or lies outside the file. */
function unpackedSize(bytes: Uint8Array, view: DataView, at: number, room: number): number {
  const method = view.getUint16(at + 10, true);
  const packed = view.getUint32(at + 20, true);
  const local = view.getUint32(at + 42, true);
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  if (start + packed > bytes.length || room <= 0) throw new RangeError('entry outside');
  if (method === 0) return packed;
  return inflateRawSync(bytes.subarray(start, start + packed), { maxOutputLength: room }).length;
}
