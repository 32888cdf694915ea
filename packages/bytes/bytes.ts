const COPY_BY_HAND = 24;
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Joins the parts into one new array. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  return concatAll(parts);
}

/** As `concat`, for lists of any length: arguments are kept on the stack, which overflows near 100,000. */
export function concatAll(parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const joined = new Uint8Array(length);
  let at = 0;
  for (const part of parts) at = copy(part, joined, at);
  return joined;
}

/** Writes `from` into `to` at `at`; returns the position after it. Short runs are faster by hand than by `set`. */
export function copy(from: Uint8Array, to: Uint8Array, at: number): number {
  const length = from.length;
  if (length > COPY_BY_HAND) to.set(from, at);
  else for (let index = 0; index < length; index += 1) to[at + index] = from[index] as number;
  return at + length;
}

/** Content comparison. Not constant in time: for secrets use `timingSafeEqual` of node:crypto. */
export function equal(left: Uint8Array, right: Uint8Array): boolean {
  if (left === right) return true;
  if (left.length !== right.length) return false;
  for (let index = 0; index < left.length; index += 1) if (left[index] !== right[index]) return false;
  return true;
}

/** Order of DER's SET OF (X.690 §11.6): byte by byte, the shorter first where one is the start of the other. */
export function compare(left: Uint8Array, right: Uint8Array): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (left[index] as number) - (right[index] as number);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** Text as UTF-8. */
export function fromText(text: string): Uint8Array {
  return encoder.encode(text);
}

/** UTF-8 as text, or undefined where the bytes are not UTF-8. */
export function toText(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}
