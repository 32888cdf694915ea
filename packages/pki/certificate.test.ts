import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { test } from 'node:test';
import { equal } from '@kaika/bytes/bytes';
import { explicit, integer, sequence, time, unsigned } from '@kaika/bytes/der';
import fc from 'fast-check';
import { signatureAlgorithm } from './algorithm.ts';
import {
  assembleCertificate,
  certificateFromPem,
  certificatesFromPem,
  certificateToPem,
  encodeTbsCertificate,
  formatSerial,
  isSignedBy,
  parseCertificate,
  parseTbsCertificate,
} from './certificate.ts';
import { encodeName, formatName, nameOf } from './name.ts';
import { sampleAuthority, sampleCertificate, sampleKey } from './sample.ts';
import { keyUsage } from './usage.ts';

const root = sampleAuthority();
const algorithm = signatureAlgorithm('ecdsa-sha256');
const { spki } = sampleKey();

test('a certificate reads back as it was drafted, and as node reads it', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1, maxLength: 20 }).filter((serial) => serial.some((octet) => octet > 0)),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((text) => text.isWellFormed()),
      fc.date({ min: new Date('1970-01-01'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true }),
      (serial, organisation, date) => {
        const issuer = encodeName(nameOf(['C', 'TW']));
        const subject = encodeName(nameOf(['O', organisation]));
        const draft = {
          serial,
          algorithm,
          issuer,
          subject,
          notBefore: date,
          notAfter: date,
          spki,
          extensions: [keyUsage('cRLSign')],
        };
        const der = assembleCertificate(encodeTbsCertificate(draft), algorithm, Uint8Array.of(1));
        const read = parseCertificate(der);
        const { der: whole, signature, ...unsigned } = read;
        assert.ok(equal(whole, der) && equal(signature, Uint8Array.of(1)));
        assert.deepEqual(parseTbsCertificate(read.tbs, algorithm), unsigned);
        assert.equal(BigInt(`0x${read.serialNumber}`), BigInt(`0x${Buffer.from(serial).toString('hex')}`));
        assert.equal(formatName(read.subject), formatName(nameOf(['O', organisation])));
        assert.equal(read.notAfter.getTime(), Math.floor(date.getTime() / 1000) * 1000);
        assert.ok(equal(read.spki, spki) && equal(read.issuer, issuer));
        assert.equal(BigInt(`0x${new X509Certificate(der).serialNumber}`), BigInt(`0x${read.serialNumber}`));
      },
    ),
    { numRuns: 60 },
  );
});

test('a certificate is signed by its issuer and by nobody else', () => {
  const holder = sampleCertificate({ subject: '持卡人', issuer: root });
  assert.ok(isSignedBy(holder.certificate, root.certificate.spki));
  assert.ok(!isSignedBy(holder.certificate, holder.certificate.spki));
});

test('PEM texts carry one certificate or several, with text around them', () => {
  const one = certificateToPem(root.certificate);
  assert.ok(equal(certificateFromPem(`subject=…\n${one}`).der, root.certificate.der));
  assert.equal(certificatesFromPem(one + one.replaceAll('\n', '\r\n')).length, 2);
  assert.deepEqual(certificatesFromPem(''), []);
  assert.throws(() => certificateFromPem('nothing'), { name: 'PkiError', code: 'pem.malformed' });
  assert.throws(() => certificateFromPem(one.slice(0, 100)), { code: 'pem.malformed' });
  assert.throws(() => certificateFromPem(one.replace('MII', '!II')), { code: 'pem.malformed' });
});

test('serial numbers are shown without sign octet, negative ones marked', () => {
  assert.equal(formatSerial(Uint8Array.of(0, 0x80)), '80');
  assert.equal(formatSerial(Uint8Array.of(0)), '00');
  assert.equal(formatSerial(Uint8Array.of(0xff)), '-ff');
});

test('drafts that cannot be written are refused', () => {
  const name = encodeName(nameOf(['C', 'TW']));
  const now = new Date();
  const good = {
    serial: Uint8Array.of(1),
    algorithm,
    issuer: name,
    subject: name,
    notBefore: now,
    notAfter: now,
    spki,
    extensions: [],
  };
  for (const bad of [
    { ...good, serial: new Uint8Array(21).fill(1) },
    { ...good, serial: new Uint8Array(4) },
    { ...good, notAfter: new Date(Number.NaN) },
  ]) {
    assert.throws(() => encodeTbsCertificate(bad), { code: 'draft.invalid' });
  }
});

test('versions, inner algorithms and empty extensions are checked', () => {
  const name = encodeName(nameOf(['C', 'TW']));
  const validity = sequence(time(new Date()), time(new Date()));
  const identifier = algorithm.identifier;
  const make = (version: readonly Uint8Array[], inner: Uint8Array, tail: readonly Uint8Array[]) =>
    assembleCertificate(
      sequence(...version, unsigned(Uint8Array.of(1)), inner, name, validity, name, spki, ...tail),
      algorithm,
      Uint8Array.of(1),
    );
  assert.equal(parseCertificate(make([], identifier, [])).version, 1);
  assert.equal(parseCertificate(make([explicit(0, integer(1))], identifier, [])).version, 2);
  const v3 = [explicit(0, integer(2))];
  for (const der of [
    make([explicit(0, integer(3))], identifier, []),
    make(v3, signatureAlgorithm('ed25519').identifier, []),
    make(v3, identifier, [explicit(3, sequence())]),
    make([], identifier, [explicit(3, sequence(sequence()))]),
    make(v3, identifier, [integer(1)]),
  ]) {
    assert.throws(() => parseCertificate(der), { code: 'certificate.malformed' });
  }
});
