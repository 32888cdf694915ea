import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explicit, integer, nullValue, oid, sequence } from '@kaika/bytes/der';
import { toHex } from '@kaika/bytes/hex';
import {
  hashIdentifier,
  parseHashIdentifier,
  parseSignatureAlgorithm,
  type SignatureAlgorithmName,
  signatureAlgorithm,
  verifySignature,
  verifySignatureAside,
} from './algorithm.ts';
import { publicKey } from './key.ts';
import { sampleKey } from './sample.ts';

const NAMES: readonly SignatureAlgorithmName[] = [
  ...(['ecdsa-sha256', 'ecdsa-sha384', 'ecdsa-sha512', 'rsa-sha256', 'rsa-sha384', 'rsa-sha512'] as const),
  ...(['rsa-pss-sha256', 'rsa-pss-sha384', 'rsa-pss-sha512', 'ed25519', 'ml-dsa-65'] as const),
];
const MESSAGE = Uint8Array.of(1, 2, 3);
const PSS = '1.2.840.113549.1.1.10';
const MGF1 = '1.2.840.113549.1.1.8';

for (const name of NAMES) {
  test(`${name} verifies what its key signed and nothing else`, async () => {
    const { algorithm, sign, spki } = sampleKey(name);
    const signature = sign(MESSAGE);
    assert.equal(algorithm, signatureAlgorithm(name));
    assert.equal(parseSignatureAlgorithm(algorithm.identifier.slice()), algorithm);
    assert.ok(verifySignature(algorithm, spki, MESSAGE, signature));
    assert.ok(!verifySignature(algorithm, spki, Uint8Array.of(1, 2), signature));
    assert.ok(!verifySignature(algorithm, spki, MESSAGE, signature.subarray(1)));
    assert.ok(!verifySignature(algorithm, spki, MESSAGE, new Uint8Array(0)));
    assert.ok(!verifySignature(algorithm, sampleKey(name).spki, MESSAGE, signature));
    const aside = (data: Uint8Array) => verifySignatureAside(algorithm, publicKey(spki), { data, signature });
    assert.ok(await aside(MESSAGE));
    assert.ok(!(await aside(Uint8Array.of(1, 2))));
  });
}

test('a key of another type verifies nothing', () => {
  const { sign, spki } = sampleKey('ecdsa-sha256');
  for (const name of ['rsa-sha256', 'rsa-pss-sha256', 'ed25519', 'ml-dsa-65'] as const) {
    assert.ok(!verifySignature(signatureAlgorithm(name), spki, MESSAGE, sign(MESSAGE)));
  }
});

test('RSA is written with its NULL and read without it too', () => {
  const { identifier } = signatureAlgorithm('rsa-sha256');
  assert.equal(toHex(identifier), '300d06092a864886f70d01010b0500');
  const bare = sequence(oid('1.2.840.113549.1.1.11'));
  assert.equal(parseSignatureAlgorithm(bare), signatureAlgorithm('rsa-sha256'));
});

test('ECDSA with parameters is refused', () => {
  const identifier = sequence(oid('1.2.840.10045.4.3.2'), nullValue());
  assert.throws(() => parseSignatureAlgorithm(identifier), {
    name: 'PkiError',
    code: 'algorithm.unsupported',
  });
});

test('SHA-1 is marked as legacy', () => {
  assert.ok(signatureAlgorithm('rsa-sha1').legacy && signatureAlgorithm('ecdsa-sha1').legacy);
  assert.ok(!NAMES.some((name) => signatureAlgorithm(name).legacy));
});

test('PSS takes any salt length but one hash for digest and mask', () => {
  const pss = (digest: 'sha256' | 'sha1', mask: 'sha256' | 'sha512', salt: number) =>
    sequence(
      oid(PSS),
      sequence(
        explicit(0, hashIdentifier(digest)),
        explicit(1, sequence(oid(MGF1), hashIdentifier(mask, true))),
        explicit(2, integer(salt)),
      ),
    );
  assert.equal(parseSignatureAlgorithm(pss('sha256', 'sha256', 20)).saltLength, 20);
  for (const identifier of [
    pss('sha256', 'sha512', 32),
    pss('sha1', 'sha256', 20),
    sequence(oid(PSS), sequence()),
  ]) {
    assert.throws(() => parseSignatureAlgorithm(identifier), { code: 'algorithm.unsupported' });
  }
  assert.throws(() => parseSignatureAlgorithm(sequence(oid(PSS))), { code: 'algorithm.malformed' });
});

test('hashes are read with and without NULL', () => {
  for (const hash of ['sha1', 'sha256', 'sha384', 'sha512'] as const) {
    assert.equal(parseHashIdentifier(hashIdentifier(hash)), hash);
    assert.equal(parseHashIdentifier(hashIdentifier(hash, true)), hash);
  }
  assert.throws(() => parseHashIdentifier(sequence(oid('1.2.840.113549.2.5'))), {
    code: 'algorithm.unsupported',
  });
});
