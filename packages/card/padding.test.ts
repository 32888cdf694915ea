import assert from 'node:assert/strict';
import { constants, createHash, generateKeyPairSync, privateDecrypt, randomBytes, verify } from 'node:crypto';
import { test } from 'node:test';
import { toHex } from '@kaika/bytes/hex';
import { type Hash, pkcs1, pss } from './padding.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const hashes: readonly Hash[] = ['sha256', 'sha384', 'sha512'];
const message = Buffer.from('開卡');

/** What a card does with a padded block. */
function raw(block: Uint8Array): Uint8Array {
  return privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, Buffer.from(block));
}

test('a PKCS#1 block is 00 01 FF… 00 and the DigestInfo of RFC 8017 §9.2 note 1', () => {
  const block = pkcs1(new Uint8Array(32).fill(0xaa), 'sha256', 256);
  const info = `3031300d060960864801650304020105000420${'aa'.repeat(32)}`;
  assert.equal(toHex(block), `0001${'ff'.repeat(256 - 3 - 51)}00${info}`);
});

for (const hash of hashes) {
  test(`node:crypto verifies what a card makes of our PKCS#1 block with ${hash}`, () => {
    const digest = createHash(hash).update(message).digest();
    assert.equal(verify(hash, message, publicKey, raw(pkcs1(digest, hash, 256))), true);
  });

  test(`node:crypto verifies what a card makes of our PSS block with ${hash}`, () => {
    const digest = createHash(hash).update(message).digest();
    const key = { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: digest.length };
    assert.equal(verify(hash, message, key, raw(pss(digest, hash, 256, randomBytes(digest.length)))), true);
  });
}

test('a digest of another length, or a modulus too short, is refused', () => {
  assert.throws(() => pkcs1(new Uint8Array(20), 'sha256', 256), RangeError);
  assert.throws(() => pkcs1(new Uint8Array(64), 'sha512', 64), RangeError);
  assert.throws(() => pss(new Uint8Array(64), 'sha512', 128, new Uint8Array(64)), RangeError);
});
