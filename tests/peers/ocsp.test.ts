import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { certificateToPem } from '@kaika/pki/certificate';
import { keyIdentifier } from '@kaika/pki/key';
import { certIdFor } from '@kaika/pki/ocsp';
import { encodeOcspRequest, parseOcspRequest } from '@kaika/pki/ocsp-request';
import { assembleOcspResponse, type CertStatus, encodeOcspResponseData } from '@kaika/pki/ocsp-response';
import { verifyOcspResponse } from '@kaika/pki/ocsp-verify';
import { SAMPLE_NOW, type Sample, sampleAuthority, sampleCertificate } from '@kaika/pki/sample';
import { extKeyUsage, keyUsage, ocspNocheck, PURPOSE } from '@kaika/pki/usage';
import { openBench, withoutOpenssl } from './openssl.ts';

const peer = { skip: withoutOpenssl };

type House = { readonly root: Sample; readonly responder: Sample; readonly holder: Sample };

function house(): House {
  const root = sampleAuthority();
  const extensions = [keyUsage('digitalSignature'), extKeyUsage([PURPOSE.ocspSigning]), ocspNocheck()];
  const responder = sampleCertificate({
    subject: '狀態服務',
    issuer: root,
    serial: Uint8Array.of(7),
    extensions,
  });
  return {
    root,
    responder,
    holder: sampleCertificate({ subject: '持卡人', issuer: root, serial: Uint8Array.of(0x99) }),
  };
}

function answer({ responder }: House, asked: Uint8Array, status: CertStatus): Uint8Array {
  const { ids, nonce } = parseOcspRequest(asked);
  const now = new Date();
  const data = encodeOcspResponseData({
    responderKeyHash: keyIdentifier(responder.certificate.spki),
    producedAt: now,
    answers: ids.map((id) => ({ id, status, thisUpdate: now, nextUpdate: new Date(now.getTime() + 60_000) })),
    nonce,
  });
  const { algorithm, sign } = responder.key;
  return assembleOcspResponse(data, { algorithm, signature: sign(data) }, [responder.certificate.der]);
}

for (const [digest, status, word] of [
  ['-sha1', { status: 'good' }, 'good'],
  ['-sha256', { status: 'revoked', revokedAt: SAMPLE_NOW, reason: 'certificateHold' }, 'revoked'],
  ['-sha1', { status: 'unknown' }, 'unknown'],
] as const) {
  test(`openssl accepts our answer "${word}" to its request with ${digest}`, peer, () => {
    using bench = openBench();
    const parts = house();
    bench.put('root.pem', certificateToPem(parts.root.certificate));
    bench.put('holder.pem', certificateToPem(parts.holder.certificate));
    const about = ['-issuer', 'root.pem', digest, '-cert', 'holder.pem'];
    const asked = bench.run('ocsp', ...about, '-nonce', '-reqout', 'request.der');
    assert.ok(asked.ok, asked.said);
    bench.put('answer.der', answer(parts, new Uint8Array(readFileSync(bench.path('request.der'))), status));
    const { ok, said } = bench.run(
      ...[
        'ocsp',
        ...about,
        '-no_nonce',
        '-reqin',
        'request.der',
        '-respin',
        'answer.der',
        '-CAfile',
        'root.pem',
      ],
    );
    assert.ok(ok, said);
    assert.match(said, /Response verify OK/);
    assert.match(said, new RegExp(`holder.pem: ${word}`));
    if (status.status === 'revoked') assert.match(said, /certificateHold/);
  });
}

test('an answer of openssl to our request is verified, nonce and all', peer, () => {
  using bench = openBench();
  const { root, responder, holder } = house();
  const nonce = new Uint8Array(32).fill(3);
  const id = certIdFor(
    { name: root.certificate.subject, spki: root.certificate.spki },
    holder.certificate.serial,
  );
  bench.put('request.der', encodeOcspRequest([id], nonce));
  bench.put('root.pem', certificateToPem(root.certificate));
  bench.put('responder.pem', certificateToPem(responder.certificate));
  bench.put('key.pem', responder.key.privateKey.export({ format: 'pem', type: 'pkcs8' }));
  bench.put('index.txt', 'R\t300101000000Z\t260301000000Z,keyCompromise\t99\tunknown\t/CN=a\n');
  const { ok, said } = bench.run(
    ...['ocsp', '-index', 'index.txt', '-CA', 'root.pem', '-rsigner', 'responder.pem', '-rkey', 'key.pem'],
    ...['-reqin', 'request.der', '-respout', 'answer.der', '-ndays', '1'],
  );
  assert.ok(ok, said);
  const der = new Uint8Array(readFileSync(bench.path('answer.der')));
  const question = { certificate: holder.certificate, issuer: root.certificate, now: new Date() };
  const verdict = verifyOcspResponse(der, { ...question, nonce });
  assert.equal(verdict.status, 'revoked');
  assert.equal(verdict.status === 'revoked' && verdict.reason, 'keyCompromise');
  assert.equal(verdict.delegate?.serialNumber, '07');
  assert.throws(() => verifyOcspResponse(der, { ...question, nonce: nonce.with(0, 4) }), {
    code: 'ocsp.nonce',
  });
});
