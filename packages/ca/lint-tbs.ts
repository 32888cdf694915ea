import { equal } from '@kaika/bytes/bytes';
import { signatureAlgorithm } from '@kaika/pki/algorithm';
import type { TbsCertificate } from '@kaika/pki/certificate';
import type { Draft } from './draft.ts';
import { type Finding, fault } from './finding.ts';
import { readableName } from './lint-subject.ts';
import { leastRandomBytes } from './serial.ts';

type Place = Pick<Draft, 'profile' | 'issuer'>;

const day = 86_400_000;
/** Prefix octet and 120 bits of randomness at least. */
const shortestSerial = 1 + leastRandomBytes;

/** The fields of RFC 5280 §4.1 that are no extensions, name the issuer, or bound the time. */
export function lintTbs(certificate: TbsCertificate, place: Place, now: Date): readonly Finding[] {
  return [
    ...lintSerial(certificate.serial),
    ...lintIssuer(certificate, place),
    ...lintValidity(certificate, place, now),
  ];
}

function lintSerial(serial: Uint8Array): readonly Finding[] {
  const found: Finding[] = [];
  if (serial.length > 20) found.push(fault('serial.length', 'serialNumber'));
  if ((serial[0] ?? 0) > 0x7f) found.push(fault('serial.sign', 'serialNumber'));
  if (serial.length < shortestSerial) found.push(fault('serial.entropy', 'serialNumber'));
  return found;
}

function lintIssuer(certificate: TbsCertificate, { profile, issuer }: Place): readonly Finding[] {
  const found: Finding[] = [];
  const algorithm = signatureAlgorithm(issuer.algorithm);
  if (certificate.version !== 3) found.push(fault('version.not-3', 'version'));
  if (!equal(certificate.signatureAlgorithm, algorithm.identifier) || algorithm.legacy) {
    found.push(fault('algorithm.mismatch', 'signature'));
  }
  const name = readableName(certificate.issuer);
  if (!name) found.push(fault('text.encoding', 'issuer'));
  if (name?.length === 0) found.push(fault('issuer.empty', 'issuer'));
  if (!equal(certificate.issuer, issuer.name)) found.push(fault('issuer.mismatch', 'issuer'));
  if (!profile.issuers.includes(issuer.profile)) found.push(fault('issuer.wrong-kind', 'issuer'));
  return found;
}

function lintValidity(
  certificate: TbsCertificate,
  { profile, issuer }: Place,
  now: Date,
): readonly Finding[] {
  const found: Finding[] = [];
  const from = certificate.notBefore.getTime();
  const to = certificate.notAfter.getTime();
  if (to <= from) found.push(fault('validity.order', 'validity'));
  // Both ends count (RFC 5280 §4.1.2.5), so the last second belongs to it.
  if (to + 1000 - from > profile.longestDays * day)
    found.push(fault('validity.too-long', 'validity.notAfter'));
  if (issuer.notAfter && to > issuer.notAfter.getTime()) {
    found.push(fault('validity.outlives-issuer', 'validity.notAfter'));
  }
  if (from < now.getTime() - day) found.push(fault('validity.backdated', 'validity.notBefore'));
  return found;
}
