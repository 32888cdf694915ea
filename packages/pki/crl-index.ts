import { randomBytes } from 'node:crypto';
import { cursorAt } from '@kaika/bytes/cursor';
import { BytesError } from '@kaika/bytes/error';
import type { Crl } from './crl.ts';
import { type CrlEntry, crlEntryAt, readCrlEntry } from './crl-entry.ts';
import { plainEntryLength } from './crl-plain.ts';
import { coded } from './error.ts';
import { nameKey } from './name.ts';

/**
 * Finds serial numbers in a CRL's raw bytes: an open-addressed table of offsets, 8 octets an entry, no objects.
 * `unknownCritical`: an OID that makes the whole CRL unusable (RFC 5280 §5.3), or undefined.
 */
export type CrlIndex = {
  readonly crl: Crl;
  readonly count: number;
  readonly unknownCritical: string | undefined;
  /** Offset into `crl.entries` plus one; 0 is free. */
  readonly slots: Uint32Array;
  /** Beside each slot the number of its certificate issuer; undefined where all are the CRL issuer's. */
  readonly owners: Uint32Array | undefined;
  readonly issuers: ReadonlyMap<string, number>;
};

type Filling = {
  readonly slots: Uint32Array;
  owners: Uint32Array | undefined;
  readonly issuers: Map<string, number>;
  owner: number;
  unknownCritical: string | undefined;
};

/** Drawn once, so that serial numbers cannot be written to fall on one slot. */
const SEED = randomBytes(4).readInt32LE();
/** Half-full tables probe some 70 slots at worst; only bytes made to collide come here. */
const PROBE_LIMIT = 512;

/** Reads every entry strictly, in linear time. Throws `crl.malformed`, `extension.*`. */
export function indexCrl(crl: Crl): CrlIndex {
  return coded('crl.malformed', () => {
    const count = countEntries(crl.entries);
    const filling: Filling = {
      slots: new Uint32Array(2 ** Math.ceil(Math.log2(count * 2 + 2))),
      owners: undefined,
      issuers: new Map([[nameKey(crl.issuer), 0]]),
      owner: 0,
      unknownCritical: undefined,
    };
    fill(filling, crl);
    const { slots, owners, issuers, unknownCritical } = filling;
    return { crl, count, slots, owners, issuers, unknownCritical };
  });
}

/**
 * The entry of a certificate, or undefined. `serial`: content octets of its INTEGER. `issuer`: its issuer Name in DER,
 * for indirect CRLs; without it the CRL issuer's own certificates are meant.
 */
export function findRevocation(
  index: CrlIndex,
  serial: Uint8Array,
  issuer?: Uint8Array,
): CrlEntry | undefined {
  const offset = findOffset(index, serial, issuer);
  return offset < 0 ? undefined : crlEntryAt(index.crl.entries, offset, index.crl.version);
}

/** Whether there is an entry; as `findRevocation`, without reading it. */
export function isListed(index: CrlIndex, serial: Uint8Array, issuer?: Uint8Array): boolean {
  return findOffset(index, serial, issuer) >= 0;
}

function findOffset(index: CrlIndex, serial: Uint8Array, issuer?: Uint8Array): number {
  const owner = issuer ? index.issuers.get(nameKey(issuer)) : 0;
  if (owner === undefined) return -1;
  const slot = findSlot(index, index.crl.entries, { bytes: serial, start: 0, length: serial.length, owner });
  return (index.slots[slot] as number) - 1;
}

function countEntries(entries: Uint8Array): number {
  const end = entries.length;
  let count = 0;
  for (let at = 0; at < end; count += 1) at = entryEnd(entries, at);
  return count;
}

function fill(filling: Filling, { entries, version }: Crl): void {
  const end = entries.length;
  for (let at = 0; at < end; ) {
    const plain = plainEntryLength(entries, at, version);
    const next = plain > 0 ? at + plain : readUncommon(filling, entries, at, version);
    place(filling, entries, at);
    at = next;
  }
}

function readUncommon(filling: Filling, entries: Uint8Array, at: number, version: 1 | 2): number {
  const list = cursorAt(entries);
  list.at = at;
  const entry = readCrlEntry(list, version);
  if (entry.serial.length > 0x7f) throw new BytesError('der.value');
  filling.unknownCritical ??= entry.unknownCritical[0];
  if (entry.certificateIssuer) setOwner(filling, entry);
  return list.at;
}

/** A certificate issuer holds for its entry and all that follow, until the next one (RFC 5280 §5.3.3). */
function setOwner(filling: Filling, { certificateIssuer }: CrlEntry): void {
  const key = nameKey(certificateIssuer as Uint8Array);
  const owner = filling.issuers.get(key) ?? filling.issuers.size;
  filling.issuers.set(key, owner);
  filling.owner = owner;
  filling.owners ??= new Uint32Array(filling.slots.length);
}

/** Of two entries for one certificate the first counts. */
function place(filling: Filling, entries: Uint8Array, at: number): void {
  const start = at + headLength(entries, at) + 2;
  const length = entries[start - 1] as number;
  const slot = findSlot(filling, entries, { bytes: entries, start, length, owner: filling.owner });
  if (filling.slots[slot] !== 0) return;
  filling.slots[slot] = at + 1;
  if (filling.owners) filling.owners[slot] = filling.owner;
}

type Wanted = {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly length: number;
  readonly owner: number;
};

/** The slot that holds the wanted serial number, or the free one where it belongs. */
function findSlot(table: Pick<CrlIndex, 'slots' | 'owners'>, entries: Uint8Array, wanted: Wanted): number {
  const { slots, owners } = table;
  const mask = slots.length - 1;
  let slot = hashSerial(wanted) & mask;
  for (let probes = 0; probes < PROBE_LIMIT; probes += 1) {
    const held = slots[slot] as number;
    if (held === 0) return slot;
    if ((!owners || owners[slot] === wanted.owner) && serialMatches(entries, held - 1, wanted)) return slot;
    slot = (slot + 1) & mask;
  }
  throw new BytesError('der.value');
}

function hashSerial({ bytes, start, length, owner }: Wanted): number {
  let hash = SEED ^ Math.imul(owner + 1, 0x9e3779b1);
  for (let at = start; at < start + length; at += 1) {
    hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
    hash ^= hash >>> 15;
  }
  return Math.imul(hash, 0x85ebca6b) >>> 7;
}

function serialMatches(entries: Uint8Array, entry: number, { bytes, start, length }: Wanted): boolean {
  const at = entry + headLength(entries, entry);
  if (entries[at + 1] !== length) return false;
  for (let index = 0; index < length; index += 1) {
    if (entries[at + 2 + index] !== bytes[start + index]) return false;
  }
  return true;
}

/** Octets before the content of the element at `at`, whose length has been checked. */
function headLength(entries: Uint8Array, at: number): number {
  const first = entries[at + 1] as number;
  return first < 0x80 ? 2 : 2 + (first & 0x7f);
}

function entryEnd(entries: Uint8Array, at: number): number {
  const first = entries[at + 1];
  if (first === undefined) throw new BytesError('der.truncated');
  if (first < 0x80) return at + 2 + first;
  const octets = first & 0x7f;
  if (octets === 0 || octets > 4) throw new BytesError('der.length');
  let length = 0;
  for (let index = 0; index < octets; index += 1) length = length * 256 + (entries[at + 2 + index] ?? 0);
  return at + 2 + octets + length;
}
