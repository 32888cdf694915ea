import type { CertificateStatus } from '@kaika/ca/status';
import type { StatusRow } from '../store/status.ts';

/** A certificate's status in the words of `@kaika/ca/status`, which maps it to OCSP and CRL. */
export function statusOf(
  certificate: Pick<StatusRow, 'state' | 'since' | 'heldSince' | 'reason'>,
): CertificateStatus {
  const { state, since, heldSince, reason } = certificate;
  switch (state) {
    case 'drafted':
    case 'lost':
      return { state: 'drafted-unsigned', since };
    case 'good':
      return { state: 'good' };
    case 'hold':
    case 'suspended':
    case 'superseded':
      return { state, since: heldSince ?? since };
    case 'revoked':
      return { state, since: heldSince ?? since, reason: reason ?? 'unspecified' };
  }
}
