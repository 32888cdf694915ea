import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createSign, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { certificateToPem } from '@kaika/pki/certificate';
import { crlNumberOf, crlToPem, isCrlSignedBy, parseCrl } from '@kaika/pki/crl';
import { findRevocation, indexCrl, isListed } from '@kaika/pki/crl-index';
import { issuingDistributionPointOf } from '@kaika/pki/distribution';
import { makeExampleHouse } from './ceremony.example.ts';
import { type CrlRequest, issueCrl, type StatusRecord, streamCrl } from './crl.ts';
import { CaError } from './error.ts';
import { crlAddress, crlScopeOf } from './issuer.ts';
import { signerOfKey } from './signer.ts';
import type { CertificateStatus } from './status.ts';

const now = new Date('2026-11-21T08:00:00Z');
const house = await makeExampleHouse(now);
const { issuer, signer, certificate: issuing } = house.authority('issuing-cards');
const later = new Date('2031-01-01T00:00:00Z');

test('each status stands in the list as the mapping table says', async () => {
  const since = new Date('2026-11-20T00:00:00Z');
  const states: readonly (readonly [CertificateStatus, string | undefined])[] = [
    [{ state: 'good' }, undefined],
    [{ state: 'drafted-unsigned', since }, undefined],
    [{ state: 'hold', since }, 'certificateHold'],
    [{ state: 'suspended', since }, 'certificateHold'],
    [{ state: 'superseded', since }, 'superseded'],
    [{ state: 'revoked', since, reason: 'keyCompromise' }, 'keyCompromise'],
    [
      { state: 'expired', before: { state: 'revoked', since, reason: 'affiliationChanged' } },
      'affiliationChanged',
    ],
  ];
  const records = states.map(([status], index) => record(index, status));
  const crl = await issued({ scope: 'complete', number: 1, now }, records);
  for (const [index, [, reason]] of states.entries()) {
    assert.equal(findRevocation(crl, record(index, { state: 'good' }).serial)?.reason, reason);
  }
});

test('an expired certificate leaves the list only after one list issued past its end', async () => {
  const revoked: CertificateStatus = { state: 'revoked', since: now, reason: 'keyCompromise' };
  const expired = { ...record(1, revoked), notAfter: new Date('2026-11-21T07:30:00Z') };
  const first = { scope: 'complete', number: 1, now, previous: new Date('2026-11-21T07:00:00Z') } as const;
  assert.ok(isListed(await issued(first, [expired]), expired.serial));
  const next = { scope: 'complete', number: 2, now, previous: new Date('2026-11-21T07:45:00Z') } as const;
  assert.ok(!isListed(await issued(next, [expired]), expired.serial));
});

test('a shard holds its own serial numbers and names the address that certificates give', async () => {
  const revoked: CertificateStatus = { state: 'revoked', since: now, reason: 'unspecified' };
  const records = Array.from({ length: 40 }, (_, index) => record(index, revoked));
  const crl = await issued({ scope: 2, number: 7, now }, records);
  for (const { serial } of records) assert.equal(isListed(crl, serial), crlScopeOf(issuer, serial) === 2);
  assert.equal(crlNumberOf(crl.crl), 7n);
  const point = issuingDistributionPointOf(crl.crl)?.name;
  assert.ok(point?.kind === 'fullName');
  assert.deepEqual(point.names, [{ kind: 'uniformResourceIdentifier', value: crlAddress(issuer, 2) }]);
});

