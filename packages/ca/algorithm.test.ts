import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { test } from 'node:test';
import { type Certificate, parseCertificate } from '@kaika/pki/certificate';
import { verifyFilter } from '@kaika/pki/filter';
import { certIdFor } from '@kaika/pki/ocsp';
import { type PathQuestion, validatePath } from '@kaika/pki/path';
import { type ExampleHouse, makeExampleHouse } from './ceremony.example.ts';
import { issueCrl } from './crl.ts';
import { issueFilter } from './filter.ts';
import { answerOcsp, responderOf } from './ocsp.ts';
import { authorityKeys } from './profile-limit.ts';
import { signerOfKey } from './signer.ts';
import type { CertificateStatus } from './status.ts';

const now = new Date('2026-11-21T08:00:00Z');
const revoked: CertificateStatus = { state: 'revoked', since: now, reason: 'keyCompromise' };

for (const kind of authorityKeys) {
  test(`an authority with a ${kind} key issues, and answers by list, by OCSP and by filter`, async () => {
    const key = newKey(kind);
    const house = await makeExampleHouse(now, new Map([['issuing-software', key]]));
    const { certificate } = await house.issue('software', 'issuing-software');
    for (const [status, valid] of [
      [{ state: 'good' }, true],
      [revoked, false],
    ] as const) {
      const lists = [await rootList(house), await listOf(house, certificate, status)];
      const answer = await answerOf(house, certificate, status);
      const byList = await ask(house, certificate, { crls: lists });
      const byAnswer = await ask(house, certificate, { ocspResponses: [answer], targetOnly: true });
      for (const result of [byList, byAnswer]) {
        assert.equal(result.valid, valid);
        if (!result.valid) assert.equal(result.refusal.code, 'path.revoked');
      }
    }
    await believesFilter(house, certificate);
    await believesNoOther(house, certificate);
  });

  test(`a root with a ${kind} key stands above the whole hierarchy`, async () => {
    const house = await makeExampleHouse(now, new Map([['root', newKey(kind)]]));
    const { certificate } = await house.issue('software', 'issuing-software');
    const lists = [await rootList(house), await listOf(house, certificate, { state: 'good' })];
    assert.ok((await ask(house, certificate, { crls: lists })).valid);
  });
}

const keys = new Map<string, KeyObject>();

/** RSA keys take a second to make: one of each length does for all. */
function newKey(kind: (typeof authorityKeys)[number]): KeyObject {
  const made = keys.get(kind) ?? makeKey(kind);
  keys.set(kind, made);
  return made;
}

function makeKey(kind: (typeof authorityKeys)[number]): KeyObject {
  switch (kind) {
    case 'p256':
    case 'p384':
      return generateKeyPairSync('ec', { namedCurve: `P-${kind.slice(1)}` }).privateKey;
    case 'rsa2048':
    case 'rsa3072':
    case 'rsa4096':
      return generateKeyPairSync('rsa', { modulusLength: Number(kind.slice(3)) }).privateKey;
    case 'ed25519':
      return generateKeyPairSync('ed25519').privateKey;
    case 'ml-dsa-65':
      return generateKeyPairSync('ml-dsa-65').privateKey;
  }
}

function ask(
  house: ExampleHouse,
  certificate: Certificate,
  revocation?: NonNullable<PathQuestion['revocation']>,
) {
  return validatePath({
    certificate,
    intermediates: [house.authority('issuing-software').certificate],
    anchors: [house.authority('root').certificate],
    at: now,
    ...(revocation ? { revocation } : {}),
  });
}

async function rootList(house: ExampleHouse): Promise<Uint8Array> {
  const { issuer, signer } = house.authority('root');
  return (await issueCrl(issuer, signer, { request: { scope: 'complete', number: 1, now }, records: [] }))
    .der;
}

async function listOf(house: ExampleHouse, { serial, notAfter }: Certificate, status: CertificateStatus) {
  const { issuer, signer } = house.authority('issuing-software');
  const request = { scope: 'complete', number: 1, now } as const;
  return (await issueCrl(issuer, signer, { request, records: [{ serial, status, notAfter }] })).der;
}

async function answerOf(house: ExampleHouse, { serial }: Certificate, status: CertificateStatus) {
  const { issuer } = house.authority('issuing-software');
  const delegate = await house.issue('ocsp-responder', 'issuing-software');
  const responder = responderOf(issuer, delegate.certificate, signerOfKey(delegate.key));
  const id = certIdFor({ name: issuer.name, spki: issuer.publicKey }, serial, 'sha256');
  return (await answerOcsp(responder, [{ id, status }], { now })).der;
}

async function believesFilter(house: ExampleHouse, { serial }: Certificate): Promise<void> {
  const { issuer, signer, certificate } = house.authority('issuing-software');
  const request = { number: 1, thisUpdate: now, nextUpdate: now, coversBefore: now };
  const { der } = await issueFilter(issuer, signer, { request, records: [[{ serial, listed: true }]] });
  assert.equal(verifyFilter(der, { issuer: certificate, now }).listed, 1);
}

/** One bit of the signature, or another key of the same kind: neither is believed. */
async function believesNoOther(house: ExampleHouse, certificate: Certificate): Promise<void> {
  const { der } = certificate;
  const flipped = parseCertificate(der.with(der.length - 2, (der.at(-2) ?? 0) ^ 1));
  assert.ok(!(await ask(house, flipped)).valid);
  const namesake = await makeExampleHouse(now);
  const theirs = await namesake.issue('software', 'issuing-software');
  assert.ok(!(await ask(house, theirs.certificate)).valid);
}
