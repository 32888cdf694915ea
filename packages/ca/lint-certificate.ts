import { type Certificate, isSignedBy } from '@kaika/pki/certificate';
import type { Draft } from './draft.ts';
import { type Finding, fault } from './finding.ts';
import type { Issuer } from './issuer.ts';
import { type LintContext, lintDraft } from './lint.ts';
import type { Profile } from './profile.ts';

/**
 * Judges a certificate that was signed, as it was read again: all that is asked of its draft, and the issuer's signature.
 * @param issuer as it was when the certificate was made
 */
export function lintCertificate(
  certificate: Certificate,
  made: { readonly profile: Profile; readonly issuer: Issuer },
  context: LintContext,
): readonly Finding[] {
  const { tbs, serialNumber } = certificate;
  const draft = { tbs, serialNumber, ...made } as Draft; // the brand exists in the type alone
  const signed = isSignedBy(certificate, made.issuer.publicKey);
  return [...lintDraft(draft, context), ...(signed ? [] : [fault('algorithm.mismatch', 'signatureValue')])];
}
