const width = 2000;
const headerBytes = 54;
const pixelBytes = 3 * width;

/**
 * `p11Image.bmp`: a picture of 2000×1 pixels of 24 bits whose bytes are the JSON text, in ASCII and filled up with zeros, because pictures
 * may be read where a request may not. Throws RangeError for 6000 bytes and more: readers stop at a zero.
 */
export function bmpOf(value: unknown): Uint8Array<ArrayBuffer> {
  const text = asciiJson(value);
  if (text.length >= pixelBytes) throw new RangeError('the picture is full');
  const bytes = new Uint8Array(headerBytes + pixelBytes);
  const view = new DataView(bytes.buffer);
  bytes.set([0x42, 0x4d]);
  view.setUint32(2, headerBytes + pixelBytes, true);
  view.setUint32(10, headerBytes, true);
  view.setUint32(14, 40, true);
  view.setUint32(18, width, true);
  view.setUint32(22, 1, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 24, true);
  view.setUint32(34, pixelBytes, true);
  bytes.set(Buffer.from(text, 'latin1'), headerBytes);
  return bytes;
}

/** JSON with everything beyond ASCII as `\uXXXX`. */
export function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
