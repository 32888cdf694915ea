import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { toHex } from '@kaika/bytes/hex';
import { modelOf } from '@kaika/card/model';
import { signatureAlgorithm, verifySignature } from '@kaika/pki/algorithm';
import fc from 'fast-check';
import { cardSecrets, derive } from './derive.ts';
import { openKeyring } from './keyring.ts';
import { codeHasher } from './usercode.ts';
import { openVault } from './vault.ts';

const folder = mkdtempSync(join(tmpdir(), 'kaika-key-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const key = new Uint8Array(32).fill(7);

test('the key derivation is SP 800-108 in counter mode, as OpenSSL computes it', () => {
  // openssl kdf -keylen 40 -kdfopt mac:HMAC -kdfopt digest:SHA256 -kdfopt mode:counter -kdfopt salt:kaika -kdfopt info:context
  const derived = derive(key, Buffer.from('kaika'), Buffer.from('context'), 40);
  assert.equal(
    toHex(derived),
    'b432ecfec50c1a26d271a4b192d40df7fc472be74b11deb303ac8472c5ac33357c2b5cb4b16a0548',
  );
});

test('a PUK has eight characters of its model, and each card and version one of its own', () => {
  const secrets = cardSecrets(key);
  const digits = modelOf('generic-piv');
  const ascii = modelOf('softcard');
  const of = (productionId: string, version: number, model = ascii) =>
    Buffer.from(secrets.puk({ productionId, version }, model)).toString();
  fc.assert(
    fc.property(fc.uuid(), fc.integer({ min: 1, max: 1000 }), (id, version) => {
      assert.match(of(id, version), /^[0-9A-Za-z]{8}$/);
      assert.match(of(id, version, digits), /^[0-9]{8}$/);
      assert.notEqual(of(id, version), of(id, version + 1));
      assert.equal(of(id, version), of(id, version));
    }),
  );
});

test('a management key has its algorithm’s length', () => {
  const secrets = cardSecrets(key);
  const made = secrets.management({ productionId: 'p', version: 1 }, modelOf('softcard'));
  assert.deepEqual([made.algorithm, made.key.length], ['aes256', 32]);
});

test('a sealed secret opens under its own name alone, and not when a bit of it changed', () => {
  const vault = openVault(join(folder, 'one'));
  const sealed = vault.seal('a', Buffer.from('secret'));
  assert.equal(Buffer.from(vault.open('a', sealed)).toString(), 'secret');
  assert.throws(() => vault.open('b', sealed));
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Uint8Array.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    assert.throws(() => vault.open('a', changed));
  }
});

test('kept secrets outlive the vault, are not in the clear, and are readable by their owner alone', () => {
  const place = join(folder, 'two');
  const made = openVault(place).keep('pepper', () => Buffer.from('a secret to keep'));
  const again = openVault(place).keep('pepper', () => assert.fail('it is there already'));
  assert.deepEqual([...again], [...made]);
  for (const name of readdirSync(place)) {
    assert.equal(statSync(join(place, name)).mode & 0o777, 0o600, name);
    assert.ok(!readFileSync(join(place, name)).includes('a secret to keep'));
  }
  assert.equal(statSync(place).mode & 0o777, 0o700);
});

test('a key is made once and signs with the same key afterwards', async () => {
  const place = join(folder, 'three');
  const first = openKeyring(openVault(place)).signer('root/1', 'p384');
  const second = openKeyring(openVault(place)).signer('root/1', 'p384');
  assert.deepEqual(first.publicKey, second.publicKey);
  const tbs = Buffer.from('to be signed');
  const signature = await second.sign(tbs);
  assert.ok(verifySignature(signatureAlgorithm('ecdsa-sha384'), first.publicKey, tbs, signature));
});

test('a user code matches its hash under the same pepper alone, case and all', async () => {
  const light = { memory: 64, passes: 1, parallelism: 1, tagLength: 32 };
  const codes = codeHasher(key, light);
  const hash = await codes.hash('Geheim-1');
  assert.match(hash, /^\$argon2id\$v=19\$m=64,t=1,p=1\$/);
  assert.equal(await codes.matches('Geheim-1', hash), true);
  assert.equal(await codes.matches('geheim-1', hash), false);
  assert.equal(await codeHasher(new Uint8Array(32)).matches('Geheim-1', hash), false);
  assert.notEqual(await codes.hash('Geheim-1'), hash);
});

test('hashing costs what RFC 9106 recommends second: 64 MiB, three passes, four lanes', async () => {
  assert.match(await codeHasher(key).hash('Geheim-1'), /\$m=65536,t=3,p=4\$/);
});