test('OpenSSL finds a revoked certificate revoked and a good one good, by shard', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kaika-crl-'));
  try {
    const good = (await house.issue('signature', 'issuing-cards')).certificate;
    const held = (await house.issue('signature', 'issuing-cards')).certificate;
    const records: StatusRecord[] = [
      { serial: good.serial, status: { state: 'good' }, notAfter: good.notAfter },
      { serial: held.serial, status: { state: 'hold', since: now }, notAfter: held.notAfter },
    ];
    const root = house.authority('root');
    writeFileSync(join(folder, 'root.pem'), certificateToPem(root.certificate));
    writeFileSync(join(folder, 'issuing.pem'), certificateToPem(issuing));
    const top = await issueCrl(root.issuer, root.signer, {
      request: { scope: 'complete', number: 1, now },
      records: [],
    });
    for (const [certificate, expected] of [
      [good, /end\.pem: OK/],
      [held, /certificate revoked/],
    ] as const) {
      const crl = await issueCrl(issuer, signer, {
        request: { scope: crlScopeOf(issuer, certificate.serial), number: 1, now },
        records,
      });
      writeFileSync(join(folder, 'crls.pem'), crlToPem(top) + crlToPem(crl));
      writeFileSync(join(folder, 'end.pem'), certificateToPem(certificate));
      assert.match(verify(folder), expected);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('no list outlives seven days or its issuer', async () => {
  const request: CrlRequest = { scope: 'complete', number: 1, now, days: 8 };
  await assert.rejects(issueCrl(issuer, signer, { request, records: [] }), isRefusal('crl.times'));
  const end = issuing.notAfter;
  const last = { scope: 'complete', number: 1, now: new Date(end.getTime() - 3_600_000) } as const;
  assert.deepEqual((await issueCrl(issuer, signer, { request: last, records: [] })).nextUpdate, end);
  const beyond = { ...last, now: end };
  await assert.rejects(issueCrl(issuer, signer, { request: beyond, records: [] }), isRefusal('crl.times'));
});

test('a list written in pieces is the same list', async () => {
  const revoked: CertificateStatus = { state: 'revoked', since: now, reason: 'unspecified' };
  const records = Array.from({ length: 300 }, (_, index) => record(index, revoked));
  const key = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const own = signerOfKey(key.privateKey);
  const stream = createSign('sha256');
  const pieces = streamCrl(
    { ...issuer, publicKey: own.publicKey, keyId: own.keyId },
    { update: (chunk) => stream.update(chunk), sign: () => new Uint8Array(stream.sign(key.privateKey)) },
    { request: { scope: 'complete', number: 1, now }, records },
  );
  const crl = parseCrl(new Uint8Array(Buffer.concat(await Array.fromAsync(pieces))));
  assert.ok(isCrlSignedBy(crl, own.publicKey));
  assert.equal(indexCrl(crl).count, 300);
});

test('a shard that does not exist, a negative number and a foreign key are refused', async () => {
  const other = house.authority('issuing-software').signer;
  const request: CrlRequest = { scope: 'complete', number: 1, now };
  await assert.rejects(issueCrl(issuer, other, { request, records: [] }), isRefusal('signer.mismatch'));
  for (const [change, code] of [
    [{ scope: 4 }, 'crl.scope'],
    [{ number: -1 }, 'crl.number'],
  ] as const) {
    await assert.rejects(
      issueCrl(issuer, signer, { request: { ...request, ...change }, records: [] }),
      isRefusal(code),
    );
  }
});

function record(index: number, status: CertificateStatus): StatusRecord {
  const serial = new Uint8Array(17)
    .fill(1)
    .with(15, index >> 8)
    .with(16, index & 0xff);
  return { serial, status, notAfter: later };
}

async function issued(request: CrlRequest, records: readonly StatusRecord[]) {
  return indexCrl(parseCrl((await issueCrl(issuer, signer, { request, records })).der));
}

function verify(folder: string): string {
  const at = String(now.getTime() / 1000 + 60);
  const trust = ['-CAfile', 'root.pem', '-untrusted', 'issuing.pem', '-CRLfile', 'crls.pem'];
  const args = ['verify', '-x509_strict', '-crl_check_all', '-attime', at, ...trust, 'end.pem'];
  try {
    return execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    return error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
  }
}

function isRefusal(code: string) {
  return (error: unknown) => error instanceof CaError && error.code === code;
}
