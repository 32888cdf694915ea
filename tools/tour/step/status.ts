import { accessAddresses } from '@kaika/pki/access';
import { type Certificate, parseCertificate } from '@kaika/pki/certificate';
import { certIdFor } from '@kaika/pki/ocsp';
import { encodeOcspRequest } from '@kaika/pki/ocsp-request';
import { verifyOcspResponse } from '@kaika/pki/ocsp-verify';
import type { Visitor } from '../visitor.ts';
import { find } from '../visitor.ts';
import type { Walk } from '../walk.ts';

export type Told = { readonly certificate: Certificate; readonly status: string };

/** Finds a card's first certificate on the public query page, downloads it and its issuer and asks OCSP, as a stranger would. */
export async function askStatus({ origins, visitor, fetch, now }: Walk, cardNumber: string): Promise<Told> {
  const stranger = visitor();
  const page = await stranger.read(`${origins.authority}/certificate?q=${cardNumber}`);
  const file = find(page, /href="(\/certificate\/[0-9a-f]+\/certificate\.cer)"/, 'a certificate to download');
  const certificate = parseCertificate(await stranger.load(`${origins.authority}${file}`));
  const issuer = await loadIssuer(stranger, certificate);
  const id = certIdFor({ name: issuer.subject, spki: issuer.spki }, certificate.serial, 'sha256');
  const [ocsp = ''] = accessAddresses(certificate, 'ocsp');
  const response = await fetch(ocsp, {
    method: 'POST',
    headers: { 'content-type': 'application/ocsp-request' },
    body: Uint8Array.from(encodeOcspRequest([id])),
  });
  const answer = new Uint8Array(await response.arrayBuffer());
  const verdict = verifyOcspResponse(answer, { certificate, issuer, now: now() });
  const reason = verdict.status === 'revoked' && verdict.reason !== undefined ? ` (${verdict.reason})` : '';
  return { certificate, status: `${verdict.status}${reason}` };
}

async function loadIssuer(stranger: Visitor, certificate: Certificate): Promise<Certificate> {
  const [address = ''] = accessAddresses(certificate, 'caIssuers');
  return parseCertificate(await stranger.load(address));
}
