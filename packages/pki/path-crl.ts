import { equal } from '@kaika/bytes/bytes';
import type { Certificate } from './certificate.ts';
import { basicConstraintsOf } from './constraint.ts';
import { crlNumberOf, deltaCrlIndicatorOf, isCrlSignedBy } from './crl.ts';
import type { CrlEntry } from './crl-entry.ts';
import { type CrlIndex, findRevocation } from './crl-index.ts';
import {
  crlDistributionPointsOf,
  type DistributionPoint,
  type IssuingDistributionPoint,
  issuingDistributionPointOf,
} from './distribution.ts';
import { PkiError } from './error.ts';
import { EXTENSION, unknownCritical } from './extension.ts';
import { sameName } from './name.ts';
import { isLegacy } from './path-algorithm.ts';
import { isIssuerNamed, sharesName } from './path-point.ts';
import type { Reason } from './reason.ts';

/** What CRLs say of a certificate; `unknown` where they do not cover every reason. */
export type CrlFinding =
  | { readonly status: 'good'; readonly thisUpdate: Date }
  | {
      readonly status: 'revoked';
      readonly revokedAt: Date;
      readonly reason: Reason | undefined;
      readonly thisUpdate: Date;
    }
  | { readonly status: 'unknown' };

/**
 * `crls`: complete and delta ones, in any order. `findSigners`: certificates trusted to sign CRLs of that issuer name,
 * the likeliest first, under the anchor of the path. `skewSeconds`: how far ahead the issuer's clock may be.
 * `legacyAlgorithms` admits SHA-1.
 */
export type CrlContext = {
  readonly at: Date;
  readonly crls: readonly CrlIndex[];
  readonly maxAgeSeconds: number | undefined;
  readonly skewSeconds: number;
  readonly legacyAlgorithms: boolean;
  findSigners(index: CrlIndex): AsyncIterable<Certificate>;
};

type Answer = { readonly entry: CrlEntry | undefined; readonly thisUpdate: Date };

const known: ReadonlySet<string> = new Set([
  EXTENSION.issuingDistributionPoint,
  EXTENSION.deltaCrlIndicator,
  EXTENSION.authorityKeyIdentifier,
  EXTENSION.crlNumber,
]);

/** ReasonFlags 1 to 8 (RFC 5280 §4.2.1.13); 0 is not used. */
const allReasons: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8];

/**
 * The status of a certificate by CRLs, RFC 5280 §6.3.3 with indirect and delta CRLs.
 * Lists that are out of date, out of scope or not understood say nothing. Throws `extension.malformed` about the
 * certificate's own extensions.
 */
export async function statusByCrls(certificate: Certificate, context: CrlContext): Promise<CrlFinding> {
  const covered = new Set<number>();
  let oldest: Date | undefined;
  const usable = context.crls.filter((index) => isUsable(index, context)).sort(newestFirst);
  for (const point of pointsOf(certificate)) {
    for (const complete of usable) {
      const reasons = reasonsOf(complete, certificate, point);
      if (!reasons.some((reason) => !covered.has(reason))) continue;
      const answer = await ask(complete, certificate, { ...context, crls: usable });
      if (!answer) continue;
      const { entry, thisUpdate } = answer;
      if (entry) return { status: 'revoked', revokedAt: entry.revokedAt, reason: entry.reason, thisUpdate };
      for (const reason of reasons) covered.add(reason);
      oldest = !oldest || thisUpdate < oldest ? thisUpdate : oldest;
      if (covered.size === allReasons.length) return { status: 'good', thisUpdate: oldest };
    }
  }
  return { status: 'unknown' };
}

/** The points a certificate names, and the one RFC 5280 §6.3.3 assumes after them: whatever its issuer publishes. */
function pointsOf(certificate: Certificate): readonly DistributionPoint[] {
  const assumed: DistributionPoint = {
    name: { kind: 'fullName', names: [{ kind: 'directoryName', value: certificate.issuer }] },
    reasons: undefined,
    crlIssuer: undefined,
  };
  return [...(crlDistributionPointsOf(certificate) ?? []), assumed];
}

