import { equal } from '@kaika/bytes/bytes';
import { signatureAlgorithm } from '@kaika/pki/algorithm';
import { assembleFilter, encodeFilterBody, filterKey, type RevocationFilter } from '@kaika/pki/filter';
import {
  type FilterKeys,
  type FilterTable,
  fingerprint,
  MOST_BITS,
  makeTable,
  readTable,
} from '@kaika/pki/filter-table';
import { CaError } from './error.ts';
import type { Issuer } from './issuer.ts';
import { type Signer, signChecked } from './signer.ts';

/** One certificate the key issued that has not expired. `serial`: content octets. `listed`: it is on hold or revoked. */
export type FilterRecord = { readonly serial: Uint8Array; readonly listed: boolean };

/** Piece by piece where they come from a store: of a million certificates nobody wants all at once. */
export type FilterRecords = Iterable<readonly FilterRecord[]> | AsyncIterable<readonly FilterRecord[]>;

/** One filter to be issued; the numbers only rise. `coversBefore`: all certificates issued before then are among the records. */
export type FilterRequest = Pick<RevocationFilter, 'number' | 'thisUpdate' | 'nextUpdate' | 'coversBefore'>;

/** A filter as it was issued. `covered`, `listed`: certificates in it. */
export type IssuedFilter = Pick<RevocationFilter, 'covered' | 'listed'> & { readonly der: Uint8Array };

/**
 * Issues a filter over everything the key issued, checked record by record before it is signed, and its signature after.
 * @throws CaError `filter.records` (a serial number twice, or two that the tables cannot tell apart), `signer.mismatch`,
 * `signature.wrong`
 */
export async function issueFilter(
  issuer: Issuer,
  signer: Signer,
  { request, records }: { readonly request: FilterRequest; readonly records: FilterRecords },
): Promise<IssuedFilter> {
  if (!equal(signer.publicKey, issuer.publicKey)) refuse('signer.mismatch', request, 'signatureAlgorithm');
  const gathered = await gather(records);
  const tables = makeTables(gathered);
  if (!tables || !isRight(tables, gathered)) refuse('filter.records', request, 'serialNumber');
  const covered = gathered.listed.count + gathered.good.count;
  const listed = gathered.listed.count;
  const body = encodeFilterBody({ issuerKeyId: issuer.keyId, ...request, covered, listed, ...tables });
  const signature = await signChecked(signer, body, `filter ${request.number}`);
  return { der: assembleFilter(body, signatureAlgorithm(signer.algorithm), signature), covered, listed };
}

type Gathered = { readonly listed: FilterKeys; readonly good: FilterKeys };
type Tables = Pick<RevocationFilter, 'suspects' | 'verdicts'>;

async function gather(records: FilterRecords): Promise<Gathered> {
  const listed = keyList();
  const good = keyList();
  for await (const piece of records) {
    for (const record of piece) (record.listed ? listed : good).add(filterKey(record.serial));
  }
  return { listed: listed.keys(), good: good.keys() };
}

/** The two tables, or undefined where two keys are the same. */
function makeTables({ listed, good }: Gathered): Tables | undefined {
  if (listed.count === 0) return { suspects: undefined, verdicts: undefined };
  const bits = bitsFor(listed.count, good.count);
  const suspects = bits === 0 ? undefined : suspectsOf(listed, bits);
  if (bits > 0 && !suspects) return undefined;
  const passed = suspects ? keysThat(good, (first, second) => isSuspect(suspects, first, second)) : good;
  const both = joinKeys(listed, passed);
  const verdicts = makeTable(both, 1, (index) => (index < listed.count ? 1 : 0));
  return verdicts && { suspects, verdicts };
}

/** Bits of a fingerprint with which both tables together are smallest. */
function bitsFor(listed: number, good: number): number {
  const size = (bits: number) => listed * bits + listed + good / 2 ** bits;
  let best = 0;
  for (let bits = 1; bits <= MOST_BITS; bits += 1) if (size(bits) < size(best)) best = bits;
  return best;
}

/** A fingerprint depends on the seed, which is known only when the table is made: seeds are tried in their order. */
function suspectsOf(listed: FilterKeys, bits: number): FilterTable | undefined {
  const { words } = listed;
  return makeTable(listed, bits, (index, seed) =>
    fingerprint(words[2 * index] as number, words[2 * index + 1] as number, { seed, bits }),
  );
}

function isSuspect(table: FilterTable, first: number, second: number): boolean {
  return readTable(table, first, second) === fingerprint(first, second, table);
}

/** Every certificate is looked up once, as a reader will. */
function isRight({ suspects, verdicts }: Tables, { listed, good }: Gathered): boolean {
  const answer = (first: number, second: number) =>
    verdicts !== undefined &&
    (!suspects || isSuspect(suspects, first, second)) &&
    readTable(verdicts, first, second) === 1;
  return keysThat(listed, answer).count === listed.count && (!verdicts || keysThat(good, answer).count === 0);
}

function keysThat(keys: FilterKeys, wanted: (first: number, second: number) => boolean): FilterKeys {
  const found = keyList();
  for (let index = 0; index < keys.count; index += 1) {
    const first = keys.words[2 * index] as number;
    const second = keys.words[2 * index + 1] as number;
    if (wanted(first, second)) found.add([first, second]);
  }
  return found.keys();
}

function joinKeys(left: FilterKeys, right: FilterKeys): FilterKeys {
  const words = new Uint32Array(2 * (left.count + right.count));
  words.set(left.words.subarray(0, 2 * left.count));
  words.set(right.words.subarray(0, 2 * right.count), 2 * left.count);
  return { words, count: left.count + right.count };
}

/** A list of keys that grows: eight octets each, whatever their number. */
function keyList() {
  let words = new Uint32Array(1024);
  let count = 0;
  return {
    add([first, second]: readonly [number, number]): void {
      if (2 * count === words.length) {
        const wider = new Uint32Array(2 * words.length);
        wider.set(words);
        words = wider;
      }
      words[2 * count] = first;
      words[2 * count + 1] = second;
      count += 1;
    },
    keys: (): FilterKeys => ({ words, count }),
  };
}

function refuse(
  code: 'filter.records' | 'signer.mismatch',
  request: Pick<FilterRequest, 'number'>,
  field: string,
): never {
  throw new CaError(code, { certificate: `filter ${request.number}`, field });
}
