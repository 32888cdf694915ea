import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fromText } from '@kaika/bytes/bytes';
import { certificateToPem } from '@kaika/pki/certificate';
import { encodeSignedData } from '@kaika/pki/cms';
import { encodeSignedAttributes } from '@kaika/pki/cms-attribute';
import { SAMPLE_NOW, type Sample, sampleAuthority, sampleCertificate } from '@kaika/pki/sample';
import {
  encodeTimestampRequest,
  encodeTimestampResponse,
  parseTimestampRequest,
  parseTimestampResponse,
} from '@kaika/pki/timestamp';
import { encodeTstInfo, TST_INFO, type TstInfo, verifyTimestamp } from '@kaika/pki/timestamp-token';
import { extKeyUsage, keyUsage, PURPOSE } from '@kaika/pki/usage';
import { openBench, withoutOpenssl } from './openssl.ts';

const CONTENT = fromText('收件回執');
const POLICY = '1.3.6.1.4.1.99999.1';
const imprint = { hash: 'sha256', digest: new Uint8Array(hash('sha256', CONTENT, 'buffer')) } as const;
const peer = { skip: withoutOpenssl };

function stamper(): { root: Sample; authority: Sample } {
  const root = sampleAuthority();
  const extensions = [keyUsage('digitalSignature'), extKeyUsage([PURPOSE.timeStamping], true)];
  return { root, authority: sampleCertificate({ subject: '時戳服務', issuer: root, extensions }) };
}

function stamp({ certificate, key }: Sample, info: TstInfo): Uint8Array {
  const content = encodeTstInfo(info);
  const digest = hash('sha256', content, 'buffer');
  const signedAttributes = encodeSignedAttributes({
    contentType: TST_INFO,
    digest,
    signingCertificate: certificate,
  });
  const one = {
    certificate,
    algorithm: key.algorithm,
    signedAttributes,
    signature: key.sign(signedAttributes),
  };
  return encodeSignedData({
    contentType: TST_INFO,
    content,
    signers: [one],
    certificates: [certificate.der],
  });
}

test('openssl verifies our answer to its own query', peer, () => {
  using bench = openBench();
  const { root, authority } = stamper();
  bench.put('content', CONTENT);
  bench.put('root.pem', certificateToPem(root.certificate));
  const asked = bench.run('ts', '-query', '-data', 'content', '-sha256', '-cert', '-out', 'query.tsq');
  assert.ok(asked.ok, asked.said);
  const request = parseTimestampRequest(new Uint8Array(readFileSync(bench.path('query.tsq'))));
  assert.deepEqual(request.imprint, imprint);
  assert.ok(request.wantsCertificate && request.nonce);
  const token = stamp(authority, { ...request, policy: POLICY, serial: Uint8Array.of(9), time: SAMPLE_NOW });
  bench.put('answer.tsr', encodeTimestampResponse(token));
  const { ok, said } = bench.run(
    ...['ts', '-verify', '-queryfile', 'query.tsq', '-in', 'answer.tsr', '-CAfile', 'root.pem'],
    ...['-attime', String(SAMPLE_NOW.getTime() / 1000)],
  );
  assert.ok(ok, said);
});

test('an answer of openssl to our query is verified', peer, () => {
  using bench = openBench();
  const { authority } = stamper();
  const nonce = Uint8Array.of(0x80, 1, 2, 3);
  bench.put(
    'query.tsq',
    encodeTimestampRequest({ imprint, policy: undefined, nonce, wantsCertificate: true }),
  );
  bench.put('tsa.pem', certificateToPem(authority.certificate));
  bench.put('key.pem', authority.key.privateKey.export({ format: 'pem', type: 'pkcs8' }));
  bench.put('serial', '01\n');
  bench.put(
    'ts.cnf',
    `[tsa]\nserial=serial\nsigner_cert=tsa.pem\nsigner_key=key.pem\nsigner_digest=sha256\ndefault_policy=${POLICY}\n` +
      'digests=sha256\naccuracy=secs:1,millisecs:500\nordering=yes\nclock_precision_digits=3\ness_cert_id_chain=no\n',
  );
  const { ok, said } = bench.run(
    ...[
      'ts',
      '-reply',
      '-config',
      'ts.cnf',
      '-section',
      'tsa',
      '-queryfile',
      'query.tsq',
      '-out',
      'answer.tsr',
    ],
  );
  assert.ok(ok, said);
  const response = parseTimestampResponse(new Uint8Array(readFileSync(bench.path('answer.tsr'))));
  assert.ok(response.status === 'granted');
  const verified = verifyTimestamp(response.token, { imprint, nonce });
  assert.equal(verified.policy, POLICY);
  assert.equal(verified.certificate.serialNumber, authority.certificate.serialNumber);
  assert.throws(() => verifyTimestamp(response.token, { imprint, nonce: Uint8Array.of(1) }), {
    code: 'timestamp.nonce',
  });
});
