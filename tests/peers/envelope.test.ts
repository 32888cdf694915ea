import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { openTable, sampleContext, scriptedFace, typed } from '@kaika/agent/conversation/table.example';
import type { LegacyContext } from '@kaika/agent/legacy/asker';
import { openChallenges } from '@kaika/agent/legacy/challenge';
import { legacyJob } from '@kaika/agent/legacy/job';
import { readPackage } from '@kaika/agent/legacy/package';
import { openPendings } from '@kaika/agent/legacy/pending';
import { createSample } from '@kaika/softcard/sample';
import { fromState } from '@kaika/softcard/softcard';
import { type Bench, openBench, withoutOpenssl } from './openssl.ts';

const site = 'https://old.example.tw';
const now = () => new Date('2026-11-21T09:00:00Z');

/** A page that has something decrypted by a card whose 9D key is of that kind. */
async function openCard(bench: Bench, kind: 'p256' | 'p384' | 'rsa2048') {
  const keys = { '9a': 'p256', '9c': 'p256', '9d': kind, '9e': 'p256' } as const;
  const sample = await createSample({ now: new Date('2026-11-01T00:00:00Z'), keys });
  const table = openTable('R');
  table.put('R', fromState(sample.card.toState()));
  bench.put('card.der', sample.produced.certificates['9d']);
  assert.ok(bench.run('x509', '-inform', 'DER', '-in', 'card.der', '-out', 'card.pem').ok);
  const context: LegacyContext = {
    ...sampleContext(table, { policy: { origins: [site] }, now }),
    pendings: openPendings(now),
    challenges: openChallenges(now),
    post: () => Promise.reject(new Error('nobody is asked')),
  };
  const asker = {
    origin: site,
    version: '1.3.4.3',
    language: 'zh-TW',
    mayRaw: false,
    mayPin: false,
  } as const;
  return async (parameters: Readonly<Record<string, string>>) => {
    const request = readPackage(JSON.stringify({ func: 'DecryptData', ...parameters }));
    const face = scriptedFace(site, { ask: () => typed({ pin: sample.pin }) });
    const job = legacyJob(request ?? assert.fail(), asker, context);
    return JSON.parse(String(await job.run(face)));
  };
}

function encrypt(bench: Bench, ...options: readonly string[]): string {
  const to = ['-outform', 'DER', '-out', 'cms.der', '-recip', 'card.pem', ...options];
  const made = bench.run('cms', '-encrypt', '-binary', '-in', 'plain', ...to);
  assert.ok(made.ok, made.said);
  return readFileSync(bench.path('cms.der')).toString('base64');
}

test('envelopes that openssl makes for a card open with it', { skip: withoutOpenssl }, async () => {
  using bench = openBench();
  const plain = randomBytes(1000);
  bench.put('plain', plain);
  for (const kind of ['rsa2048', 'p256', 'p384'] as const) {
    const decrypt = await openCard(bench, kind);
    const ways = [['-aes-256-cbc'], ['-aes-128-cbc', '-keyid']];
    // For EC keys openssl derives by SHA-1 unless told, and would wrap a DES key with DES.
    ways.push(kind === 'rsa2048' ? ['-des3'] : ['-aes-256-cbc', '-keyopt', 'ecdh_kdf_md:sha256']);
    for (const way of ways) {
      const cipher = encrypt(bench, ...way);
      const answer = await decrypt({ cipher, cipherType: 'PKCS7', plainEncoding: 'base64' });
      assert.deepEqual([answer.func, answer.ret_code], ['decrypt', 0], `${kind} ${way.join(' ')}`);
      assert.equal(answer.plain, plain.toString('base64'));
    }
  }
});

test('a bare RSA block opens as text, and what is wrong has one code', { skip: withoutOpenssl }, async () => {
  using bench = openBench();
  const decrypt = await openCard(bench, 'rsa2048');
  bench.put('plain', '密語');
  const args = ['-encrypt', '-certin', '-inkey', 'card.pem', '-in', 'plain', '-out', 'block'];
  assert.ok(bench.run('pkeyutl', ...args).ok);
  const block = readFileSync(bench.path('block'));
  const told = async (cipher: Uint8Array, more: Readonly<Record<string, string>> = {}) =>
    decrypt({ cipher: Buffer.from(cipher).toString('base64'), cipherType: 'PKCS1', ...more });
  assert.equal((await told(block)).plain, '密語');
  assert.equal((await told(block.with(0, 0).toReversed())).ret_code, 0x76400003);
  assert.equal((await told(block.fill(0xff))).ret_code, 0x76400003, 'a number above the modulus');
  assert.equal((await told(block, { cipherType: 'PKCS7' })).ret_code, 0x76400001);
  assert.equal((await told(block, { cipherType: 'X' })).ret_code, 0x76400002);
  assert.equal((await decrypt({ cipherType: 'PKCS1' })).ret_code, 0x76000004);
  assert.equal((await decrypt({ cipher: '***' })).ret_code, 0x76600002);
  const envelope = Buffer.from(encrypt(bench, '-aes-256-cbc'), 'base64');
  const last = envelope.length - 1;
  envelope[last] = (envelope[last] ?? 0) ^ 1;
  assert.equal((await told(envelope, { cipherType: 'PKCS7' })).ret_code, 0x76400003);
  const foreign = await openCard(bench, 'rsa2048');
  const cipher = encrypt(bench, '-aes-256-cbc');
  assert.equal((await foreign({ cipher })).ret_code, 0);
  assert.equal((await decrypt({ cipher })).ret_code, 0x7610000d);
});
