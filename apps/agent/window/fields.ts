/**
 * Reads `application/x-www-form-urlencoded` without making texts of the values: secrets stay bytes that can be overwritten, and
 * the body itself is overwritten here. At most 32 fields; the last of one name counts. Throws RangeError for more.
 */
export function readFields(body: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const fields = new Map<string, Uint8Array>();
  try {
    for (const [from, to] of pieces(body)) {
      if (fields.size >= 32) throw new RangeError('too many fields');
      const pair = body.subarray(from, to);
      const equals = pair.indexOf(0x3d);
      if (equals < 0) continue;
      const name = new TextDecoder().decode(decode(pair.subarray(0, equals)));
      fields.set(name, decode(pair.subarray(equals + 1)));
    }
    return fields;
  } finally {
    body.fill(0);
  }
}

function* pieces(body: Uint8Array): Generator<readonly [from: number, to: number]> {
  let from = 0;
  for (let at = 0; at <= body.length; at += 1) {
    if (at < body.length && body[at] !== 0x26) continue;
    if (at > from) yield [from, at];
    from = at + 1;
  }
}

/** Percent-decodes (URL standard §5.1); a `%` without two digits is itself. The answer is a copy of its own. */
function decode(encoded: Uint8Array): Uint8Array {
  const decoded = new Uint8Array(encoded.length);
  let length = 0;
  for (let at = 0; at < encoded.length; at += 1) {
    const high = digit(encoded[at + 1]);
    const low = digit(encoded[at + 2]);
    if (encoded[at] === 0x25 && high !== null && low !== null) {
      decoded[length++] = (high << 4) | low;
      at += 2;
    } else decoded[length++] = encoded[at] === 0x2b ? 0x20 : (encoded[at] ?? 0);
  }
  const exact = decoded.slice(0, length);
  decoded.fill(0);
  return exact;
}

function digit(octet: number | undefined): number | null {
  if (octet === undefined) return null;
  const value = Number.parseInt(String.fromCharCode(octet), 16);
  return Number.isNaN(value) ? null : value;
}
