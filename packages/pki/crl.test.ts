import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concatAll, equal } from '@kaika/bytes/bytes';
import { enumerated, generalizedTime, integer, sequence, sequenceOf, time, unsigned } from '@kaika/bytes/der';
import fc from 'fast-check';
import { crlFromPem, crlNumber, crlNumberOf, crlToPem, isCrlSignedBy, parseCrl } from './crl.ts';
import { crlEntryList, type Revocation } from './crl-entry-list.ts';
import { findRevocation, indexCrl, isListed } from './crl-index.ts';
import { verifyCrl } from './crl-verify.ts';
import { assembleCrl, type CrlDraft, encodeTbsCrl, writeCrl } from './crl-writer.ts';
import { crlDistributionPoints, issuingDistributionPoint } from './distribution.ts';
import { type Extension, encodeExtensions, extension } from './extension.ts';
import { encodeGeneralName } from './general-name.ts';
import { encodeName, nameOf } from './name.ts';
import type { Reason } from './reason.ts';
import { SAMPLE_NOW, sampleAuthority, sampleCertificate } from './sample.ts';

const root = sampleAuthority();
const draft: CrlDraft = {
  algorithm: root.key.algorithm,
  issuer: root.certificate.subject,
  thisUpdate: new Date('2026-06-01T00:00:00Z'),
  nextUpdate: new Date('2026-06-08T00:00:00Z'),
  extensions: [crlNumber(1)],
};

function listOf(
  revocations: readonly Revocation[],
  extensions: readonly Extension[] = draft.extensions,
): Uint8Array {
  const tbs = encodeTbsCrl({ ...draft, extensions }, crlEntryList(revocations));
  return assembleCrl(tbs, root.key.algorithm, root.key.sign(tbs));
}

/** A CRL of entries written by the caller, for what the writer would never write. */
function listOfRaw(entries: readonly Uint8Array[]): Uint8Array {
  const parts = [
    integer(1),
    draft.algorithm.identifier,
    draft.issuer,
    time(draft.thisUpdate),
    time(draft.nextUpdate),
  ];
  const tbs = sequence(...parts, sequenceOf(entries));
  return assembleCrl(tbs, root.key.algorithm, root.key.sign(tbs));
}

function entry(serial: number, ...extensions: readonly Extension[]): Uint8Array {
  const list = extensions.length > 0 ? [encodeExtensions(extensions)] : [];
  return sequence(integer(serial), time(SAMPLE_NOW), ...list);
}

/** Content octets of the INTEGER of a magnitude. */
function contentOf(serial: Uint8Array): Uint8Array {
  return unsigned(serial).subarray(2);
}

test('every revocation is found as it was written, and nothing else', () => {
  const reasons = fc.constantFrom<Reason | undefined>(
    undefined,
    'keyCompromise',
    'certificateHold',
    'superseded',
    'removeFromCRL',
  );
  const serials = fc
    .uint8Array({ minLength: 1, maxLength: 20 })
    .filter((serial) => serial.some((octet) => octet > 0));
  const dates = fc.date({ min: new Date('1970-01-01'), max: new Date('2099-01-01'), noInvalidDate: true });
  const revocations = fc.array(fc.record({ serial: serials, revokedAt: dates, reason: reasons }), {
    minLength: 1,
    maxLength: 60,
  });
  fc.assert(
    fc.property(revocations, serials, (list, other) => {
      const index = indexCrl(parseCrl(listOf(list)));
      const first = new Map<string, Revocation>();
      for (const one of list) {
        const key = contentOf(one.serial).toString();
        if (!first.has(key)) first.set(key, one);
      }
      for (const one of first.values()) {
        const found = findRevocation(index, contentOf(one.serial));
        assert.equal(found?.reason, one.reason);
        assert.equal(found?.revokedAt.getTime(), Math.floor(one.revokedAt.getTime() / 1000) * 1000);
      }
      assert.equal(isListed(index, contentOf(other)), first.has(contentOf(other).toString()));
    }),
    { numRuns: 60 },
  );
});

