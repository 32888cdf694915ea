/**
 * A table that gives back a value of few bits for each key it was made of, and something or other for every key else: a binary
 * fuse table (Graf and Lemire, "Binary Fuse Filters", 2022), about 1.13 values of room for each key. `slots` = (segments + 2) ·
 * `segment`; `packed`: the slots, `bits` each, the highest bit first.
 */
export type FilterTable = {
  readonly seed: number;
  readonly bits: number;
  readonly segment: number;
  readonly slots: number;
  readonly packed: Uint8Array;
};

/** Keys as two words of 32 bits each. */
export type FilterKeys = { readonly words: Uint32Array; readonly count: number };

export const MOST_BITS = 24;
const MOST_SEEDS = 100;

/**
 * Makes the table of `keys`.
 * @param valueFor value of the key at an index, below 2^bits; it may depend on the seed.
 * @returns undefined where no seed will do: two keys are the same
 */
export function makeTable(
  keys: FilterKeys,
  bits: number,
  valueFor: (index: number, seed: number) => number,
): FilterTable | undefined {
  const { segment, slots } = sizeOf(keys.count);
  for (let seed = 1; seed <= MOST_SEEDS; seed += 1) {
    const shape = { seed, segment, slots };
    const order = peel(keys, shape);
    if (order) return { ...shape, bits, packed: pack(fill(keys, shape, { order, valueFor }), bits) };
  }
  return undefined;
}

/** The value of a key. */
export function readTable(table: FilterTable, first: number, second: number): number {
  const at = placesOf(table, first, second);
  return slotAt(table, at[0]) ^ slotAt(table, at[1]) ^ slotAt(table, at[2]);
}

/** Octets that the slots of a table take. */
export function packedLength({ slots, bits }: Pick<FilterTable, 'slots' | 'bits'>): number {
  return Math.ceil((slots * bits) / 8);
}

/** Bits that a key shows where it is looked for, of its own for each seed: what tells strangers from members. */
export function fingerprint(
  first: number,
  second: number,
  { seed, bits }: { seed: number; bits: number },
): number {
  return bits === 0 ? 0 : mix(second ^ mix(first + Math.imul(seed, 0x7feb352d))) >>> (32 - bits);
}

type Shape = Pick<FilterTable, 'seed' | 'segment' | 'slots'>;

/** The sizes of the paper's authors, for three places a key. */
function sizeOf(count: number): Pick<FilterTable, 'segment' | 'slots'> {
  if (count < 2) return { segment: 4, slots: 12 };
  const segment = Math.min(2 ** 18, 2 ** Math.floor(Math.log(count) / Math.log(3.33) + 2.25));
  const room = count * Math.max(1.125, 0.875 + (0.25 * Math.log(1e6)) / Math.log(count));
  const segments = Math.max(1, Math.ceil(room / segment) - 2);
  return { segment, slots: (segments + 2) * segment };
}

type Places = readonly [number, number, number];

/** One place in each of three neighbouring segments. */
function placesOf({ seed, segment, slots }: Shape, first: number, second: number): Places {
  const a = mix(first ^ Math.imul(seed, 0x9e3779b1));
  const b = mix(second + a);
  const c = mix(b ^ first);
  const mask = segment - 1;
  const start = Math.floor(((a >>> 0) / 2 ** 32) * (slots - 2 * segment));
  return [start, (start + segment) ^ (b & mask), (start + 2 * segment) ^ (c & mask)];
}

/** The last step of MurmurHash3, which spreads every bit over all. */
function mix(word: number): number {
  let mixed = word ^ (word >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** Keys in the order in which each has a place of its own once those before it are gone, with that place; undefined where some never do. */
type Order = { readonly keys: Uint32Array; readonly places: Uint32Array };

function peel({ words, count }: FilterKeys, shape: Shape): Order | undefined {
  const crowd = new Uint32Array(shape.slots);
  const who = new Uint32Array(shape.slots);
  const places = (key: number) => placesOf(shape, words[2 * key] as number, words[2 * key + 1] as number);
  for (let key = 0; key < count; key += 1) {
    for (const at of places(key)) {
      crowd[at] = (crowd[at] as number) + 1;
      who[at] = (who[at] as number) ^ key;
    }
  }
  const order = { keys: new Uint32Array(count), places: new Uint32Array(count) };
  const lonely: number[] = [];
  for (let at = 0; at < shape.slots; at += 1) if (crowd[at] === 1) lonely.push(at);
  let done = 0;
  for (let at = lonely.pop(); at !== undefined; at = lonely.pop()) {
    if (crowd[at] !== 1) continue;
    const key = who[at] as number;
    order.keys[done] = key;
    order.places[done] = at;
    done += 1;
    for (const place of places(key)) {
      crowd[place] = (crowd[place] as number) - 1;
      who[place] = (who[place] as number) ^ key;
      if (crowd[place] === 1) lonely.push(place);
    }
  }
  return done === count ? order : undefined;
}

function fill(
  { words, count }: FilterKeys,
  shape: Shape,
  { order, valueFor }: { readonly order: Order; readonly valueFor: (index: number, seed: number) => number },
): Uint32Array {
  const slots = new Uint32Array(shape.slots);
  for (let index = count - 1; index >= 0; index -= 1) {
    const key = order.keys[index] as number;
    const own = order.places[index] as number;
    let value = valueFor(key, shape.seed);
    for (const at of placesOf(shape, words[2 * key] as number, words[2 * key + 1] as number)) {
      if (at !== own) value ^= slots[at] as number;
    }
    slots[own] = value;
  }
  return slots;
}

function pack(slots: Uint32Array, bits: number): Uint8Array {
  const packed = new Uint8Array(packedLength({ slots: slots.length, bits }));
  let at = 0;
  for (const value of slots) {
    for (let bit = bits - 1; bit >= 0; bit -= 1, at += 1) {
      if ((value >>> bit) & 1) packed[at >>> 3] = (packed[at >>> 3] as number) | (0x80 >>> (at & 7));
    }
  }
  return packed;
}

function slotAt({ packed, bits }: FilterTable, slot: number): number {
  let value = 0;
  let at = slot * bits;
  for (let left = bits; left > 0; ) {
    const room = 8 - (at & 7);
    const taken = Math.min(room, left);
    const octet = packed[at >>> 3] as number;
    value = (value << taken) | ((octet >>> (room - taken)) & ((1 << taken) - 1));
    at += taken;
    left -= taken;
  }
  return value;
}
