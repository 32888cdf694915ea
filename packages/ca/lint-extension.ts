import { equal } from '@kaika/bytes/bytes';
import { accessAddresses } from '@kaika/pki/access';
import { subjectAltNameOf, subjectDirectoryAttributesOf } from '@kaika/pki/alternative-name';
import type { Certificate } from '@kaika/pki/certificate';
import { basicConstraintsOf } from '@kaika/pki/constraint';
import { addressesOf, crlDistributionPointsOf } from '@kaika/pki/distribution';
import { PkiError } from '@kaika/pki/error';
import { EXTENSION } from '@kaika/pki/extension';
import { mailOf } from '@kaika/pki/general-name';
import { keyIdentifier } from '@kaika/pki/key';
import { authorityKeyIdentifierOf, subjectKeyIdentifierOf } from '@kaika/pki/key-identifier';
import { certificatePoliciesOf } from '@kaika/pki/policy';
import { extKeyUsageOf, keyUsageOf } from '@kaika/pki/usage';
import { organisationAttribute, organisationKindAttribute } from './arc.ts';
import { type Draft, usageOf } from './draft.ts';
import { type Finding, fault } from './finding.ts';
import { crlAddress, crlScopeOf } from './issuer.ts';
import { lintText } from './lint-text.ts';
import type { Profile } from './profile.ts';

type Label = keyof typeof EXTENSION;
type Presence = { readonly label: Label; readonly critical: boolean; readonly need: 'must' | 'may' };

/** The extensions: those of the profile and no others, with its criticality and content. */
export function lintExtensions(certificate: Certificate, draft: Draft): readonly Finding[] {
  const presence = lintPresence(certificate, presences(draft.profile));
  try {
    return [...presence, ...contentRules.flatMap((rule) => rule(certificate, draft))];
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    return [...presence, fault('extension.content', error.about ?? 'extensions')];
  }
}

function presences(profile: Profile): readonly Presence[] {
  const list: Presence[] = [
    { label: 'basicConstraints', critical: true, need: 'must' },
    { label: 'keyUsage', critical: true, need: 'must' },
    { label: 'subjectKeyIdentifier', critical: false, need: 'must' },
    { label: 'authorityKeyIdentifier', critical: false, need: 'must' },
  ];
  if (profile.extendedUsage.length > 0) {
    list.push({ label: 'extKeyUsage', critical: profile.extendedUsageCritical, need: 'must' });
  }
  if (profile.policies.length > 0) list.push({ label: 'certificatePolicies', critical: false, need: 'must' });
  if (profile.mail) list.push({ label: 'subjectAltName', critical: false, need: 'may' });
  if (profile.organisation) list.push({ label: 'subjectDirectoryAttributes', critical: false, need: 'must' });
  if (profile.status !== 'none') list.push({ label: 'authorityInfoAccess', critical: false, need: 'must' });
  if (profile.status === 'nocheck') list.push({ label: 'ocspNocheck', critical: false, need: 'must' });
  if (profile.status === 'crl' || profile.status === 'crl-and-ocsp') {
    list.push({ label: 'crlDistributionPoints', critical: false, need: 'must' });
  }
  return list;
}

function lintPresence(certificate: Certificate, wanted: readonly Presence[]): readonly Finding[] {
  const known = new Set<string>(wanted.map(({ label }) => EXTENSION[label]));
  const strangers = [...certificate.extensions.keys()].filter((dotted) => !known.has(dotted));
  return [
    ...strangers.map((dotted) => fault('extension.unexpected', dotted)),
    ...wanted.flatMap(({ label, critical, need }) => {
      const found = certificate.extensions.get(EXTENSION[label]);
      if (!found) return need === 'must' ? [fault('extension.missing', label)] : [];
      return found.critical === critical ? [] : [fault('extension.criticality', label)];
    }),
  ];
}

type ContentRule = (certificate: Certificate, draft: Draft) => readonly Finding[];

