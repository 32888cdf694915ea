import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync, hash, type KeyObject } from 'node:crypto';
import { test } from 'node:test';
import { bitString, integer, nullValue, octetString, oid, sequence, unsigned } from '@kaika/bytes/der';
import { fromHex } from '@kaika/bytes/hex';
import { checkKey, describeKey, keyIdentifier, publicKey } from './key.ts';
import { hasRocaFingerprint } from './roca.ts';
import { sampleKey } from './sample.ts';

function spkiOf(key: KeyObject): Uint8Array {
  return new Uint8Array(key.export({ format: 'der', type: 'spki' }));
}

function rsaSpki(modulus: bigint, exponent: number): Uint8Array {
  const octets = sequence(unsigned(fromHex(modulus.toString(16).padStart(512, '0'))), integer(exponent));
  return sequence(sequence(oid('1.2.840.113549.1.1.1'), nullValue()), bitString(octets));
}

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const modulus = BigInt(
  `0x${Buffer.from(pair.publicKey.export({ format: 'jwk' }).n ?? '', 'base64url').toString('hex')}`,
);

test('keys are described by type, curve and size', () => {
  for (const [curve, named] of [
    ['P-256', 'P-256'],
    ['P-384', 'P-384'],
    ['P-521', 'P-521'],
    ['secp256k1', 'secp256k1'],
  ] as const) {
    const described = describeKey(spkiOf(generateKeyPairSync('ec', { namedCurve: curve }).publicKey));
    assert.equal(described.type === 'ec' && described.curve, named);
  }
  const rsa = describeKey(spkiOf(pair.publicKey));
  assert.ok(rsa.type === 'rsa' && rsa.bits === 2048 && rsa.exponent === 65537n);
  assert.equal(describeKey(sampleKey('ed25519').spki).type, 'ed25519');
  assert.equal(describeKey(sampleKey('ml-dsa-65').spki).type, 'ml-dsa-65');
});

test('the key identifier is SHA-1 of the bit string', () => {
  const { spki } = sampleKey();
  assert.deepEqual(keyIdentifier(spki), new Uint8Array(hash('sha1', spki.subarray(-65), 'buffer')));
});

test('sound keys pass', () => {
  for (const name of ['ecdsa-sha256', 'ecdsa-sha384', 'rsa-sha256', 'ed25519', 'ml-dsa-65'] as const) {
    checkKey(sampleKey(name).spki);
  }
});

test('short RSA keys are refused', () => {
  const short = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey;
  assert.throws(() => checkKey(spkiOf(short)), { name: 'PkiError', code: 'key.weak' });
});

test('small and even exponents and even moduli are refused', () => {
  for (const spki of [rsaSpki(modulus, 3), rsaSpki(modulus, 65538), rsaSpki(modulus - 1n, 65537)]) {
    assert.throws(() => checkKey(spki), { code: 'key.weak' });
  }
});

test('a modulus with the ROCA fingerprint is refused', () => {
  let product = 1n;
  for (let number = 3n; number <= 167n; number += 2n) {
    if (
      Array.from({ length: 12 }, (_, index) => BigInt(index) + 2n).every((by) => number === by || number % by)
    )
      product *= number;
  }
  const residue = 65537n ** 12345n % product;
  let roca = (1n << 2047n) / product;
  roca = (roca + 1n) * product + residue;
  if (roca % 2n === 0n) roca += product;
  assert.throws(() => checkKey(rsaSpki(roca, 65537)), { code: 'key.roca' });
  assert.ok(!hasRocaFingerprint(fromHex(modulus.toString(16))));
});

test('a point off the curve is refused', () => {
  const spki = sampleKey().spki.slice();
  spki[spki.length - 1] = (spki.at(-1) ?? 0) ^ 1;
  assert.throws(() => checkKey(spki), { code: 'key.off-curve' });
  assert.throws(() => publicKey(spki), { code: 'key.off-curve' });
});

test('curves given by parameters, foreign curves and compressed points are refused', () => {
  const ec = (curve: Uint8Array, point: Uint8Array) =>
    sequence(sequence(oid('1.2.840.10045.2.1'), curve), bitString(point));
  const point = sampleKey().spki.subarray(-65);
  assert.throws(() => describeKey(ec(sequence(integer(1)), point)), { code: 'key.unsupported' });
  assert.throws(() => describeKey(ec(oid('1.3.132.0.33'), point)), { code: 'key.unsupported' });
  const compressed = point.slice(0, 33);
  compressed[0] = 2;
  assert.throws(() => describeKey(ec(oid('1.2.840.10045.3.1.7'), compressed)), { code: 'key.malformed' });
  const other = spkiOf(generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey);
  assert.throws(() => checkKey(other), { code: 'key.unsupported', about: 'secp256k1' });
});

test('what is no key is refused', () => {
  for (const der of [new Uint8Array(0), octetString(), sequence(), sampleKey().spki.subarray(0, 40)]) {
    assert.throws(() => describeKey(der), { code: 'key.malformed' });
    assert.throws(() => publicKey(der), { code: 'key.malformed' });
  }
});

test('the cache gives the same key for the same bytes and stays bounded', () => {
  const { spki } = sampleKey();
  assert.equal(publicKey(spki), publicKey(spki.slice()));
  for (let index = 0; index < 600; index += 1) {
    const octets = new Uint8Array(32).fill(index & 0xff);
    octets[1] = index >> 8;
    publicKey(sequence(sequence(oid('1.3.101.112')), bitString(octets)));
  }
  assert.ok(publicKey(spki).equals(createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })));
});
