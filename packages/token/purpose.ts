import type { Certificate } from '@kaika/pki/certificate';
import { certificatePoliciesOf } from '@kaika/pki/policy';
import { extKeyUsageOf, keyUsageOf, PURPOSE } from '@kaika/pki/usage';
import { TokenError } from './error.ts';

/**
 * Admits certificates made for authentication alone: keyUsage digitalSignature (RFC 5280 §4.2.1.3), EKU clientAuth
 * (§4.2.1.12; anyExtendedKeyUsage does not count), one of `policies` (dotted) written in it. Certificates for signing,
 * encryption or presence carry other policies and are refused. Throws TokenError `certificate.wrong-use`.
 */
export function checkPurpose(certificate: Certificate, policies: readonly string[]): void {
  if (!keyUsageOf(certificate)?.has('digitalSignature')) {
    throw new TokenError('certificate.wrong-use', 'key-usage');
  }
  if (!extKeyUsageOf(certificate)?.has(PURPOSE.clientAuth)) {
    throw new TokenError('certificate.wrong-use', 'extended-key-usage');
  }
  const own = certificatePoliciesOf(certificate) ?? [];
  if (!own.some(({ oid }) => policies.includes(oid))) {
    throw new TokenError('certificate.wrong-use', 'policy');
  }
}
