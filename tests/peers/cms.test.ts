import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fromText } from '@kaika/bytes/bytes';
import type { SignatureAlgorithmName } from '@kaika/pki/algorithm';
import { certificateToPem } from '@kaika/pki/certificate';
import { cmsHash, encodeCertificateBundle, encodeSignedData } from '@kaika/pki/cms';
import { encodeSignedAttributes } from '@kaika/pki/cms-attribute';
import { parseSignedData, verifySignedData } from '@kaika/pki/cms-verify';
import { SAMPLE_NOW, type Sample, sampleAuthority, sampleCertificate, sampleKey } from '@kaika/pki/sample';
import { extKeyUsage, keyUsage, PURPOSE } from '@kaika/pki/usage';
import { openBench, withoutOpenssl } from './openssl.ts';

const CONTENT = fromText('資本額查核簽證報告書\r\n');
const ATTIME = String(SAMPLE_NOW.getTime() / 1000);
const peer = { skip: withoutOpenssl };

function signer(name: SignatureAlgorithmName): { root: Sample; holder: Sample } {
  const root = sampleAuthority();
  const extensions = [keyUsage('digitalSignature', 'nonRepudiation'), extKeyUsage([PURPOSE.emailProtection])];
  return {
    root,
    holder: sampleCertificate({ subject: '持卡人', issuer: root, key: sampleKey(name), extensions }),
  };
}

function signContent({ certificate, key }: Sample, attached: boolean): Uint8Array {
  const digest = hash(cmsHash(key.algorithm), CONTENT, 'buffer');
  const signedAttributes = encodeSignedAttributes({
    digest,
    signingTime: SAMPLE_NOW,
    signingCertificate: certificate,
  });
  const one = {
    certificate,
    algorithm: key.algorithm,
    signedAttributes,
    signature: key.sign(signedAttributes),
  };
  const draft = { signers: [one], certificates: [certificate.der] };
  return encodeSignedData(attached ? { ...draft, content: CONTENT } : draft);
}

for (const name of ['ecdsa-sha256', 'ecdsa-sha384', 'rsa-sha256', 'rsa-pss-sha256'] as const) {
  test(`openssl verifies a detached signature with ${name}`, peer, () => {
    using bench = openBench();
    const { root, holder } = signer(name);
    bench.put('root.pem', certificateToPem(root.certificate));
    bench.put('signed.p7s', signContent(holder, false));
    bench.put('content', CONTENT);
    const { ok, said } = bench.run(
      ...['cms', '-verify', '-binary', '-inform', 'DER', '-in', 'signed.p7s', '-content', 'content'],
      ...['-CAfile', 'root.pem', '-attime', ATTIME, '-out', 'out'],
    );
    assert.ok(ok, said);
  });
}

test('openssl verifies an attached signature and gives the content back', peer, () => {
  using bench = openBench();
  const { root, holder } = signer('ecdsa-sha256');
  bench.put('root.pem', certificateToPem(root.certificate));
  bench.put('signed.p7m', signContent(holder, true));
  const { ok, said } = bench.run(
    ...['cms', '-verify', '-binary', '-inform', 'DER', '-in', 'signed.p7m', '-CAfile', 'root.pem', '-cades'],
    ...['-attime', ATTIME, '-out', 'out'],
  );
  assert.ok(ok, said);
  assert.deepEqual(new Uint8Array(readFileSync(bench.path('out'))), CONTENT);
});

for (const options of [[], ['-cades'], ['-keyid'], ['-noattr'], ['-md', 'sha384']]) {
  test(`signatures of openssl cms -sign ${options.join(' ')} are verified`, peer, () => {
    using bench = openBench();
    const { holder } = signer('rsa-sha256');
    bench.put('holder.pem', certificateToPem(holder.certificate));
    bench.put('key.pem', holder.key.privateKey.export({ format: 'pem', type: 'pkcs8' }));
    bench.put('content', CONTENT);
    const { ok, said } = bench.run(
      ...[
        'cms',
        '-sign',
        '-binary',
        '-in',
        'content',
        '-signer',
        'holder.pem',
        '-inkey',
        'key.pem',
        '-outform',
        'DER',
      ],
      ...['-out', 'signed.p7s', ...options],
    );
    assert.ok(ok, said);
    const signed = parseSignedData(new Uint8Array(readFileSync(bench.path('signed.p7s'))));
    const [verified] = verifySignedData(signed, CONTENT);
    assert.equal(verified?.certificate.serialNumber, holder.certificate.serialNumber);
    assert.throws(() => verifySignedData(signed, fromText('another')), { name: 'PkiError' });
  });
}

test('openssl lists the certificates of a bundle', peer, () => {
  using bench = openBench();
  const { root, holder } = signer('ecdsa-sha256');
  bench.put('chain.p7b', encodeCertificateBundle([root.certificate.der, holder.certificate.der]));
  const { ok, said } = bench.run('pkcs7', '-inform', 'DER', '-in', 'chain.p7b', '-print_certs', '-noout');
  assert.ok(ok, said);
  assert.equal(said.match(/subject=/g)?.length, 2);
});
