import type { Certificate } from './certificate.ts';
import { basicConstraintsOf } from './constraint.ts';
import { isCrlSignedBy } from './crl.ts';
import { type CrlIndex, findRevocation } from './crl-index.ts';
import {
  crlDistributionPointsOf,
  type DistributionPointName,
  type IssuingDistributionPoint,
  issuingDistributionPointOf,
} from './distribution.ts';
import { PkiError } from './error.ts';
import { EXTENSION, unknownCritical } from './extension.ts';
import { sameGeneralName } from './general-name.ts';
import { sameName } from './name.ts';
import type { Reason } from './reason.ts';
import { refuseLegacy } from './signed.ts';
import { keyUsageOf } from './usage.ts';

/**
 * What a CRL is checked for. `signers`: certificates the caller trusts for the issuer of `certificate`, several where
 * its key was changed. `maxAgeSeconds`: how old thisUpdate may be. `skewSeconds`: how far the issuer's clock may be
 * ahead (60). `legacyAlgorithms` admits SHA-1.
 */
export type CrlQuestion = {
  readonly certificate: Certificate;
  readonly signers: readonly Certificate[];
  readonly now: Date;
  readonly maxAgeSeconds?: number;
  readonly skewSeconds?: number;
  readonly legacyAlgorithms?: boolean;
};

export type CrlVerdict =
  | { readonly status: 'good' }
  | { readonly status: 'revoked'; readonly revokedAt: Date; readonly reason: Reason | undefined };

const KNOWN: ReadonlySet<string> = new Set([
  EXTENSION.issuingDistributionPoint,
  EXTENSION.authorityKeyIdentifier,
  EXTENSION.crlNumber,
]);

/**
 * The status of a certificate by a complete CRL of its own issuer, RFC 5280 §6.3.3 without indirect and delta CRLs.
 * Throws `crl.issuer`, `crl.signature`, `crl.not-yet-valid`, `crl.stale`, `crl.critical` (about the OID),
 * `algorithm.legacy`, and `crl.scope` where the CRL says nothing of this certificate.
 */
export function verifyCrl(index: CrlIndex, question: CrlQuestion): CrlVerdict {
  const { crl } = index;
  const { certificate } = question;
  if (!sameName(crl.issuer, certificate.issuer)) throw new PkiError('crl.issuer');
  checkTimes(index, question);
  const critical = unknownCritical(crl, KNOWN)[0] ?? index.unknownCritical;
  if (critical) throw new PkiError('crl.critical', { about: critical });
  checkScope(index, certificate);
  checkSignature(index, question);
  const entry = findRevocation(index, certificate.serial);
  if (!entry || entry.reason === 'removeFromCRL') return { status: 'good' };
  return { status: 'revoked', revokedAt: entry.revokedAt, reason: entry.reason };
}

function checkTimes({ crl }: CrlIndex, { now, maxAgeSeconds, skewSeconds = 60 }: CrlQuestion): void {
  const age = now.getTime() - crl.thisUpdate.getTime();
  if (age < -skewSeconds * 1000) throw new PkiError('crl.not-yet-valid');
  if (crl.nextUpdate && crl.nextUpdate < now) throw new PkiError('crl.stale', { about: 'nextUpdate' });
  if (maxAgeSeconds !== undefined && age > maxAgeSeconds * 1000)
    throw new PkiError('crl.stale', { about: 'thisUpdate' });
}

function checkScope({ crl }: CrlIndex, certificate: Certificate): void {
  const points = crlDistributionPointsOf(certificate)?.filter((point) => !point.crlIssuer);
  if (points?.length === 0) throw new PkiError('crl.scope', { about: 'cRLIssuer' });
  const scope = issuingDistributionPointOf(crl);
  if (!scope) return;
  if (scope.indirect || scope.onlySomeReasons || scope.onlyAttributeCertificates)
    throw new PkiError('crl.scope');
  checkKind(scope, certificate);
  if (!scope.name) return;
  const names = (points ?? []).map(({ name }) => name);
  if (!names.some((name) => name && sharesName(name, scope.name))) {
    throw new PkiError('crl.scope', { about: 'distributionPoint' });
  }
}

/** "Only" applies to the basic constraints of version 3; earlier versions cannot tell (RFC 5280 §6.3.3 (b)(2)). */
function checkKind(scope: IssuingDistributionPoint, certificate: Certificate): void {
  if (!scope.onlyCaCertificates && !scope.onlyUserCertificates) return;
  const ca = basicConstraintsOf(certificate)?.ca ?? false;
  if (certificate.version !== 3 || ca !== scope.onlyCaCertificates)
    throw new PkiError('crl.scope', { about: 'kind' });
}

function sharesName(name: DistributionPointName, other: DistributionPointName | undefined): boolean {
  if (name.kind !== 'fullName' || other?.kind !== 'fullName') return false;
  return name.names.some((one) => other.names.some((two) => sameGeneralName(one, two)));
}

function checkSignature({ crl }: CrlIndex, { signers, legacyAlgorithms }: CrlQuestion): void {
  refuseLegacy(crl, legacyAlgorithms);
  const entitled = signers.filter((signer) => {
    const usage = keyUsageOf(signer);
    return sameName(signer.subject, crl.issuer) && (!usage || usage.has('cRLSign'));
  });
  if (entitled.length === 0) throw new PkiError('crl.issuer');
  if (!entitled.some((signer) => isCrlSignedBy(crl, signer.spki))) throw new PkiError('crl.signature');
}