const contentRules: readonly ContentRule[] = [
  (certificate, { profile }) => {
    const constraints = basicConstraintsOf(certificate);
    const right =
      constraints === undefined ||
      (constraints.ca === profile.authority && constraints.pathLength === profile.pathLength);
    return right ? [] : [wrong('basicConstraints')];
  },
  (certificate, { profile }) =>
    sameSet(keyUsageOf(certificate) ?? [], usageOf(profile, certificate.spki)) ? [] : [wrong('keyUsage')],
  (certificate, { profile }) =>
    sameSet(extKeyUsageOf(certificate) ?? [], profile.extendedUsage) ? [] : [wrong('extKeyUsage')],
  lintPolicies,
  lintKeyIdentifiers,
  lintMail,
  lintOrganisation,
  lintAddresses,
];

function lintPolicies(certificate: Certificate, { profile, issuer }: Draft): readonly Finding[] {
  const policies = certificatePoliciesOf(certificate) ?? [];
  const named = policies.map((policy) => policy.oid);
  const stated = policies.every(({ cps }) => cps.length === 1 && cps[0] === issuer.addresses.cps);
  return sameSet(named, profile.policies) && stated ? [] : [wrong('certificatePolicies')];
}

function lintKeyIdentifiers(certificate: Certificate, { issuer }: Draft): readonly Finding[] {
  const found: Finding[] = [];
  const own = subjectKeyIdentifierOf(certificate);
  const authority = authorityKeyIdentifierOf(certificate)?.keyIdentifier;
  if (own && !equal(own, keyIdentifier(certificate.spki))) found.push(wrong('subjectKeyIdentifier'));
  if (!authority || !equal(authority, issuer.keyId)) found.push(wrong('authorityKeyIdentifier'));
  return found;
}

function lintMail(certificate: Certificate): readonly Finding[] {
  return (subjectAltNameOf(certificate) ?? []).flatMap((name) => {
    const address = mailOf(name);
    if (address === undefined) return [wrong('subjectAltName')];
    const text = lintText('subjectAltName', address);
    return text.length > 0 || isMail(address) ? text : [fault('subject.mail', 'subjectAltName')];
  });
}

/** RFC 5321's shape without quoting, which no mail program lets a person type. */
function isMail(address: string): boolean {
  const [local = '', host = '', ...rest] = address.split('@');
  return (
    rest.length === 0 &&
    /^[^\s"(),:;<>[\\\]]{1,64}$/u.test(local) &&
    !/^\.|\.$|\.\./.test(local) &&
    host.length <= 253 &&
    /^[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?)+$/u.test(
      host,
    )
  );
}

function lintOrganisation(certificate: Certificate, { profile }: Draft): readonly Finding[] {
  if (!profile.organisation) return [];
  const attributes = subjectDirectoryAttributesOf(certificate) ?? [];
  const right =
    sameSet(
      attributes.map((attribute) => attribute.type),
      [organisationKindAttribute, organisationAttribute],
    ) && attributes.every(({ values }) => values.length === 1 && values[0]?.[0] === 0x06);
  return right ? [] : [wrong('subjectDirectoryAttributes')];
}

function lintAddresses(certificate: Certificate, { profile, issuer }: Draft): readonly Finding[] {
  const { addresses } = issuer;
  const found: Finding[] = [];
  const ocsp = profile.status === 'crl-and-ocsp' ? [addresses.ocsp] : [];
  const caIssuers = profile.status === 'none' ? [] : [addresses.caIssuers];
  const pointed = profile.status === 'crl' || profile.status === 'crl-and-ocsp';
  const crls = pointed ? [crlAddress(issuer, crlScopeOf(issuer, certificate.serial))] : [];
  if (!sameSet(accessAddresses(certificate, 'ocsp'), ocsp)) found.push(wrong('authorityInfoAccess'));
  if (!sameSet(accessAddresses(certificate, 'caIssuers'), caIssuers))
    found.push(wrong('authorityInfoAccess'));
  if (!sameSet(addressesOf(crlDistributionPointsOf(certificate)), crls)) {
    found.push(wrong('crlDistributionPoints'));
  }
  // Fetching the status of a certificate over TLS would need the status of another certificate.
  const insecure = [...ocsp, ...caIssuers, ...crls].filter((address) => !address.startsWith('http://'));
  if (insecure.length > 0) found.push(fault('url.scheme', 'authorityInfoAccess'));
  return found;
}

function wrong(field: string): Finding {
  return fault('extension.content', field);
}

function sameSet(left: Iterable<string>, right: Iterable<string>): boolean {
  const first = [...left].sort();
  const second = [...right].sort();
  return first.length === second.length && first.every((value, index) => value === second[index]);
}
