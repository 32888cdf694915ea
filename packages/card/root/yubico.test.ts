import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { isSignedBy, parseCertificate } from '@kaika/pki/certificate';
import { sameName } from '@kaika/pki/name';
import { yubicoTrust } from './yubico.ts';

const fingerprint = (der: Uint8Array) => createHash('sha256').update(der).digest('hex');

test('the pinned roots are the two that Yubico publishes', () => {
  assert.deepEqual(yubicoTrust.roots.map(fingerprint), [
    '63ece914e54dd87915f34033c85af4c0696ba1512f8add66ced738331207b546',
    '62760c6a6ef91679f454c8902b80fd009825b3f25da90f1fbace2ec6586cd5a8',
  ]);
});

test('the intermediates are the published ones, and each is signed by a certificate above it', () => {
  const above = [...yubicoTrust.roots, ...(yubicoTrust.intermediates ?? [])].map(parseCertificate);
  for (const der of yubicoTrust.intermediates ?? []) {
    const one = parseCertificate(der);
    assert.ok(above.some((upper) => sameName(one.issuer, upper.subject) && isSignedBy(one, upper.spki)));
  }
  assert.deepEqual(yubicoTrust.intermediates?.map(fingerprint), [
    '4698a1d3389c3ec60016c216250f1d0439922832d65142327436376dc2942b55',
    'd4cc3f456fdaf4e7812a21aab1dfe9d8e27d24e2fd2d6f21c9940109f0daa754',
    '6de693f05376f5d8ca29069261e1c8626c75d503bd2edbfd75354cad1f722870',
    '2d55b7998f4e42569d6d8fa382b6dc77d1dacf07358b19701163892922b17052',
    '0c90b7d184a36edf50a35f9be935f0c5689bfdcfe5bdd073366cafb49061a440',
  ]);
});
