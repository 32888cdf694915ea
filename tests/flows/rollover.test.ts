import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { demoDescription } from '@kaika/authority/ca/description';
import { renewDueFilters } from '@kaika/authority/status/filter';
import { certificatesOfCard } from '@kaika/authority/store/certificate';
import { keep } from '@kaika/authority/store/save';
import { generationOf } from '@kaika/ca/ceremony-description';
import { type Certificate, parseCertificate } from '@kaika/pki/certificate';
import { addressesOf, crlDistributionPointsOf } from '@kaika/pki/distribution';
import { verifyFilter } from '@kaika/pki/filter';
import { certIdFor } from '@kaika/pki/ocsp';
import { encodeOcspRequest } from '@kaika/pki/ocsp-request';
import { parseOcspResponse } from '@kaika/pki/ocsp-response';
import { verifyOcspResponse } from '@kaika/pki/ocsp-verify';
import { validatePath } from '@kaika/pki/path';
import { type Certificate as Record, release, revokeCertificate } from '@kaika/registry/certificate';
import { system } from '@kaika/registry/change';
import { issueCard, openAuthority, type TestAuthority } from './authority.ts';

type Issued = { readonly record: Record; readonly certificate: Certificate };

/** Two generations of root and issuing authorities, the second made while cards of the first are in use. */
describe('a rollover to new keys', { timeout: 60_000 }, () => {
  let house: TestAuthority;
  let old: Issued;
  let young: Issued;

  before(async () => {
    house = await openAuthority();
    old = await releaseOne(house);
    const description = demoDescription(house.origin);
    house = await house.restart({ ceremony: { ...description, generation: 2 } });
    young = await releaseOne(house);
  });
  after(async () => {
    await house[Symbol.asyncDispose]();
  });

  it('leaves certificates of the old key valid beside those of the new, by list and by OCSP', async () => {
    assert.equal(generationOf(house.context.ca.description, 'issuing-cards'), 2);
    assert.deepEqual(
      [old.record.generation, young.record.generation],
      ['issuing-cards/1', 'issuing-cards/2'],
    );
    assert.deepEqual(old.certificate.issuer, young.certificate.issuer);
    for (const issued of [old, young]) {
      const crls = await listsFor(house, issued.certificate);
      assert.deepEqual(await judge(house, issued.certificate, { crls }), 'valid');
      assert.equal((await status(house, issued)).status, 'good');
    }
  });

  it('answers for each key by its own list and its own responder alone', async () => {
    const crls = await listsFor(house, young.certificate);
    assert.equal(await judge(house, old.certificate, { crls }), 'path.status-unknown');
    const id = certIdFor(issuerOf(house, old), old.certificate.serial);
    const { der } = await house.ocsp.answer(young.record.generation, encodeOcspRequest([id]));
    assert.deepEqual(parseOcspResponse(der), { status: 'unauthorized' });
  });

  it('revokes a certificate of the old key on the old key’s list, responder and filter', async () => {
    const active = { ...old.record, version: old.record.version + 1, state: 'good' } as const;
    await keep(
      house.context.db,
      revokeCertificate(active, 'keyCompromise', { by: system, now: house.clock.now }),
    );
    const said = await status(house, old);
    assert.equal(said.status === 'revoked' && said.reason, 'keyCompromise');
    house.clock.now = new Date(house.clock.now.getTime() + 25 * 3600_000);
    const crls = await listsFor(house, old.certificate);
    assert.equal(await judge(house, old.certificate, { crls }), 'path.revoked');
    const fresh = await listsFor(house, young.certificate);
    assert.equal(await judge(house, young.certificate, { crls: fresh }), 'valid');
    await renewDueFilters(house.context);
    for (const [issued, listed] of [
      [old, 4],
      [young, 3],
    ] as const) {
      const response = await house.fetch(
        new Request(`${house.origin}/pki/${issued.record.generation}/filter`),
      );
      const der = new Uint8Array(await response.arrayBuffer());
      const issuer = generationCertificate(house, issued);
      assert.equal(verifyFilter(der, { issuer, now: house.clock.now }).listed, listed);
    }
  });
});

/** A card’s first certificate, released as activation does; its three others stay on hold. */
async function releaseOne(house: TestAuthority): Promise<Issued> {
  const { number } = await issueCard(house);
  const [record] = await certificatesOfCard(house.context.db, number);
  assert.ok(record?.der);
  await keep(house.context.db, release(record, system, house.clock.now));
  return { record, certificate: parseCertificate(record.der) };
}

function generationCertificate({ context }: TestAuthority, { record }: Issued): Certificate {
  const found = context.ca.generations.get(record.generation);
  assert.ok(found);
  return found.certificate;
}

function issuerOf(house: TestAuthority, issued: Issued) {
  const { subject: name, spki } = generationCertificate(house, issued);
  return { name, spki };
}

/** The lists a relying party fetches for a certificate and for the authorities above it. */
async function listsFor(house: TestAuthority, certificate: Certificate): Promise<readonly Uint8Array[]> {
  const above = house.trust.intermediates.map(parseCertificate);
  const addresses = [certificate, ...above].flatMap((one) => addressesOf(crlDistributionPointsOf(one)));
  const own = addresses.slice(0, 1);
  const roots = addresses.slice(1);
  return Promise.all(
    [...own, ...new Set(roots)].map(async (address) => {
      const response = await house.fetch(new Request(address));
      assert.equal(response.status, 200, address);
      return new Uint8Array(await response.arrayBuffer());
    }),
  );
}

async function judge(
  house: TestAuthority,
  certificate: Certificate,
  revocation: { readonly crls: readonly Uint8Array[] },
): Promise<string> {
  const result = await validatePath({
    certificate,
    anchors: house.trust.roots.map(parseCertificate),
    intermediates: house.trust.intermediates.map(parseCertificate),
    at: house.clock.now,
    revocation,
  });
  return result.valid ? 'valid' : result.refusal.code;
}

async function status(house: TestAuthority, issued: Issued) {
  const { certificate, record } = issued;
  const id = certIdFor(issuerOf(house, issued), certificate.serial, 'sha256');
  const { der } = await house.ocsp.answer(record.generation, encodeOcspRequest([id]));
  const issuer = generationCertificate(house, issued);
  return verifyOcspResponse(der, { certificate, issuer, now: house.clock.now });
}
