import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { certificateToPem } from '@kaika/pki/certificate';
import { nameOf } from '@kaika/pki/name';
import { makeExampleHouse } from './ceremony.example.ts';
import { draftCertificate } from './draft.ts';
import { CaError } from './error.ts';
import { approveDraft } from './lint.ts';
import { makeSerial } from './serial.ts';
import { signDraft } from './sign.ts';
import { signerOfKey } from './signer.ts';

const now = new Date('2026-11-21T08:00:00Z');
const house = await makeExampleHouse(now);

test('every profile makes a certificate that OpenSSL verifies up to its root', async () => {
  await inFolder(async (folder) => {
    const root = house.authority('root').certificate;
    writeFileSync(join(folder, 'root.pem'), certificateToPem(root));
    for (const by of ['issuing-cards', 'issuing-software'] as const) {
      writeFileSync(join(folder, `${by}.pem`), certificateToPem(house.authority(by).certificate));
    }
    for (const [profile, { issuers }] of Object.entries(house.profiles)) {
      const by = issuers[0];
      if (by !== 'issuing-cards' && by !== 'issuing-software') continue;
      const issued = await house.issue(house.profiles[profile as 'presence'].name, by);
      writeFileSync(join(folder, 'end.pem'), certificateToPem(issued.certificate));
      const at = String(now.getTime() / 1000 + 60);
      const args = [
        'verify',
        '-x509_strict',
        '-attime',
        at,
        '-CAfile',
        'root.pem',
        '-untrusted',
        `${by}.pem`,
      ];
      assert.match(
        execFileSync('openssl', [...args, 'end.pem'], { cwd: folder, encoding: 'utf8' }),
        /OK/,
        profile,
      );
    }
  });
});

test('a draft is signed only once', async () => {
  const { issuer, signer } = house.authority('issuing-cards');
  const draft = approveDraft(draftOf('authentication'), { now, isDuplicate: () => false });
  await signDraft(draft, signer);
  assert.equal(issuer.profile, 'issuing-cards');
  await assert.rejects(signDraft(draft, signer), isRefusal('draft.signed-twice'));
});

test('a draft is signed only with the key it names', async () => {
  const draft = approveDraft(draftOf('authentication'), { now, isDuplicate: () => false });
  const other = signerOfKey(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
  await assert.rejects(signDraft(draft, other), isRefusal('signer.mismatch'));
});

test('a signature that does not verify never becomes a certificate', async () => {
  const { signer } = house.authority('issuing-cards');
  const faulty = { ...signer, sign: (tbs: Uint8Array) => signer.sign(tbs.with(0, 0x31)) };
  const draft = approveDraft(draftOf('authentication'), { now, isDuplicate: () => false });
  await assert.rejects(signDraft(draft, faulty), isRefusal('signature.wrong'));
});

function draftOf(profile: 'authentication') {
  return draftCertificate(requestOf(), house.profiles[profile], house.authority('issuing-cards').issuer);
}

function requestOf() {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    serial: makeSerial(1, randomBytes(16)),
    subject: nameOf(['C', 'TW'], ['O', '安新會計師事務所'], ['CN', '安新會計師事務所']),
    publicKey: new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })),
    notBefore: now,
    notAfter: new Date('2028-11-21T07:59:59Z'),
    organisation: { oid: '1.3.6.1.4.1.32473.1.4.1', kind: '1.3.6.1.4.1.32473.1.3.5' },
  };
}

function isRefusal(code: string) {
  return (error: unknown) => error instanceof CaError && error.code === code;
}

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'kaika-ca-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
