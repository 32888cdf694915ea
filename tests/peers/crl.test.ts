import assert from 'node:assert/strict';
import { createSign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { concatAll } from '@kaika/bytes/bytes';
import { certificateToPem } from '@kaika/pki/certificate';
import { crlFromPem, crlNumber, crlToPem, isCrlSignedBy } from '@kaika/pki/crl';
import { crlEntryList } from '@kaika/pki/crl-entry-list';
import { findRevocation, indexCrl } from '@kaika/pki/crl-index';
import { assembleCrl, type CrlDraft, encodeTbsCrl, writeCrl } from '@kaika/pki/crl-writer';
import { keyIdentifier } from '@kaika/pki/key';
import { authorityKeyIdentifier } from '@kaika/pki/key-identifier';
import { SAMPLE_NOW, type Sample, sampleAuthority, sampleCertificate } from '@kaika/pki/sample';
import { openBench, withoutOpenssl } from './openssl.ts';

const ATTIME = String(SAMPLE_NOW.getTime() / 1000);
const peer = { skip: withoutOpenssl };

function draftOf({ certificate, key }: Sample): CrlDraft {
  return {
    algorithm: key.algorithm,
    issuer: certificate.subject,
    thisUpdate: new Date('2026-06-01T00:00:00Z'),
    nextUpdate: new Date('2026-06-08T00:00:00Z'),
    extensions: [authorityKeyIdentifier(keyIdentifier(certificate.spki)), crlNumber(7)],
  };
}

test('openssl finds the revoked and passes the others', peer, () => {
  using bench = openBench();
  const root = sampleAuthority();
  const revoked = sampleCertificate({ subject: '廢止', issuer: root, serial: Uint8Array.of(0x90, 1) });
  const good = sampleCertificate({ subject: '有效', issuer: root, serial: Uint8Array.of(0x90, 2) });
  const entries = crlEntryList([
    { serial: Uint8Array.of(5), revokedAt: new Date('2026-03-31T23:59:59Z'), reason: 'certificateHold' },
    { serial: Uint8Array.of(0x90, 1), revokedAt: new Date('2026-02-28T00:00:00Z'), reason: 'keyCompromise' },
  ]);
  const tbs = encodeTbsCrl(draftOf(root), entries);
  bench.put('root.pem', certificateToPem(root.certificate));
  bench.put('list.pem', crlToPem({ der: assembleCrl(tbs, root.key.algorithm, root.key.sign(tbs)) }));
  bench.put('revoked.pem', certificateToPem(revoked.certificate));
  bench.put('good.pem', certificateToPem(good.certificate));
  const check = ['verify', '-crl_check', '-CAfile', 'root.pem', '-CRLfile', 'list.pem', '-attime', ATTIME];
  assert.match(bench.run(...check, 'revoked.pem').said, /certificate revoked/);
  const passed = bench.run(...check, 'good.pem');
  assert.ok(passed.ok, passed.said);
  const shown = bench.run('crl', '-in', 'list.pem', '-noout', '-text').said;
  assert.match(shown, /Certificate Hold/);
  assert.match(shown, /Mar 31 23:59:59 2026/);
});

test('openssl verifies a CRL that was written in a stream', peer, async () => {
  using bench = openBench();
  const root = sampleAuthority();
  const entries = crlEntryList();
  for (let index = 1; index <= 20_000; index += 1) {
    const serial = Uint8Array.of(1, index >> 16, (index >> 8) & 0xff, index & 0xff);
    entries.add({ serial, revokedAt: new Date(SAMPLE_NOW.getTime() - index * 60_000), reason: 'superseded' });
  }
  const signing = createSign('sha256');
  const signer = {
    update: (chunk: Uint8Array) => void signing.update(chunk),
    sign: () => signing.sign(root.key.privateKey),
  };
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeCrl(draftOf(root), entries, signer)) chunks.push(chunk);
  bench.put('root.pem', certificateToPem(root.certificate));
  bench.put('list.crl', concatAll(chunks));
  const { ok, said } = bench.run(
    'crl',
    '-inform',
    'DER',
    '-in',
    'list.crl',
    '-noout',
    '-CAfile',
    'root.pem',
    '-crlnumber',
  );
  assert.ok(ok, said);
  assert.match(said, /verify OK/);
});

test('a CRL of openssl is read', peer, () => {
  using bench = openBench();
  const root = sampleAuthority();
  bench.put('root.pem', certificateToPem(root.certificate));
  bench.put('key.pem', root.key.privateKey.export({ format: 'pem', type: 'pkcs8' }));
  bench.put('index.txt', 'R\t300101000000Z\t260301000000Z,keyCompromise\t8001\tunknown\t/CN=a\n');
  bench.put('number', '1000\n');
  bench.put(
    'ca.cnf',
    '[ca]\ndefault_ca=one\n[one]\ndatabase=index.txt\ncrlnumber=number\ndefault_md=sha256\n',
  );
  const { ok, said } = bench.run(
    ...[
      'ca',
      '-gencrl',
      '-config',
      'ca.cnf',
      '-cert',
      'root.pem',
      '-keyfile',
      'key.pem',
      '-crldays',
      '7',
      '-out',
      'a.crl',
    ],
  );
  assert.ok(ok, said);
  const crl = crlFromPem(readFileSync(bench.path('a.crl'), 'utf8'));
  assert.ok(isCrlSignedBy(crl, root.certificate.spki));
  const found = findRevocation(indexCrl(crl), Uint8Array.of(0, 0x80, 1));
  assert.equal(found?.reason, 'keyCompromise');
  assert.deepEqual(found?.revokedAt, new Date('2026-03-01T00:00:00Z'));
});
