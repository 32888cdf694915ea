/**
 * The two faces every document is set in, handed in as TrueType bytes: this room reads no files.
 * Any TTF with Traditional Chinese coverage will do; {@link fontFiles} names the pair the apps read.
 */
export type Fonts = { readonly regular: Uint8Array; readonly bold: Uint8Array };

/** Where an app finds the faces, as `file:` URLs: read each one once at start. */
export const fontFiles = {
  regular: import.meta.resolve('@expo-google-fonts/noto-sans-tc/400Regular/NotoSansTC_400Regular.ttf'),
  bold: import.meta.resolve('@expo-google-fonts/noto-sans-tc/700Bold/NotoSansTC_700Bold.ttf'),
} as const;

/** Stands where a character has no glyph: the geta mark, the printers' sign for a missing sort. */
export const missingMark = '〓';

/**
 * Which code points a TrueType face can draw.
 * In: the bytes of the face. Out: a question by code point.
 * Reads the `cmap` subtables of format 12 and 4 (OpenType 1.9, chapter cmap); without one, answers yes to all.
 */
export function coverage(font: Uint8Array): (codePoint: number) => boolean {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const segments = readSegments(view);
  if (segments === undefined) return () => true;
  const [starts, ends] = segments;
  return (codePoint) => {
    let low = 0;
    let high = starts.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (codePoint < (starts[middle] ?? 0)) high = middle - 1;
      else if (codePoint > (ends[middle] ?? 0)) low = middle + 1;
      else return true;
    }
    return false;
  };
}

type Segments = readonly [starts: readonly number[], ends: readonly number[]];

function readSegments(view: DataView): Segments | undefined {
  const cmap = tableOffset(view, 0x636d6170);
  if (cmap === undefined) return undefined;
  const subtables = view.getUint16(cmap + 2);
  let basic: number | undefined;
  for (let i = 0; i < subtables; i++) {
    const offset = cmap + view.getUint32(cmap + 8 + i * 8);
    const format = view.getUint16(offset);
    if (format === 12) return format12(view, offset);
    if (format === 4) basic = offset;
  }
  return basic === undefined ? undefined : format4(view, basic);
}

function tableOffset(view: DataView, tag: number): number | undefined {
  const tables = view.getUint16(4);
  for (let i = 0; i < tables; i++) {
    if (view.getUint32(12 + i * 16) === tag) return view.getUint32(12 + i * 16 + 8);
  }
  return undefined;
}

function format12(view: DataView, offset: number): Segments {
  const count = view.getUint32(offset + 12);
  const starts: number[] = [];
  const ends: number[] = [];
  for (let i = 0; i < count; i++) {
    starts.push(view.getUint32(offset + 16 + i * 12));
    ends.push(view.getUint32(offset + 20 + i * 12));
  }
  return [starts, ends];
}

function format4(view: DataView, offset: number): Segments {
  const count = view.getUint16(offset + 6) / 2;
  const starts: number[] = [];
  const ends: number[] = [];
  for (let i = 0; i < count; i++) {
    ends.push(view.getUint16(offset + 14 + i * 2));
    starts.push(view.getUint16(offset + 16 + count * 2 + i * 2));
  }
  return [starts, ends];
}