test('a CRL in a stream is the same as in one piece, but for the signature', async () => {
  const revocations = Array.from({ length: 9000 }, (_, index) => ({
    serial: Uint8Array.of(1, index >> 8, index & 0xff, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13),
    revokedAt: new Date(SAMPLE_NOW.getTime() + index * 1000),
    reason: 'keyCompromise' as const,
  }));
  const fed: Uint8Array[] = [];
  const signer = {
    update: (chunk: Uint8Array) => void fed.push(chunk),
    sign: async () => root.key.sign(concatAll(fed)),
  };
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeCrl(draft, crlEntryList(revocations), signer)) chunks.push(chunk);
  const crl = parseCrl(concatAll(chunks));
  assert.ok(isCrlSignedBy(crl, root.certificate.spki));
  assert.ok(equal(crl.tbs, parseCrl(listOf(revocations)).tbs));
  assert.equal(indexCrl(crl).count, 9000);
});

test('a CRL of nobody has no list at all', () => {
  const crl = parseCrl(listOf([]));
  assert.equal(indexCrl(crl).count, 0);
  assert.equal(crlNumberOf(crl), 1n);
  assert.ok(!isListed(indexCrl(crl), Uint8Array.of(1)));
  assert.ok(equal(crlFromPem(crlToPem(crl)).der, crl.der));
  assert.throws(() => parseCrl(listOfRaw([])), {
    name: 'PkiError',
    code: 'crl.malformed',
    about: 'revokedCertificates',
  });
});

test('serial numbers and dates that cannot be written are refused', () => {
  for (const bad of [
    { serial: new Uint8Array(0), revokedAt: SAMPLE_NOW },
    { serial: new Uint8Array(3), revokedAt: SAMPLE_NOW },
    { serial: new Uint8Array(21).fill(1), revokedAt: SAMPLE_NOW },
    { serial: Uint8Array.of(1), revokedAt: new Date(Number.NaN) },
    { serial: Uint8Array.of(1), revokedAt: new Date(-1) },
  ]) {
    assert.throws(() => crlEntryList([bad]), { code: 'draft.invalid' });
  }
});

test('in an indirect CRL an issuer holds until the next one', () => {
  const other = encodeName(nameOf(['O', '他者']));
  const issuer = (name: Uint8Array) =>
    extension('2.5.29.29', true, sequence(encodeGeneralName({ kind: 'directoryName', value: name })));
  const index = indexCrl(
    parseCrl(
      listOfRaw([entry(1), entry(2, issuer(other)), entry(3), entry(1), entry(4, issuer(draft.issuer))]),
    ),
  );
  const listed = (serial: number, name?: Uint8Array) => isListed(index, Uint8Array.of(serial), name);
  assert.deepEqual(
    [1, 2, 3, 4].map((serial) => listed(serial)),
    [true, false, false, true],
  );
  assert.deepEqual(
    [1, 2, 3, 4].map((serial) => listed(serial, other)),
    [true, true, true, false],
  );
  assert.ok(!listed(1, encodeName(nameOf(['O', '無']))));
});

test('entry extensions are read, and critical ones nobody knows are reported', () => {
  const since = extension('2.5.29.24', false, generalizedTime(SAMPLE_NOW));
  const index = indexCrl(
    parseCrl(listOfRaw([entry(1, since), entry(2, extension('1.2.3', true, integer(1)))])),
  );
  assert.deepEqual(findRevocation(index, Uint8Array.of(1))?.invalidityDate, SAMPLE_NOW);
  assert.equal(index.unknownCritical, '1.2.3');
});

