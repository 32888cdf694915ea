import type { Reason } from '@kaika/pki/reason';

/**
 * What became of a certificate. A serial number is recorded before anything is signed, so a draft has a status too.
 *
 * | state | OCSP | CRL |
 * | --- | --- | --- |
 * | drafted-unsigned | revoked, no reason, at the time it was drafted | not listed: there is no certificate |
 * | hold | revoked, certificateHold | certificateHold |
 * | good | good | absent |
 * | suspended | revoked, certificateHold | certificateHold |
 * | superseded | revoked, superseded | superseded |
 * | revoked | revoked, its reason; the date of the hold where one went before | the same |
 * | expired | as it was before it expired | absent, after it stood on one list past its notAfter |
 */
export type CertificateStatus =
  | { readonly state: 'drafted-unsigned'; readonly since: Date }
  | { readonly state: 'hold'; readonly since: Date }
  | { readonly state: 'good' }
  | { readonly state: 'suspended'; readonly since: Date }
  | { readonly state: 'superseded'; readonly since: Date }
  | { readonly state: 'revoked'; readonly since: Date; readonly reason: RevocationReason }
  | { readonly state: 'expired'; readonly before: Exclude<CertificateStatus, { state: 'expired' }> };

/** Reasons a person or the system can give, in the words of the records; the hold has states of its own. */
export type RevocationReason =
  | 'unspecified'
  | 'keyCompromise'
  | 'caCompromise'
  | 'affiliationChanged'
  | 'superseded'
  | 'cessationOfOperation'
  | 'privilegeWithdrawn';

export type CertificateStatusState = CertificateStatus['state'];

/** What the status services say of a certificate: the one mapping behind OCSP and CRL. */
export type PublishedStatus =
  | { readonly revoked: false }
  | { readonly revoked: true; readonly at: Date; readonly reason: Reason };

/** Maps a status to what is published about it (the table above). */
export function publishedStatus(status: CertificateStatus): PublishedStatus {
  switch (status.state) {
    case 'good':
      return { revoked: false };
    case 'hold':
    case 'suspended':
      return { revoked: true, at: status.since, reason: 'certificateHold' };
    case 'drafted-unsigned':
      return { revoked: true, at: status.since, reason: 'unspecified' };
    case 'superseded':
      return { revoked: true, at: status.since, reason: 'superseded' };
    case 'revoked':
      return { revoked: true, at: status.since, reason: reasonOf(status.reason) };
    case 'expired':
      return publishedStatus(status.before);
  }
}

/** Whether the status may change again at any moment: such answers are kept only for a minute. */
export function isHeld(status: CertificateStatus): boolean {
  return status.state === 'hold' || status.state === 'suspended' || status.state === 'drafted-unsigned';
}

/** A status turned final by revocation; a hold's date stays (a signature made since then was made on hold). */
export function revokedStatus(
  before: CertificateStatus,
  reason: RevocationReason,
  now: Date,
): CertificateStatus {
  const held = before.state === 'hold' || before.state === 'suspended';
  return { state: 'revoked', since: held ? before.since : now, reason };
}

/** RFC 5280 §5.3.1 spells one of them its own way. */
function reasonOf(reason: RevocationReason): Reason {
  return reason === 'caCompromise' ? 'cACompromise' : reason;
}
