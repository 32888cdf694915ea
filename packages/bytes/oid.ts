import { equal } from './bytes.ts';
import { BytesError } from './error.ts';

const LONGEST = 64;
const KNOWN_LIMIT = 4096;
/** A power of two. */
const READ_PLACES = 1024;
const known = new Map<string, Uint8Array>();
/** X.500's attributes (2.5.4) and extensions (2.5.29), nearly all that certificates name: kept as ready texts. */
const X500: ReadonlyMap<number, string> = new Map(
  [4, 29].flatMap((arc) =>
    Array.from({ length: 0x80 }, (_, last) => [(arc << 8) | last, `2.5.${arc}.${last}`] as const),
  ),
);

/**
 * The content octets of an OBJECT IDENTIFIER (X.690 §8.19) from its dotted form. The result is kept and given
 * again, so it must not be written to. Throws `oid.malformed`.
 */
export function encodeOid(dotted: string): Uint8Array {
  const found = known.get(dotted);
  if (found) return found;
  const content = encodeArcs(dotted);
  if (known.size < KNOWN_LIMIT) known.set(dotted, content);
  return content;
}

/** The dotted form of content octets. Throws `oid.malformed` for padded or cut arcs and over 64 octets. */
export function decodeOid(content: Uint8Array): string {
  const length = content.length;
  if (length === 3 && content[0] === 0x55) {
    const found = X500.get(((content[1] as number) << 8) | (content[2] as number));
    if (found !== undefined) return found;
  }
  if (length === 0 || length > LONGEST || (content[length - 1] as number) > 0x7f) throw malformed();
  const place = hashOf(content);
  const kept = read[place];
  if (kept && equal(kept.content, content)) return kept.dotted;
  const dotted = decodeArcs(content);
  read[place] = { content: content.slice(), dotted };
  return dotted;
}

/** What was read last, at the place its octets hash to: the same few dozen identifiers stand in all certificates. */
const read: ({ readonly content: Uint8Array; readonly dotted: string } | undefined)[] = Array(READ_PLACES);

function hashOf(content: Uint8Array): number {
  let hash = 0;
  for (let index = 0; index < content.length; index += 1)
    hash = (Math.imul(hash, 31) + (content[index] as number)) | 0;
  return (hash ^ (hash >>> 10)) & (READ_PLACES - 1);
}

function decodeArcs(content: Uint8Array): string {
  const length = content.length;
  let dotted = '';
  let arc = 0;
  let start = 0;
  for (let index = 0; index < length; index += 1) {
    const octet = content[index] as number;
    if (index === start && octet === 0x80) throw malformed();
    arc = arc * 128 + (octet & 0x7f);
    if (octet > 0x7f) continue;
    const text = index - start < 7 ? String(arc) : String(longArc(content.subarray(start, index + 1)));
    dotted = start === 0 ? firstArcs(text, arc) : `${dotted}.${text}`;
    arc = 0;
    start = index + 1;
  }
  return dotted;
}

function firstArcs(text: string, arc: number): string {
  if (arc < 80) return arc < 40 ? `0.${arc}` : `1.${arc - 40}`;
  return `2.${BigInt(text) - 80n}`;
}

function longArc(octets: Uint8Array): bigint {
  let arc = 0n;
  for (const octet of octets) arc = (arc << 7n) | BigInt(octet & 0x7f);
  return arc;
}

function encodeArcs(dotted: string): Uint8Array {
  if (dotted.length > 4 * LONGEST || !/^[012](\.(0|[1-9]\d*))+$/.test(dotted)) throw malformed();
  const [root = 0n, second = 0n, ...rest] = dotted.split('.').map(BigInt);
  if (root < 2n && second > 39n) throw malformed();
  const octets = [root * 40n + second, ...rest].flatMap(arcOctets);
  if (octets.length > LONGEST) throw malformed();
  return Uint8Array.from(octets);
}

function arcOctets(arc: bigint): number[] {
  const octets = [Number(arc & 0x7fn)];
  for (let left = arc >> 7n; left > 0n; left >>= 7n) octets.unshift(Number(left & 0x7fn) | 0x80);
  return octets;
}

function malformed(): BytesError {
  return new BytesError('oid.malformed');
}
