import { equal } from '@kaika/bytes/bytes';
import { signatureAlgorithm } from '@kaika/pki/algorithm';
import { assembleCertificate, type Certificate, parseCertificate } from '@kaika/pki/certificate';
import { CaError } from './error.ts';
import type { LintedDraft } from './lint.ts';
import { type Signer, signChecked } from './signer.ts';

/** Drafts that were handed to a key, whatever came of it. */
const spent = new WeakSet<LintedDraft>();

/**
 * Signs a draft (RFC 5280 §4.1.1.3), once: two certificates with one serial number must never exist, and two signatures over one draft are
 * two certificates. What comes back was verified with the issuer's public key and read again.
 * @throws CaError `draft.signed-twice`, `signer.mismatch` (another key or algorithm than the draft names),
 * `signature.wrong`
 */
export async function signDraft(draft: LintedDraft, signer: Signer): Promise<Certificate> {
  const certificate = `${draft.profile.name} ${draft.serialNumber}`;
  const { issuer } = draft;
  if (signer.algorithm !== issuer.algorithm || !equal(signer.publicKey, issuer.publicKey)) {
    throw new CaError('signer.mismatch', { certificate, field: 'signatureAlgorithm' });
  }
  if (spent.has(draft)) throw new CaError('draft.signed-twice', { certificate, field: 'serialNumber' });
  spent.add(draft);
  const signature = await signChecked(signer, draft.tbs, certificate);
  return parseCertificate(assembleCertificate(draft.tbs, signatureAlgorithm(signer.algorithm), signature));
}
