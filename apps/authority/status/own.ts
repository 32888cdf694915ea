import { parseCertificate } from '@kaika/pki/certificate';
import { certificateStatusOf } from '@kaika/registry/certificate';
import { TokenError } from '@kaika/token/error';
import type { FindStatus } from '@kaika/token/verify';
import type { Context } from '../context.ts';
import { findCertificate } from '../store/certificate.ts';

/** The status of a certificate by the authority's own record: nobody knows it earlier. */
export function trustedStatus({ db }: Pick<Context, 'db'>): FindStatus {
  return async ([der], at) => {
    const serial = der === undefined ? '' : parseCertificate(der).serialNumber;
    const certificate = await findCertificate(db, serial);
    if (certificate === null || certificate.der === null)
      throw new TokenError('certificate.not-trusted', 'status');
    switch (certificateStatusOf(certificate, at)) {
      case 'good':
        return 'authority';
      case 'hold':
      case 'suspended':
        throw new TokenError('certificate.on-hold', 'status');
      case 'expired':
        throw new TokenError('certificate.expired', 'status');
      default:
        throw new TokenError('certificate.revoked', 'status');
    }
  };
}
