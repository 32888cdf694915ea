import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Certificate, certificateToPem } from '@kaika/pki/certificate';
import { certIdFor } from '@kaika/pki/ocsp';
import { verifyOcspResponse } from '@kaika/pki/ocsp-verify';
import { makeExampleHouse } from './ceremony.example.ts';
import { CaError } from './error.ts';
import { answerOcsp, echoedNonce, responderOf } from './ocsp.ts';
import { signerOfKey } from './signer.ts';
import type { CertificateStatus } from './status.ts';

// OpenSSL's ocsp command compares with the system's clock.
const now = new Date(Math.floor(Date.now() / 1000) * 1000);
const house = await makeExampleHouse(now);
const { issuer, certificate: issuing } = house.authority('issuing-cards');
const { certificate } = await house.issue('authentication', 'issuing-cards');
const delegate = await house.issue('ocsp-responder', 'issuing-cards', {
  notAfter: new Date(now.getTime() + 10_000_000),
});
const responder = responderOf(issuer, delegate.certificate, signerOfKey(delegate.key));
const held: CertificateStatus = { state: 'hold', since: now };

test('each status is answered as the mapping table says', async () => {
  const since = new Date(now.getTime() - 86_400_000);
  const rows: readonly (readonly [CertificateStatus | undefined, string, string?])[] = [
    [{ state: 'good' }, 'good'],
    [{ state: 'hold', since }, 'revoked', 'certificateHold'],
    [{ state: 'suspended', since }, 'revoked', 'certificateHold'],
    [{ state: 'superseded', since }, 'revoked', 'superseded'],
    [{ state: 'revoked', since, reason: 'keyCompromise' }, 'revoked', 'keyCompromise'],
    [{ state: 'drafted-unsigned', since }, 'revoked'],
    [{ state: 'expired', before: { state: 'good' } }, 'good'],
    [undefined, 'unknown'],
  ];
  for (const [status, expected, reason] of rows) {
    const verdict = verifyOcspResponse((await answer(status)).der, { certificate, issuer: issuing, now });
    assert.equal(verdict.status, expected);
    assert.equal(verdict.status === 'revoked' ? verdict.reason : undefined, reason);
  }
});

test('a hold is believed for a minute, anything settled for an hour, nothing past the signer', async () => {
  assert.equal(seconds(await answer(held)), 60);
  assert.equal(seconds(await answer(undefined)), 60);
  assert.equal(seconds(await answer({ state: 'good' })), 3600);
  const end = delegate.certificate.notAfter.getTime();
  assert.equal(seconds(await answer({ state: 'good' }, new Date(end - 30_000))), 30);
  await assert.rejects(answer({ state: 'good' }, new Date(end)), isRefusal('ocsp.expired'));
});

test('no cache keeps an answer over a minute, and none one with a nonce', async () => {
  assert.equal((await answer({ state: 'good' })).maxAgeSeconds, 60);
  const nonce = new Uint8Array(32).fill(7);
  const live = await answerOcsp(responder, [{ id: idOf(certificate), status: held }], { now, nonce });
  assert.equal(live.maxAgeSeconds, 0);
  assert.equal(verifyOcspResponse(live.der, { certificate, issuer: issuing, now, nonce }).status, 'revoked');
});

test('nonces of 16 to 32 octets are echoed', () => {
  for (const [length, echoed] of [
    [15, false],
    [16, true],
    [32, true],
    [33, false],
  ] as const) {
    assert.equal(echoedNonce(new Uint8Array(length)) !== undefined, echoed);
  }
});

test('only a certificate for OCSP of this issuer and key makes a responder', async () => {
  const wrong = await house.issue('authentication', 'issuing-cards');
  assert.throws(
    () => responderOf(issuer, wrong.certificate, signerOfKey(wrong.key)),
    isRefusal('ocsp.signer'),
  );
  assert.throws(
    () => responderOf(issuer, delegate.certificate, signerOfKey(wrong.key)),
    isRefusal('ocsp.signer'),
  );
  const foreign = house.authority('issuing-software').issuer;
  assert.throws(
    () => responderOf(foreign, delegate.certificate, signerOfKey(delegate.key)),
    isRefusal('ocsp.signer'),
  );
});

test('OpenSSL verifies the answers', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kaika-ocsp-'));
  try {
    writeFileSync(join(folder, 'root.pem'), certificateToPem(house.authority('root').certificate));
    writeFileSync(join(folder, 'issuing.pem'), certificateToPem(issuing));
    writeFileSync(join(folder, 'end.pem'), certificateToPem(certificate));
    for (const [status, expected] of [
      [{ state: 'good' }, /end\.pem: good/],
      [held, /end\.pem: revoked[\s\S]*certificateHold/],
    ] as const) {
      writeFileSync(join(folder, 'answer.der'), (await answer(status)).der);
      const trust = ['-CAfile', 'root.pem', '-verify_other', 'issuing.pem', '-issuer', 'issuing.pem'];
      const args = ['ocsp', '-respin', 'answer.der', ...trust, '-cert', 'end.pem', '-no_nonce'];
      const said = execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
      assert.match(said, expected);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

function answer(status: CertificateStatus | undefined, at = now) {
  return answerOcsp(responder, [{ id: idOf(certificate), status }], { now: at });
}

function idOf({ serial }: Certificate) {
  return certIdFor({ name: issuer.name, spki: issuer.publicKey }, serial);
}

function seconds({
  thisUpdate,
  nextUpdate,
}: {
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
}): number {
  return (nextUpdate.getTime() - thisUpdate.getTime()) / 1000;
}

function isRefusal(code: string) {
  return (error: unknown) => error instanceof CaError && error.code === code;
}
