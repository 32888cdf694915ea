import { subjectAltNameOf } from './alternative-name.ts';
import type { Certificate } from './certificate.ts';
import { type NameConstraints, nameConstraintsOf } from './constraint.ts';
import { type GeneralName, mailOf } from './general-name.ts';
import { attributesOf, isNameWithin, parseName } from './name.ts';
import {
  dnsWithin,
  ipWithin,
  isReadableHost,
  isReadableMail,
  isReadableUri,
  mailWithin,
  uriWithin,
} from './path-subtree.ts';

/**
 * permitted_subtrees and excluded_subtrees of RFC 5280 §6.1.1: one entry for each certificate that constrained names.
 * A name must lie in what every one of them permits.
 */
export type NameRules = readonly NameConstraints[];

/** More pairs of names and subtrees than this are refused, so that one path cannot take minutes. */
const mostComparisons = 1 << 16;

/**
 * Adds the constraints of an authority (RFC 5280 §6.1.4 (g)).
 * @returns undefined where a subtree cannot be understood: no name may then be let through
 */
export function addNameRules(rules: NameRules, authority: Certificate): NameRules | undefined {
  const constraints = nameConstraintsOf(authority);
  if (!constraints) return rules;
  const bases = [...constraints.permitted, ...constraints.excluded];
  return bases.every(isReadableBase) ? [...rules, constraints] : undefined;
}

/**
 * Checks subject, alternative names and mail addresses in the subject (RFC 5280 §6.1.3 (b), (c)).
 * @returns the kind of the first name that is not permitted or is excluded, 'too-many', or undefined if all are fine
 */
export function findForbiddenName(rules: NameRules, certificate: Certificate): string | undefined {
  if (rules.length === 0) return undefined;
  const names = namesOf(certificate);
  const subtrees = rules.reduce(
    (sum, { permitted, excluded }) => sum + permitted.length + excluded.length,
    0,
  );
  if (names.length * subtrees > mostComparisons) return 'too-many';
  return names.find((name) => !rules.every((rule) => isAllowed(name, rule)))?.kind;
}

function namesOf(certificate: Certificate): readonly GeneralName[] {
  const names: GeneralName[] = [];
  const subject = parseName(certificate.subject);
  if (subject.length > 0) names.push({ kind: 'directoryName', value: certificate.subject });
  for (const value of attributesOf(subject, 'E')) names.push({ kind: 'rfc822Name', value });
  for (const name of subjectAltNameOf(certificate) ?? []) {
    const mail = mailOf(name);
    // SmtpUTF8Mailbox is bound by the constraints of rfc822Name (RFC 9598 §6), beside those of its own kind.
    if (name.kind === 'otherName' && mail !== undefined) names.push({ kind: 'rfc822Name', value: mail });
    names.push(name);
  }
  return names;
}

function isAllowed(name: GeneralName, { permitted, excluded }: NameConstraints): boolean {
  const within = permitted.filter((base) => base.kind === name.kind);
  const without = excluded.filter((base) => base.kind === name.kind);
  if (within.length === 0 && without.length === 0) return true;
  if (!isReadable(name)) return false;
  if (without.some((base) => isWithin(name, base) || mayReach(name, base))) return false;
  return within.length === 0 || within.some((base) => isWithin(name, base));
}

/** Names of forms that no rule of comparison exists for cannot satisfy a constraint on that form. */
function isReadable(name: GeneralName): boolean {
  switch (name.kind) {
    case 'directoryName':
    case 'dNSName':
      return true;
    case 'iPAddress':
      return name.value.length === 4 || name.value.length === 16;
    case 'rfc822Name':
      return isReadableMail(name.value);
    case 'uniformResourceIdentifier':
      return isReadableUri(name.value);
    default:
      return false;
  }
}

function isReadableBase(base: GeneralName): boolean {
  switch (base.kind) {
    case 'dNSName':
    case 'uniformResourceIdentifier':
      return isReadableHost(base.value);
    case 'rfc822Name':
      return isReadableMail(base.value) || isReadableHost(base.value);
    case 'iPAddress':
      return base.value.length === 8 || base.value.length === 32;
    case 'directoryName':
      return parseName(base.value).length >= 0;
    default:
      return true;
  }
}

function isWithin(name: GeneralName, base: GeneralName): boolean {
  if (name.kind === 'directoryName' && base.kind === 'directoryName')
    return isNameWithin(name.value, base.value);
  if (name.kind === 'dNSName' && base.kind === 'dNSName') return dnsWithin(name.value, base.value);
  if (name.kind === 'rfc822Name' && base.kind === 'rfc822Name') return mailWithin(name.value, base.value);
  if (name.kind === 'iPAddress' && base.kind === 'iPAddress') return ipWithin(name.value, base.value);
  if (name.kind === 'uniformResourceIdentifier' && base.kind === 'uniformResourceIdentifier') {
    return uriWithin(name.value, base.value);
  }
  return false;
}

/** A wildcard stands for names below it, and some of those may be the excluded ones. */
function mayReach(name: GeneralName, base: GeneralName): boolean {
  if (name.kind !== 'dNSName' || base.kind !== 'dNSName' || !name.value.startsWith('*.')) return false;
  return dnsWithin(base.value.replace(/^\./, ''), name.value.slice(2));
}