test('one broken entry makes the whole CRL unreadable', () => {
  const reason = (number: number) => extension('2.5.29.21', false, enumerated(number));
  for (const broken of [
    sequence(integer(1)),
    sequence(time(SAMPLE_NOW)),
    integer(1),
    sequence(integer(1), time(SAMPLE_NOW), integer(1)),
    sequence(integer(1), time(SAMPLE_NOW), sequence(), integer(1)),
    entry(1, reason(7)),
    entry(1, reason(11)),
    Uint8Array.of(0x30),
    Uint8Array.of(0x30, 0x84, 0xff, 0xff, 0xff, 0xff),
    Uint8Array.of(0x30, 0x80, 0, 0),
  ]) {
    assert.throws(
      () => indexCrl(parseCrl(listOfRaw([entry(5), broken]))),
      (error: Error & { code?: string }) => {
        assert.equal(error.name, 'PkiError');
        return error.code === 'crl.malformed' || error.code === 'extension.malformed';
      },
    );
  }
});

test('ten thousand entries for one certificate cost no more than others', () => {
  const index = indexCrl(parseCrl(listOfRaw(new Array(10_000).fill(entry(5)))));
  assert.equal(index.count, 10_000);
  assert.ok(isListed(index, Uint8Array.of(5)));
});

const address = 'http://authority.localhost/crl/3.crl';
const revoked = sampleCertificate({
  subject: '廢止',
  issuer: root,
  serial: Uint8Array.of(5),
  extensions: [crlDistributionPoints([address])],
});
const question = { certificate: revoked.certificate, signers: [root.certificate], now: SAMPLE_NOW };
const hold = {
  serial: Uint8Array.of(5),
  revokedAt: new Date('2026-05-01'),
  reason: 'certificateHold',
} as const;

test('the status of a certificate is read from a CRL that covers it', () => {
  const scope = issuingDistributionPoint({ address, only: 'user' });
  const found = verifyCrl(indexCrl(parseCrl(listOf([hold], [scope]))), question);
  assert.deepEqual(found, { status: 'revoked', revokedAt: hold.revokedAt, reason: 'certificateHold' });
  assert.deepEqual(verifyCrl(indexCrl(parseCrl(listOf([], [scope]))), question), { status: 'good' });
  assert.deepEqual(verifyCrl(indexCrl(parseCrl(listOf([{ ...hold, reason: 'removeFromCRL' }]))), question), {
    status: 'good',
  });
});

for (const [what, code, extensions, change] of [
  ['another scope', 'crl.scope', [issuingDistributionPoint({ address: 'http://elsewhere' })], {}],
  ['CA certificates only', 'crl.scope', [issuingDistributionPoint({ address, only: 'ca' })], {}],
  ['some reasons only', 'crl.scope', [issuingDistributionPoint({ address, onlySomeReasons: [1] })], {}],
  ['others too', 'crl.scope', [issuingDistributionPoint({ address, indirect: true })], {}],
  ['critical words nobody knows', 'crl.critical', [extension('1.2.3', true, integer(1))], {}],
  ['a changed base', 'crl.critical', [extension('2.5.29.27', true, integer(1))], {}],
  ['last week', 'crl.stale', [], { now: new Date('2026-06-08T00:00:01Z') }],
  ['too long ago', 'crl.stale', [], { maxAgeSeconds: 3600 }],
  ['tomorrow', 'crl.not-yet-valid', [], { now: new Date('2026-05-31T23:58:00Z') }],
  ['nobody we trust', 'crl.issuer', [], { signers: [] }],
  ['another key', 'crl.signature', [], { signers: [sampleAuthority().certificate] }],
  ['another issuer', 'crl.issuer', [], { certificate: sampleAuthority('他者').certificate }],
] as const) {
  test(`a CRL of ${what} is refused as ${code}`, () => {
    const index = indexCrl(parseCrl(listOf([hold], extensions.length > 0 ? extensions : [crlNumber(1)])));
    assert.throws(() => verifyCrl(index, { ...question, ...change }), { name: 'PkiError', code });
  });
}
