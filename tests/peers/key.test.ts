import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { certificateToPem, parseCertificate } from '@kaika/pki/certificate';
import {
  importKey,
  makeFileKey,
  openSealedKey,
  requestForKey,
  sealKey,
  signByKey,
} from '@kaika/pki/key-file';
import { decodePem, encodePem } from '@kaika/pki/pem';
import { encodePkcs12 } from '@kaika/pki/pkcs12';
import { sampleAuthority, sampleCertificate } from '@kaika/pki/sample';
import { runKaika } from '../../tools/kaika/run.ts';
import { type Bench, openBench, withoutOpenssl } from './openssl.ts';

const peer = { skip: withoutOpenssl };
const password = 'Müller-密碼-12';
const plain = 'abcDEF-1234';

/** Runs the command in the bench's folder. Answers its exit code and what it printed. */
async function kaika(...line: readonly string[]) {
  const said: string[] = [];
  const shell = {
    environment: { KAIKA_KEY_PASSWORD: plain, LANG: 'en' },
    now: () => new Date(),
    print: (text: string) => void said.push(text),
    warn: (text: string) => void said.push(text),
  };
  return { exit: await runKaika(shell, line), said: said.join('') };
}

/** A self-signed certificate by openssl for a key file. */
function certify(bench: Bench, key: string): void {
  const made = bench.run(
    'req',
    '-x509',
    '-new',
    '-key',
    key,
    '-passin',
    `pass:${plain}`,
    '-subj',
    '/CN=x',
    '-out',
    'own.pem',
  );
  assert.ok(made.ok, made.said);
}

for (const kind of ['p256', 'p384', 'rsa3072'] as const) {
  test(`openssl opens a key file of ${kind}, verifies its request and its signature`, peer, async () => {
    using bench = openBench();
    const key = await makeFileKey(kind);
    bench.put('key.pem', encodePem('ENCRYPTED PRIVATE KEY', await sealKey(key.pkcs8, plain)));
    const opened = bench.run(
      'pkey',
      '-in',
      'key.pem',
      '-passin',
      `pass:${plain}`,
      '-pubout',
      '-outform',
      'DER',
      '-out',
      'key.pub',
    );
    assert.ok(opened.ok, opened.said);
    assert.deepEqual(new Uint8Array(readFileSync(bench.path('key.pub'))), key.spki);
    assert.ok(!bench.run('pkey', '-in', 'key.pem', '-passin', 'pass:another').ok);
    bench.put('key.csr', encodePem('CERTIFICATE REQUEST', await requestForKey(key, '測試')));
    const verified = bench.run('req', '-in', 'key.csr', '-verify', '-noout');
    assert.ok(verified.ok, verified.said);
    bench.put('text', 'a text');
    bench.put('signature', await signByKey(key.key, Buffer.from('a text')));
    const signed = bench.run(
      'dgst',
      '-sha256',
      '-verify',
      'key.pub',
      '-keyform',
      'DER',
      '-signature',
      'signature',
      'text',
    );
    assert.ok(signed.ok, signed.said);
  });
}

test('we open what openssl seals, and the password alone opens it', peer, async () => {
  using bench = openBench();
  const made = bench.run(
    'genpkey',
    '-algorithm',
    'EC',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-aes-256-cbc',
    '-pass',
    `pass:${plain}`,
    '-out',
    'key.pem',
  );
  assert.ok(made.ok, made.said);
  const sealed = decodePem('ENCRYPTED PRIVATE KEY', readFileSync(bench.path('key.pem'), 'utf8'));
  const { spki } = await importKey(await openSealedKey(sealed, plain));
  assert.equal(spki.length, 91);
  await assert.rejects(openSealedKey(sealed, 'another'), { code: 'key.malformed' });
});

test(
  'openssl reads our PKCS#12: integrity, key, certificates; a wrong password opens nothing',
  peer,
  async () => {
    using bench = openBench();
    const key = await makeFileKey('p256');
    const root = sampleAuthority();
    const certificates = [sampleCertificate({ issuer: root, subject: '持有者' }), root].map(
      ({ certificate }) => certificate.der,
    );
    for (const secret of [plain, password]) {
      const sealedKey = await sealKey(key.pkcs8, secret);
      bench.put('key.p12', await encodePkcs12({ sealedKey, certificates, name: '測試憑證' }, secret));
      const read = bench.run('pkcs12', '-in', 'key.p12', '-passin', `pass:${secret}`, '-nodes', '-info');
      assert.ok(read.ok, read.said);
      assert.match(read.said, /MAC: sha256, Iteration 2048/);
      assert.match(read.said, /PBES2, PBKDF2, AES-256-CBC, Iteration 600000, PRF hmacWithSHA256/);
      assert.equal(read.said.match(/BEGIN CERTIFICATE/g)?.length, 2);
      assert.match(read.said, /BEGIN PRIVATE KEY/);
      assert.ok(!bench.run('pkcs12', '-in', 'key.p12', '-passin', 'pass:another', '-nodes').ok);
    }
    assert.ok(parseCertificate(certificates[0] ?? new Uint8Array()));
    assert.match(certificateToPem(root.certificate), /BEGIN/);
  },
);

test('kaika csr, sign and pkcs12: from the key to the file a server imports', peer, async () => {
  using bench = openBench();
  const name = bench.path('server');
  assert.equal((await kaika('csr', '--out', name)).exit, 0);
  const request = bench.run('req', '-in', `${name}.csr`, '-verify', '-noout');
  assert.ok(request.ok, request.said);
  const again = await kaika('csr', '--out', name);
  assert.deepEqual([again.exit, /file\.exists/.test(again.said)], [3, true], 'a key is never written over');
  const signed = await kaika('sign', '--key', `${name}.pem`, 'a text');
  bench.put('text', 'a text');
  bench.put('signature', Buffer.from(signed.said, 'base64'));
  certify(bench, `${name}.pem`);
  bench.run('x509', '-in', 'own.pem', '-pubkey', '-noout', '-out', 'own.pub');
  assert.ok(bench.run('dgst', '-sha256', '-verify', 'own.pub', '-signature', 'signature', 'text').ok);
  const out = bench.path('server.p12');
  const bundled = await kaika(
    'pkcs12',
    '--key',
    `${name}.pem`,
    '--certificate',
    bench.path('own.pem'),
    '--out',
    out,
  );
  assert.equal(bundled.exit, 0, bundled.said);
  const read = bench.run('pkcs12', '-in', out, '-passin', `pass:${plain}`, '-nodes');
  assert.ok(read.ok, read.said);
  await kaika('csr', '--out', bench.path('other'));
  const foreign = await kaika(
    'pkcs12',
    '--key',
    bench.path('other.pem'),
    '--certificate',
    bench.path('own.pem'),
    '--out',
    bench.path('x.p12'),
  );
  assert.deepEqual([foreign.exit, /key\.mismatch/.test(foreign.said)], [3, true]);
});
