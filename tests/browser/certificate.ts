import assert from 'node:assert/strict';
import { accessAddresses } from '@kaika/pki/access';
import { parseCertificate } from '@kaika/pki/certificate';
import { certIdFor } from '@kaika/pki/ocsp';
import { encodeOcspRequest } from '@kaika/pki/ocsp-request';
import { verifyOcspResponse } from '@kaika/pki/ocsp-verify';
import type { Person } from './person.ts';

/** Looks a card up as anybody may and waits for this status of its certificates. */
export async function assertStatus(
  person: Person,
  cardNumber: string,
  { status, name }: { readonly status: readonly [string, string]; readonly name: string },
): Promise<void> {
  await person.open(`${person.house.origins.authority}/certificate`);
  await person.fill({ q: cardNumber });
  await person.press('查詢', 'Look up');
  const badges = person.page.locator('main .badge');
  await badges.first().waitFor();
  const said = await badges.allInnerTexts();
  assert.deepEqual(new Set(said.map((text) => text.trim())), new Set([person.say(...status)]));
  await person.see(name);
}

/** What the responder named in the certificate says of the first certificate on the page. */
export async function askOcsp({ page, house }: Person): Promise<string> {
  const link = page.locator('main a[href$="certificate.cer"]').first();
  const get = async (url: string, init?: RequestInit) =>
    new Uint8Array(await (await house.fetch(url, init)).arrayBuffer());
  const subject = parseCertificate(
    await get(new URL((await link.getAttribute('href')) ?? '', page.url()).href),
  );
  const [issuerAt = ''] = accessAddresses(subject, 'caIssuers');
  const [responder = ''] = accessAddresses(subject, 'ocsp');
  const issuer = parseCertificate(await get(issuerAt));
  const id = certIdFor({ name: issuer.subject, spki: issuer.spki }, subject.serial, 'sha256');
  const answer = await get(responder, {
    method: 'POST',
    headers: { 'content-type': 'application/ocsp-request' },
    body: Buffer.from(encodeOcspRequest([id])),
  });
  const verdict = verifyOcspResponse(answer, { certificate: subject, issuer, now: new Date() });
  return verdict.status;
}