/** Current and understood, (a) and §5.2. A list without nextUpdate is current for `maxAgeSeconds` or not at all. */
function isUsable(index: CrlIndex, context: CrlContext): boolean {
  const { at, maxAgeSeconds, skewSeconds, legacyAlgorithms } = context;
  const { thisUpdate, nextUpdate, signatureAlgorithm } = index.crl;
  if (!legacyAlgorithms && isLegacy(signatureAlgorithm)) return false;
  const age = (at.getTime() - thisUpdate.getTime()) / 1000;
  if (age < -skewSeconds) return false;
  if (nextUpdate ? nextUpdate < at : maxAgeSeconds === undefined) return false;
  if (maxAgeSeconds !== undefined && age > maxAgeSeconds) return false;
  return index.unknownCritical === undefined && unknownCritical(index.crl, known).length === 0;
}

/** The reasons a list answers for at this point, (b), (d); none where it is out of scope. */
function reasonsOf(index: CrlIndex, certificate: Certificate, point: DistributionPoint): readonly number[] {
  const { crl } = index;
  if (crl.extensions.has(EXTENSION.deltaCrlIndicator)) return [];
  const scope = scopeOf(index);
  if (scope === 'malformed') return [];
  const named = point.crlIssuer
    ? isIssuerNamed(crl.issuer, point.crlIssuer) && scope?.indirect === true
    : sameName(crl.issuer, certificate.issuer);
  if (!named) return [];
  if (scope && !covers(scope, crl.issuer, { certificate, point })) return [];
  const listed = scope?.onlySomeReasons;
  return allReasons.filter(
    (reason) => (listed?.includes(reason) ?? true) && (point.reasons?.includes(reason) ?? true),
  );
}

function scopeOf({ crl }: CrlIndex): IssuingDistributionPoint | undefined | 'malformed' {
  try {
    return issuingDistributionPointOf(crl);
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    return 'malformed';
  }
}

function covers(
  scope: IssuingDistributionPoint,
  crlIssuer: Uint8Array,
  asked: { readonly certificate: Certificate; readonly point: DistributionPoint },
): boolean {
  const { certificate, point } = asked;
  if (scope.onlyAttributeCertificates) return false;
  const authority = basicConstraintsOf(certificate)?.ca === true;
  if (scope.onlyUserCertificates && authority) return false;
  if (scope.onlyCaCertificates && !authority) return false;
  return !scope.name || sharesName(scope.name, crlIssuer, { point, certificateIssuer: certificate.issuer });
}

/** The entry of a certificate in a complete list and the delta that goes with it, (f) to (k); undefined: not trusted. */
async function ask(
  complete: CrlIndex,
  certificate: Certificate,
  context: CrlContext,
): Promise<Answer | undefined> {
  const signer = await findSigner(complete, context);
  if (!signer) return undefined;
  const delta = context.crls.find((index) => isDeltaOf(index, complete) && isSignedWith(index, signer));
  const changed = delta && findRevocation(delta, certificate.serial, certificate.issuer);
  const entry = changed ?? findRevocation(complete, certificate.serial, certificate.issuer);
  const { thisUpdate } = (delta ?? complete).crl;
  return { entry: entry?.reason === 'removeFromCRL' ? undefined : entry, thisUpdate };
}

async function findSigner(index: CrlIndex, context: CrlContext): Promise<Certificate | undefined> {
  for await (const signer of context.findSigners(index)) {
    if (isSignedWith(index, signer)) return signer;
  }
  return undefined;
}

function isSignedWith({ crl }: CrlIndex, signer: Certificate): boolean {
  try {
    return isCrlSignedBy(crl, signer.spki);
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    return false;
  }
}

/** RFC 5280 §5.2.4 and §6.3.3 (c): same issuer, scope and key; the base no newer than the complete list. */
function isDeltaOf(delta: CrlIndex, complete: CrlIndex): boolean {
  try {
    const base = deltaCrlIndicatorOf(delta.crl);
    const number = crlNumberOf(delta.crl);
    const completeNumber = crlNumberOf(complete.crl);
    if (base === undefined || number === undefined || completeNumber === undefined) return false;
    return (
      base <= completeNumber &&
      completeNumber < number &&
      sameName(delta.crl.issuer, complete.crl.issuer) &&
      sameExtension(delta, complete, EXTENSION.issuingDistributionPoint) &&
      sameExtension(delta, complete, EXTENSION.authorityKeyIdentifier)
    );
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    return false;
  }
}

function sameExtension(left: CrlIndex, right: CrlIndex, oid: string): boolean {
  const first = left.crl.extensions.get(oid)?.value;
  const second = right.crl.extensions.get(oid)?.value;
  return first && second ? equal(first, second) : first === second;
}

function newestFirst(left: CrlIndex, right: CrlIndex): number {
  return right.crl.thisUpdate.getTime() - left.crl.thisUpdate.getTime();
}
