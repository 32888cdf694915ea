const [width, height] = [40, 8];
const dots = [4, 20, 36];

/** `waiting.gif`: three dots, one after the other dark (GIF89a). */
export function waitingGif(): Uint8Array<ArrayBuffer> {
  const head = [...Buffer.from('GIF89a'), width, 0, height, 0, 0b1000_0001, 0, 0];
  const colours = [0xff, 0xff, 0xff, 0xd0, 0xd6, 0xdc, 0x1f, 0x4e, 0x79, 0, 0, 0];
  const forever = [0x21, 0xff, 11, ...Buffer.from('NETSCAPE2.0'), 3, 1, 0, 0, 0];
  return Uint8Array.from([...head, ...colours, ...forever, ...dots.flatMap(frameOf), 0x3b]);
}

function frameOf(dark: number): number[] {
  const control = [0x21, 0xf9, 4, 0, 30, 0, 0, 0];
  const descriptor = [0x2c, 0, 0, 0, 0, width, 0, height, 0, 0];
  return [...control, ...descriptor, 2, ...blocks(codesOf(pixelsOf(dark))), 0];
}

function pixelsOf(dark: number): number[] {
  return Array.from({ length: width * height }, (_, at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    const near = dots.find((dot) => (x - dot + 0.5) ** 2 + (y - 3.5) ** 2 < 10);
    if (near === undefined) return 0;
    return near === dark ? 2 : 1;
  });
}

/** LZW without a dictionary: the table is cleared every second pixel, so all codes stay three bits wide. */
function codesOf(pixels: readonly number[]): number[] {
  const [clear, end] = [4, 5];
  return [...pixels.flatMap((pixel, at) => (at % 2 === 0 ? [clear, pixel] : [pixel])), end];
}

/** Three-bit codes as sub-blocks of at most 255 octets. */
function blocks(codes: readonly number[]): number[] {
  const octets = new Array<number>(Math.ceil((codes.length * 3) / 8)).fill(0);
  codes.forEach((code, index) => {
    for (let bit = 0; bit < 3; bit += 1) {
      const at = index * 3 + bit;
      octets[at >> 3] = (octets[at >> 3] ?? 0) | (((code >> bit) & 1) << (at & 7));
    }
  });
  const found: number[] = [];
  for (let at = 0; at < octets.length; at += 255) {
    const block = octets.slice(at, at + 255);
    found.push(block.length, ...block);
  }
  return found;
}
