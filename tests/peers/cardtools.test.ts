import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Plug } from '@kaika/agent/reader/vpcd';
import { certificateToPem } from '@kaika/pki/certificate';
import { createSample, type Sample } from '@kaika/softcard/sample';
import { type Bench, skipWithout, startBench } from './bench.ts';

const skip = await skipWithout(
  'pkcs11-tool',
  'opensc-tool',
  'piv-tool',
  'yubico-piv-tool',
  'ykman',
  'openssl',
);

describe('a produced and activated card in the machine’s own card service', {
  skip,
  timeout: 120_000,
}, () => {
  let bench: Bench;
  let sample: Sample;
  const plugs: Plug[] = [];

  before(async () => {
    bench = await startBench();
    sample = await createSample({ now: new Date() });
    plugs.push(await bench.insert(sample.card, bench.plain));
  });
  after(async () => {
    for (const plug of plugs) await plug[Symbol.asyncDispose]();
    await bench[Symbol.asyncDispose]();
  });

  it('opensc-tool lists the reader with the card and names it a PIV card', async () => {
    assert.match(await bench.run('opensc-tool', ['-l']), /Kaika Virtual Reader 00 00/);
    assert.match(
      await bench.run('opensc-tool', ['-n', '-r', bench.plain.name]),
      /Personal Identity Verification Card/,
    );
  });

  it('piv-tool names it and reads a certificate', async () => {
    assert.match(
      await bench.run('piv-tool', ['-n', '-r', bench.plain.name]),
      /Personal Identity Verification Card/,
    );
  });

  it('pkcs11-tool --test --login finds no error', async () => {
    const told = await bench.run('pkcs11-tool', ['--test', '--login', '--pin', sample.pin]);
    assert.match(told, /No errors/);
  });

  it('pkcs11-tool shows the four certificates', async () => {
    const told = await bench.run('pkcs11-tool', ['-O', '--type', 'cert']);
    assert.equal(told.match(/Certificate Object/g)?.length, 4);
  });

  it('yubico-piv-tool shows the status, attests 9A and tests its signature', async () => {
    const tool = (...args: readonly string[]) =>
      bench.run('yubico-piv-tool', ['-r', bench.plain.name, ...args]);
    assert.match(await tool('-a', 'status'), /Slot 9a/);
    const attested = new X509Certificate(await tool('-a', 'attest', '-s', '9a'));
    assert.equal(attested.subject, 'CN=PIV Attestation 9a');
    const path = join(bench.folder, '9a.pem');
    await writeFile(path, certificateToPem({ der: sample.produced.certificates['9a'] }));
    const test = ['-a', 'verify-pin', '-a', 'test-signature', '-s', '9a', '-P', sample.pin, '-i', path];
    assert.match(await tool(...test), /Successful ECDSA verification/);
  });

  it('ykman takes it for a YubiKey in a reader of that name', async () => {
    const twin = await createSample({ now: new Date(), model: 'yubikey-5' });
    plugs.push(await bench.insert(twin.card, bench.yubikey));
    const told = await bench.run('ykman', ['-r', bench.yubikey.name, 'piv', 'info']);
    assert.match(told, /PIV version:\s*5\.4\.3/);
    assert.match(told, /Slot 9a/i);
  });

  it('a card of RSA keys passes the same tests, decipherment too', async () => {
    await plugs.shift()?.[Symbol.asyncDispose]();
    const keys = { '9a': 'rsa2048', '9c': 'rsa2048', '9d': 'rsa2048', '9e': 'p256' } as const;
    const rsa = await createSample({ now: new Date(), keys });
    plugs.unshift(await bench.insert(rsa.card, bench.plain));
    const slot = await slotOf(bench);
    const test = ['--test', '--login', '--pin', rsa.pin, '--slot', slot];
    assert.match(await bench.run('pkcs11-tool', test), /No errors/);
    const tool = (...args: readonly string[]) =>
      bench.run('yubico-piv-tool', ['-r', bench.plain.name, ...args]);
    const path = join(bench.folder, '9d.pem');
    await writeFile(path, certificateToPem({ der: rsa.produced.certificates['9d'] }));
    const decipher = ['-a', 'verify-pin', '-a', 'test-decipher', '-s', '9d', '-P', rsa.pin, '-i', path];
    assert.match(await tool(...decipher), /Successfully performed RSA decryption/);
  });
});

/** The PKCS#11 slot of the plain reader. */
async function slotOf(bench: Bench): Promise<string> {
  const told = await bench.run('pkcs11-tool', ['-L']);
  const found = /Slot \d+ \((0x[0-9a-f]+)\): Kaika Virtual Reader 00 00/.exec(told)?.[1];
  assert.ok(found, told);
  return found;
}
