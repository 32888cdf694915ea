import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { readOutcome } from '@kaika/authority/ca/outcome';
import type { Keyring } from '@kaika/authority/key/keyring';
import { openTokenKeyring } from '@kaika/authority/key/pkcs11';
import type { KeyKind } from '@kaika/ca/profile';
import { signatureAlgorithm, verifySignature } from '@kaika/pki/algorithm';
import { encodePem } from '@kaika/pki/pem';
import { runKaika } from '../../tools/kaika/run.ts';
import { issueCard, openAuthority } from '../flows/authority.ts';
import { openBench } from './openssl.ts';

const module = [
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so',
  '/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so',
].find(existsSync);
const skip = whyNot();
const pin = '2468135790';

/** What OpenSC's tool sees of the private keys in a token. The order of the slots is the module's own. */
function listKeys(token: string): string {
  const place = ['--module', module ?? '', '--token-label', token, '--login', '--pin', pin];
  return execFileSync('pkcs11-tool', [...place, '--list-objects', '--type', 'privkey'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

describe('keys in a PKCS#11 token', { skip, timeout: 120_000 }, () => {
  let folder: string;
  let keys: Keyring;
  const open = (more: { readonly sessions?: number; readonly token?: string } = {}) =>
    openTokenKeyring({ module: module ?? '', token: 'kaika', pin, ...more });

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kaika-softhsm-'));
    mkdirSync(join(folder, 'tokens'));
    const configuration = join(folder, 'softhsm2.conf');
    writeFileSync(configuration, `directories.tokendir = ${join(folder, 'tokens')}\nlog.level = ERROR\n`);
    // Read when the module is loaded, once in a process.
    process.env.SOFTHSM2_CONF = configuration;
    // The module sees the tokens that are there when it is loaded.
    for (const name of ['kaika', 'ceremony']) {
      const label = ['--label', name, '--pin', pin, '--so-pin', '1357924680'];
      execFileSync('softhsm2-util', ['--init-token', '--free', ...label], { stdio: 'pipe' });
    }
    keys = await open();
  });
  after(() => {
    keys?.[Symbol.dispose]();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const kind of ['p256', 'p384', 'p521', 'rsa2048', 'rsa3072', 'rsa4096'] as const) {
    it(`makes a ${kind} key once, and signs so that everybody can verify`, () => {
      const signer = keys.signer(`root/${kind}`, kind);
      const message = Uint8Array.of(1, 2, 3);
      const signature = signer.sign(message);
      assert.ok(signature instanceof Uint8Array);
      const algorithm = signatureAlgorithm(signer.algorithm);
      assert.ok(verifySignature(algorithm, signer.publicKey, message, signature));
      assert.ok(!verifySignature(algorithm, signer.publicKey, Uint8Array.of(1, 2), signature));
      using openssl = openBench();
      openssl.put('key.pem', encodePem('PUBLIC KEY', signer.publicKey));
      openssl.put('message', message);
      openssl.put('signature', signature);
      const digest = `-${algorithm.hash}`;
      const checked = openssl.run('dgst', digest, '-verify', 'key.pem', '-signature', 'signature', 'message');
      assert.ok(checked.ok, checked.said);
    });
  }

  it('finds its keys again when it is opened again, and signs on several sessions at once', async () => {
    const first = keys.signer('issuing-cards/1', 'p256');
    using again = await open({ sessions: 4 });
    const second = again.signer('issuing-cards/1', 'p256');
    assert.deepEqual(second.publicKey, first.publicKey);
    const messages = Array.from({ length: 64 }, (_, at) => Uint8Array.of(at, 1, 2));
    const signatures = await Promise.all(messages.map((message) => second.sign(message)));
    const algorithm = signatureAlgorithm('ecdsa-sha256');
    for (const [at, message] of messages.entries()) {
      assert.ok(verifySignature(algorithm, first.publicKey, message, signatures[at] ?? new Uint8Array()));
    }
  });

  it('makes keys that cannot be read out of it', () => {
    keys.signer('secret/1', 'p256');
    const listed = listKeys('kaika');
    const [, about = ''] = /label:\s+secret\/1\n([\s\S]*?)(?:Private Key|$)/.exec(listed) ?? [];
    assert.match(about, /sensitive/);
    assert.match(about, /never extractable/);
  });

  it('refuses a kind of key no token knows, and a token that is not there', async () => {
    for (const kind of ['ed25519', 'ml-dsa-65'] as readonly KeyKind[]) {
      assert.throws(() => keys.signer('x', kind), TypeError);
    }
    await assert.rejects(open({ token: 'other' }), TypeError);
  });

  it('holds every key of an authority that issues cards', async () => {
    await using house = await openAuthority({ pkcs11: { module: module ?? '', token: 'kaika', pin } });
    const { number } = await issueCard(house);
    assert.match(number, /^XC/);
    const names = listKeys('kaika');
    for (const name of ['root/1', 'issuing-cards/1', 'issuing-software/1']) assert.ok(names.includes(name));
    const sealed = execFileSync('find', [join(house.config.folder, 'key'), '-name', 'key_*'], {
      encoding: 'utf8',
    });
    assert.equal(sealed, '');
  });

  it('is where a ceremony makes its keys, once', async () => {
    const example = readFileSync('docs/ceremony.example.yaml', 'utf8');
    const plan = join(folder, 'plan.yaml');
    const token = `keys: { store: pkcs11, module: ${module}, token: ceremony }`;
    writeFileSync(plan, example.replace('keys: { store: files }', token));
    writeFileSync(join(folder, 'pin'), `${pin}\n`);
    const out = join(folder, 'outcome');
    let said = '';
    const print = (text: string) => {
      said += text;
    };
    const environment = { LANG: 'en', KAIKA_PKCS11_PIN_FILE: join(folder, 'pin') };
    const shell = { environment, now: () => new Date(), print, warn: print };
    assert.equal(await runKaika(shell, ['ceremony', plan, '--out', out]), 0, said);
    assert.ok(!existsSync(join(out, 'key')) && !said.includes(pin));
    const { certificates } = await readOutcome(out);
    using there = await open({ token: 'ceremony' });
    for (const { key, certificate } of certificates.slice(1, 3)) {
      assert.deepEqual(there.signer(key, 'p256').publicKey, certificate.spki);
    }
    assert.equal(await runKaika(shell, ['ceremony', plan, '--out', `${out}-2`]), 3);
    assert.match(said, /token\.keys-exist/);
    assert.ok(!existsSync(`${out}-2`));
  });
});

function whyNot(): string | false {
  const missing = module === undefined ? 'SoftHSM (softhsm2)' : undefined;
  const bound = existsSync(join(import.meta.dirname, '../../node_modules/pkcs11js/build'));
  const why = missing ?? (bound ? undefined : 'pkcs11js, which npm compiles at installation');
  if (why === undefined) return false;
  if (process.env.CI === 'true') throw new Error(`${why} is not installed`);
  return `${why} is not installed`;
}
