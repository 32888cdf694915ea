import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Certificate, parseCertificate } from '@kaika/pki/certificate';
import { PkiError } from '@kaika/pki/error';
import { askFilter, lookUp, parseFilter, verifyFilter } from '@kaika/pki/filter';
import fc from 'fast-check';
import { makeExampleHouse } from './ceremony.example.ts';
import { CaError } from './error.ts';
import { type FilterRecord, type FilterRequest, issueFilter } from './filter.ts';

const now = new Date('2026-11-21T08:00:00Z');
const house = await makeExampleHouse(now);
const { issuer, signer, certificate: issuing } = house.authority('issuing-cards');
const request: FilterRequest = {
  number: 1,
  thisUpdate: now,
  nextUpdate: new Date('2026-11-22T08:00:00Z'),
  coversBefore: new Date('2026-11-21T09:00:00Z'),
};

function issue(records: readonly FilterRecord[]) {
  return issueFilter(issuer, signer, { request, records: [records] });
}

function serialOf(number: number): Uint8Array {
  const serial = new Uint8Array(17).fill(1);
  new DataView(serial.buffer).setUint32(9, Math.imul(number + 1, 0x9e3779b1));
  return serial;
}

test('of the certificates it covers a filter is never wrong, however many are revoked', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 3000 }),
      fc.integer({ min: 1, max: 60 }),
      async (count, every) => {
        const records = Array.from({ length: count }, (_, at) => ({
          serial: serialOf(at),
          listed: at % every === 0,
        }));
        const { der, covered, listed } = await issue(records);
        const filter = verifyFilter(der, { issuer: issuing, now });
        assert.deepEqual([covered, filter.covered], [count, count]);
        assert.deepEqual([listed, filter.listed], [Math.ceil(count / every), Math.ceil(count / every)]);
        for (const record of records) {
          assert.equal(lookUp(filter, record.serial), record.listed ? 'listed' : 'good');
        }
      },
    ),
    { numRuns: 25 },
  );
});

test('a filter takes about a byte for each revoked certificate where one in twenty is', async () => {
  const records = Array.from({ length: 100_000 }, (_, at) => ({
    serial: serialOf(at),
    listed: at % 20 === 0,
  }));
  const { der } = await issue(records);
  const bitsEach = (der.length * 8) / 5000;
  assert.ok(bitsEach < 9, `${bitsEach} bits for each revoked certificate`);
});

test('only certificates of its issuer, issued before it and not over, are covered', async () => {
  const { certificate } = await house.issue('authentication', 'issuing-cards');
  const other = await house.issue('software', 'issuing-software');
  const { der } = await issue([{ serial: certificate.serial, listed: true }]);
  const filter = verifyFilter(der, { issuer: issuing, now });
  const later = { ...filter, coversBefore: certificate.notBefore };
  const muchLater = { ...filter, thisUpdate: new Date(certificate.notAfter.getTime() + 1000) };
  assert.equal(askFilter(filter, certificate), 'listed');
  assert.equal(askFilter(later, certificate), 'not-covered');
  assert.equal(askFilter(muchLater, certificate), 'not-covered');
  assert.equal(askFilter(filter, other.certificate), 'not-covered');
});

test('a filter is believed only with its issuer’s signature and in its time', async () => {
  const { der } = await issue([{ serial: serialOf(1), listed: true }]);
  const refuses = (octets: Uint8Array, change: { issuer?: Certificate; now?: Date }, code: string) =>
    assert.throws(
      () => verifyFilter(octets, { issuer: issuing, now, ...change }),
      (error) => error instanceof PkiError && error.code === code,
    );
  refuses(der, { issuer: house.authority('issuing-software').certificate }, 'filter.issuer');
  refuses(der, { now: new Date('2026-11-20T00:00:00Z') }, 'filter.not-yet-valid');
  refuses(der, { now: new Date('2026-11-23T00:00:00Z') }, 'filter.stale');
  refuses(der.with(der.length - 1, (der.at(-1) ?? 0) ^ 1), {}, 'filter.signature');
  refuses(issuing.der, {}, 'filter.malformed');
  refuses(new Uint8Array(0), {}, 'filter.malformed');
});

test('nothing that an authority signs can be taken for a filter, nor a filter for a certificate', async () => {
  const { der } = await issue([{ serial: serialOf(1), listed: true }]);
  assert.throws(() => parseCertificate(der), PkiError);
  assert.throws(() => parseFilter(issuing.der), PkiError);
});

test('the same serial number twice, or another key, makes no filter', async () => {
  const twice = [
    { serial: serialOf(1), listed: true },
    { serial: serialOf(1), listed: false },
  ];
  await assert.rejects(issue(twice), (error) => error instanceof CaError && error.code === 'filter.records');
  const other = house.authority('issuing-software').signer;
  await assert.rejects(
    issueFilter(issuer, other, { request, records: [] }),
    (error) => error instanceof CaError && error.code === 'signer.mismatch',
  );
});

test('hostile filters are refused with a code, whatever their bytes say', async () => {
  const records = Array.from({ length: 200 }, (_, at) => ({ serial: serialOf(at), listed: at % 3 === 0 }));
  const { der } = await issue(records);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(der.length - 1), fc.integer({ min: 0, max: 255 })), { maxLength: 4 }),
      fc.nat(der.length),
      (changes, cut) => {
        const octets = der.slice(0, cut > der.length / 2 ? cut : der.length);
        for (const [at, octet] of changes) if (at < octets.length) octets[at] = octet;
        try {
          const { filter } = parseFilter(octets);
          for (const { serial } of records) lookUp(filter, serial);
        } catch (error) {
          assert.ok(error instanceof PkiError, String(error));
        }
      },
    ),
    { numRuns: 500 },
  );
});
