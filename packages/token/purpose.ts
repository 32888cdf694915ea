import { atEnd, type Cursor, enterSequence, readNamedBits, readOid, skip } from '@kaika/bytes/cursor';
import type { Certificate } from '@kaika/pki/certificate';
import { EXTENSION, extensionOf } from '@kaika/pki/extension';
import { TokenError } from './error.ts';

const DIGITAL_SIGNATURE = 0;
const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';

/**
 * Admits certificates made for authentication alone: keyUsage digitalSignature (RFC 5280 §4.2.1.3), EKU clientAuth
 * (§4.2.1.12; anyExtendedKeyUsage does not count), one of `policies` (dotted). Certificates for signing, encryption or
 * presence carry other policies and are refused. Throws TokenError `certificate.wrong-use`.
 */
export function checkPurpose(certificate: Certificate, policies: readonly string[]): void {
  const usage = extensionOf(certificate, EXTENSION.keyUsage, (value) => readNamedBits(value)) ?? [];
  if (!usage.includes(DIGITAL_SIGNATURE)) throw new TokenError('certificate.wrong-use', 'key-usage');
  const extended = extensionOf(certificate, EXTENSION.extKeyUsage, readOids) ?? [];
  if (!extended.includes(CLIENT_AUTH)) throw new TokenError('certificate.wrong-use', 'extended-key-usage');
  const own = extensionOf(certificate, EXTENSION.certificatePolicies, readPolicies) ?? [];
  if (!own.some((policy) => policies.includes(policy)))
    throw new TokenError('certificate.wrong-use', 'policy');
}

function readOids(value: Cursor): readonly string[] {
  const list = enterSequence(value);
  const oids: string[] = [];
  while (!atEnd(list)) oids.push(readOid(list));
  return oids;
}

function readPolicies(value: Cursor): readonly string[] {
  const list = enterSequence(value);
  const policies: string[] = [];
  while (!atEnd(list)) {
    const information = enterSequence(list);
    policies.push(readOid(information));
    while (!atEnd(information)) skip(information);
  }
  return policies;
}
