import { type Certificate, isSignedBy } from './certificate.ts';
import { nameConstraintsOf } from './constraint.ts';
import { PkiError } from './error.ts';
import { EXTENSION } from './extension.ts';
import { type CardQuestion, type PathResult, type ValidPath, validateCardPath } from './path.ts';
import { isWeakKey } from './path-algorithm.ts';
import { recent } from './recent.ts';

/** What stays the same from one card to the next: whom to trust and what for. */
export type CardTrust = Pick<CardQuestion, 'anchors' | 'intermediates' | 'policies' | 'keyUsage' | 'purpose'>;

/** Validates a card's certificate at a moment, as `validateCardPath` does. */
export type CardPathValidator = (certificate: Certificate, at: Date) => Promise<PathResult>;

/** A path that was found valid, for all certificates of a kind: the part above them, and when that part is valid. */
type Kind = {
  readonly above: ValidPath;
  readonly issuer: Certificate;
  readonly from: Date;
  readonly to: Date;
};

/**
 * Extensions whose content path validation does not read while no name constraints are in force and they are not critical
 * (RFC 5280 §6.1): they are what differs between the cards of one authority.
 */
const ownContent: ReadonlySet<string> = new Set([
  EXTENSION.subjectKeyIdentifier,
  EXTENSION.subjectAltName,
  EXTENSION.subjectDirectoryAttributes,
  EXTENSION.authorityInfoAccess,
  EXTENSION.crlDistributionPoints,
]);

/**
 * A validator for many certificates under the same trust. Whatever RFC 5280 §6.1 makes of the certificates above, of
 * policies, usages and critical extensions is the same for all cards of a kind, and worked out for the first; of each
 * other one, signature, dates and key are checked. No status is asked about.
 */
export function cardPathValidator(trust: CardTrust): CardPathValidator {
  const kinds = recent<Kind>(64);
  return async (certificate, at) => {
    const name = kindOf(certificate);
    const kind = kinds.get(name);
    if (kind && isOfKind(certificate, kind, at)) {
      return { ...kind.above, path: [certificate, ...kind.above.path.slice(1)] };
    }
    const result = await validateCardPath({ ...trust, certificate, at });
    const learnt = result.valid ? kindFrom(result) : undefined;
    if (learnt) kinds.set(name, learnt);
    return result;
  };
}

/** Everything about a certificate that a verdict depends on, but for signature, dates and key. */
function kindOf({ issuer, signatureAlgorithm, version, extensions }: Certificate): string {
  let kind = `${version}${latin1(issuer)}${latin1(signatureAlgorithm)}`;
  for (const { oid, critical, value } of extensions.values()) {
    const content = critical || !ownContent.has(oid) ? latin1(value) : '';
    kind += `${oid}${critical ? '!' : ' '}${content.length} ${content}`;
  }
  return kind;
}

function isOfKind(certificate: Certificate, { issuer, from, to }: Kind, at: Date): boolean {
  if (at < from || at > to || at < certificate.notBefore || at > certificate.notAfter) return false;
  if (isWeakKey(certificate)) return false;
  try {
    return isSignedBy(certificate, issuer.spki);
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    return false;
  }
}

/** What a valid path teaches about others; nothing where names are constrained, which depends on each name. */
function kindFrom(result: ValidPath): Kind | undefined {
  const above = [...result.path.slice(1), result.anchor];
  const [issuer] = above;
  if (!issuer || above.some(nameConstraintsOf)) return undefined;
  const from = new Date(Math.max(...above.map((one) => one.notBefore.getTime())));
  const to = new Date(Math.min(...above.map((one) => one.notAfter.getTime())));
  return { above: result, issuer, from, to };
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}
