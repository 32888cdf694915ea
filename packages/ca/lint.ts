import { signatureAlgorithm } from '@kaika/pki/algorithm';
import { parseTbsCertificate, type TbsCertificate } from '@kaika/pki/certificate';
import { formatName } from '@kaika/pki/name';
import type { Draft } from './draft.ts';
import { CaError } from './error.ts';
import { type Finding, fault, hasFault } from './finding.ts';
import type { Issuer } from './issuer.ts';
import { longestSignature } from './key-kind.ts';
import { lintExtensions } from './lint-extension.ts';
import { lintKey } from './lint-key.ts';
import { lintSubject } from './lint-subject.ts';
import { lintTbs } from './lint-tbs.ts';

/**
 * What a lint needs to know of the world. `isDuplicate`: whether a key (SubjectPublicKeyInfo in DER) was already
 * certified for another card, slot or organisation.
 */
export type LintContext = { readonly now: Date; isDuplicate(publicKey: Uint8Array): boolean };

declare const linted: unique symbol;

/** A draft without faults: the only thing `signDraft` takes. */
export type LintedDraft = Draft & { readonly [linted]: true };

/**
 * Judges a draft as the certificate it would become: RFC 5280's rules, the profile's, and those for text. It reads the
 * bytes that will be signed, not the request they were made from.
 * @returns findings, errors and warnings; none is best.
 */
export function lintDraft(draft: Draft, context: LintContext): readonly Finding[] {
  const { tbs, profile, issuer } = draft;
  const algorithm = signatureAlgorithm(issuer.algorithm);
  const certificate = parseTbsCertificate(tbs, algorithm);
  const largest = tbs.length + algorithm.identifier.length + signatureRoom(issuer);
  return [
    ...lintTbsCertificate(certificate, draft, context),
    ...(largest > profile.largestBytes ? [fault('size.too-large', 'certificate')] : []),
  ];
}

/** Judges what a certificate says, whoever wrote it, by the rules for drafts of a profile under an issuer. */
export function lintTbsCertificate(
  certificate: TbsCertificate,
  place: Pick<Draft, 'profile' | 'issuer'>,
  context: LintContext,
): readonly Finding[] {
  return [
    ...lintTbs(certificate, place, context.now),
    ...lintSubject(certificate, place.profile),
    ...lintKey(certificate, place.profile, context),
    ...lintExtensions(certificate, place),
  ];
}

const rooms = new WeakMap<Issuer, number>();

/** The issuer's longest signature with the heads of its BIT STRING and of the outer SEQUENCE. */
function signatureRoom(issuer: Issuer): number {
  const known = rooms.get(issuer);
  if (known !== undefined) return known;
  const room = longestSignature(issuer.publicKey) + 4 + 1 + 4;
  rooms.set(issuer, room);
  return room;
}

/**
 * Lints and lets only a draft without errors through.
 * @throws CaError `draft.findings` with the findings
 */
export function approveDraft(draft: Draft, context: LintContext): LintedDraft {
  const findings = lintDraft(draft, context);
  if (hasFault(findings)) {
    const { subject } = parseTbsCertificate(draft.tbs, signatureAlgorithm(draft.issuer.algorithm));
    const certificate = `${draft.profile.name} ${formatName(subject)}`;
    const field = findings.map((finding) => `${finding.field} ${finding.code}`).join(', ');
    throw new CaError('draft.findings', { certificate, field, findings });
  }
  return draft as LintedDraft; // the brand exists in the type alone
}
