import { concat } from '@kaika/bytes/bytes';
import { cursorAt, readContent } from '@kaika/bytes/cursor';
import { element, sequence, TAG } from '@kaika/bytes/der';
import type { DistributionPoint, DistributionPointName } from './distribution.ts';
import { type GeneralName, sameGeneralName } from './general-name.ts';
import { sameName } from './name.ts';

/** Whether a CRL's issuer (Name in DER) is among the names of a cRLIssuer field. */
export function isIssuerNamed(issuer: Uint8Array, names: readonly GeneralName[]): boolean {
  return names.some((name) => name.kind === 'directoryName' && sameName(name.value, issuer));
}

/**
 * Whether the name of a CRL's issuing distribution point is one of the certificate's distribution point: RFC 5280
 * §6.3.3 (b)(2)(i). Names relative to the CRL issuer are completed first.
 */
export function sharesName(
  name: DistributionPointName,
  crlIssuer: Uint8Array,
  asked: { readonly point: DistributionPoint; readonly certificateIssuer: Uint8Array },
): boolean {
  const { point, certificateIssuer } = asked;
  const issuers = point.crlIssuer ?? [{ kind: 'directoryName', value: certificateIssuer }];
  const wanted = point.name ? completeNames(point.name, issuers) : (point.crlIssuer ?? []);
  const offered = completeNames(name, [{ kind: 'directoryName', value: crlIssuer }]);
  return offered.some((one) => wanted.some((other) => sameGeneralName(one, other)));
}

function completeNames(name: DistributionPointName, issuers: readonly GeneralName[]): readonly GeneralName[] {
  if (name.kind === 'fullName') return name.names;
  return issuers.flatMap((issuer) =>
    issuer.kind === 'directoryName'
      ? [{ kind: 'directoryName' as const, value: appendRdn(issuer.value, name.rdn) }]
      : [],
  );
}

function appendRdn(name: Uint8Array, rdn: Uint8Array): Uint8Array {
  return sequence(concat(readContent(cursorAt(name), TAG.sequence), element(TAG.set, rdn)));
}
