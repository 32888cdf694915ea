import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PkiError } from './error.ts';
import { importKey, makeFileKey, openSealedKey, requestForKey, sealKey, signByKey } from './key-file.ts';
import { encodePkcs12 } from './pkcs12.ts';
import { isSelfSigned, parseRequest } from './request.ts';

function refuses(code: string): (error: unknown) => boolean {
  return (error) => error instanceof PkiError && error.code === code;
}

test('a key is made, sealed by a password, opened by it alone, and is the same key', async () => {
  const made = await makeFileKey('p256');
  const sealed = await sealKey(made.pkcs8, 'abcDEF-1234');
  const { pkcs8, spki } = await importKey(await openSealedKey(sealed, 'abcDEF-1234'));
  assert.deepEqual([pkcs8, spki], [made.pkcs8, made.spki]);
  await assert.rejects(openSealedKey(sealed, 'abcDEF-1235'), refuses('key.malformed'));
});

test('the request of a key is signed by it and names it', async () => {
  for (const kind of ['p256', 'p384'] as const) {
    const key = await makeFileKey(kind);
    const request = parseRequest(await requestForKey(key, '測試'));
    assert.deepEqual(request.spki, key.spki);
    assert.equal(isSelfSigned(request), true);
    assert.equal((await signByKey(key.key, Uint8Array.of(1)))[0], 0x30);
  }
});

test('a sealed key cut anywhere is refused, and so is what is sealed by another scheme', async () => {
  const { pkcs8 } = await makeFileKey('p256');
  const sealed = await sealKey(pkcs8, 'abcDEF-1234');
  for (let length = 0; length < sealed.length; length += 1) {
    await assert.rejects(
      openSealedKey(sealed.subarray(0, length), 'x'),
      refuses('key.malformed'),
      `${length}`,
    );
  }
  const other = sealed.slice();
  const scheme = Buffer.from(sealed).indexOf(Buffer.from('2a864886f70d01050d', 'hex'));
  other[scheme + 8] = 3;
  await assert.rejects(openSealedKey(other, 'x'), refuses('key.unsupported'));
});

test('what is no private key, or of another curve, is not taken in', async () => {
  await assert.rejects(importKey(new Uint8Array()), refuses('key.malformed'));
  const { pkcs8 } = await makeFileKey('p256');
  const other = pkcs8.slice();
  const curve = Buffer.from(pkcs8).indexOf(Buffer.from('2a8648ce3d030107', 'hex'));
  other[curve + 7] = 6;
  await assert.rejects(importKey(other), refuses('key.unsupported'));
});

test('two PKCS#12 files of the same content differ: salts are drawn anew', async () => {
  const content = { sealedKey: Uint8Array.of(0x30, 0), certificates: [Uint8Array.of(0x30, 0)], name: 'x' };
  const [one, other] = [await encodePkcs12(content, 'p'), await encodePkcs12(content, 'p')];
  assert.notDeepEqual(one, other);
  assert.equal(one.length, other.length);
});
