import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { oid } from '@kaika/bytes/der';
import { authorityInfoAccess } from '@kaika/pki/access';
import { subjectAltName, subjectDirectoryAttributes } from '@kaika/pki/alternative-name';
import { certificateToPem } from '@kaika/pki/certificate';
import { endEntityConstraints } from '@kaika/pki/constraint';
import { crlDistributionPoints } from '@kaika/pki/distribution';
import { mailName } from '@kaika/pki/general-name';
import { formatName } from '@kaika/pki/name';
import { certificatePolicies } from '@kaika/pki/policy';
import {
  assembleRequest,
  encodeRequestInfo,
  isSelfSigned,
  requestFromPem,
  requestToPem,
} from '@kaika/pki/request';
import { SAMPLE_NOW, sampleAuthority, sampleCertificate, sampleKey } from '@kaika/pki/sample';
import { extKeyUsage, keyUsage, PURPOSE } from '@kaika/pki/usage';
import { openBench, withoutOpenssl } from './openssl.ts';

const peer = { skip: withoutOpenssl };

for (const name of ['ecdsa-sha256', 'ecdsa-sha384', 'rsa-sha256', 'rsa-pss-sha256', 'ed25519'] as const) {
  test(`openssl verifies a chain under a CA with ${name}, strictly`, peer, () => {
    using bench = openBench();
    const root = sampleAuthority('根', sampleKey(name));
    const extensions = [
      endEntityConstraints(),
      keyUsage('digitalSignature'),
      extKeyUsage([PURPOSE.clientAuth]),
      subjectAltName([mailName('mail@example.tw')]),
      certificatePolicies([{ oid: '2.16.886.101.0.1', cps: 'http://authority.localhost/cps' }]),
      crlDistributionPoints(['http://authority.localhost/crl/1.crl']),
      authorityInfoAccess({ ocsp: ['http://authority.localhost/ocsp'] }),
      subjectDirectoryAttributes([{ type: '2.16.886.1.100.2.102', values: [oid('2.16.886.1.100.3.1')] }]),
    ];
    const holder = sampleCertificate({
      subject: '持卡人',
      issuer: root,
      serial: Uint8Array.of(0xff, 1),
      extensions,
    });
    bench.put('root.pem', certificateToPem(root.certificate));
    bench.put('holder.pem', certificateToPem(holder.certificate));
    const { ok, said } = bench.run(
      ...[
        'verify',
        '-x509_strict',
        '-CAfile',
        'root.pem',
        '-attime',
        String(SAMPLE_NOW.getTime() / 1000),
        'holder.pem',
      ],
    );
    assert.ok(ok, said);
    const shown = bench.run(
      'x509',
      '-in',
      'holder.pem',
      '-noout',
      '-text',
      '-serial',
      '-nameopt',
      'utf8,sep_comma_plus',
    );
    assert.match(shown.said, /serial=FF01/);
    assert.match(shown.said, /O=開卡測試/);
    assert.match(shown.said, /email:mail@example\.tw/);
    assert.match(shown.said, /CPS: http:\/\/authority\.localhost\/cps/);
  });
}

test('openssl verifies our request, and we verify its requests', peer, () => {
  using bench = openBench();
  const key = sampleKey();
  const info = encodeRequestInfo({
    subject: sampleAuthority().certificate.subject,
    spki: key.spki,
    extensions: [keyUsage('digitalSignature')],
  });
  bench.put('ours.pem', requestToPem({ der: assembleRequest(info, key.algorithm, key.sign(info)) }));
  const ours = bench.run('req', '-in', 'ours.pem', '-verify', '-noout', '-text');
  assert.ok(ours.ok, ours.said);
  assert.match(ours.said, /X509v3 Key Usage: critical\s+Digital Signature/);
  const made = bench.run(
    ...['req', '-new', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'key.pem', '-out', 'theirs.pem', '-utf8'],
    ...['-subj', '/C=TW/O=示範聯合會計師事務所', '-addext', 'keyUsage=digitalSignature'],
  );
  assert.ok(made.ok, made.said);
  const theirs = requestFromPem(readFileSync(bench.path('theirs.pem'), 'utf8'));
  assert.ok(isSelfSigned(theirs));
  assert.equal(formatName(theirs.subject), 'C=TW,O=示範聯合會計師事務所');
  assert.equal(theirs.extensions.size, 1);
});
