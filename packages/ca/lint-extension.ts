import { equal } from '@kaika/bytes/bytes';
import { accessAddresses } from '@kaika/pki/access';
import { subjectAltNameOf, subjectDirectoryAttributesOf } from '@kaika/pki/alternative-name';
import type { TbsCertificate } from '@kaika/pki/certificate';
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
import type { Draft } from './draft.ts';
import { type Finding, fault } from './finding.ts';
import { crlAddress, crlScopeOf, type Issuer } from './issuer.ts';
import { keyFamilyOf } from './key-kind.ts';
import { lintText } from './lint-text.ts';
import type { Profile } from './profile.ts';

type Place = Pick<Draft, 'profile' | 'issuer'>;
type Label = keyof typeof EXTENSION;
type Presence = { readonly label: Label; readonly critical: boolean; readonly need: 'must' | 'may' };

/** The extensions: those of the profile and no others, with its criticality and content. */
export function lintExtensions(certificate: TbsCertificate, place: Place): readonly Finding[] {
  const presence = lintPresence(certificate, presences(place.profile));
  try {
    const own = ownRules.flatMap((rule) => rule(certificate, place));
    return [...presence, ...lintStanding(certificate, place), ...own];
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    return [...presence, fault('extension.content', error.about ?? 'extensions')];
  }
}

function presences(profile: Profile): readonly Presence[] {
  const known = presencesMade.get(profile);
  if (known) return known;
  const list = listPresences(profile);
  presencesMade.set(profile, list);
  return list;
}

const presencesMade = new WeakMap<Profile, readonly Presence[]>();

function listPresences(profile: Profile): readonly Presence[] {
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

function lintPresence(certificate: TbsCertificate, wanted: readonly Presence[]): readonly Finding[] {
  const found: Finding[] = [];
  for (const dotted of certificate.extensions.keys()) {
    if (!wanted.some(({ label }) => EXTENSION[label] === dotted))
      found.push(fault('extension.unexpected', dotted));
  }
  for (const { label, critical, need } of wanted) {
    const extension = certificate.extensions.get(EXTENSION[label]);
    if (!extension && need === 'must') found.push(fault('extension.missing', label));
    if (extension && extension.critical !== critical) found.push(fault('extension.criticality', label));
  }
  return found;
}

type Rule = (certificate: TbsCertificate, place: Place) => readonly Finding[];

/** Extensions whose content follows from profile, issuer, family of key and CRL shard alone. */
const standingRules: readonly (readonly [Label, Rule])[] = [
  [
    'basicConstraints',
    (certificate, { profile }) => {
      const constraints = basicConstraintsOf(certificate);
      const right =
        constraints === undefined ||
        (constraints.ca === profile.authority && constraints.pathLength === profile.pathLength);
      return right ? [] : [wrong('basicConstraints')];
    },
  ],
  [
    'keyUsage',
    (certificate, { profile }) => {
      const usage = profile.usage[keyFamilyOf(certificate.spki)];
      return sameSet(keyUsageOf(certificate) ?? [], usage) ? [] : [wrong('keyUsage')];
    },
  ],
  [
    'extKeyUsage',
    (certificate, { profile }) =>
      sameSet(extKeyUsageOf(certificate) ?? [], profile.extendedUsage) ? [] : [wrong('extKeyUsage')],
  ],
  ['certificatePolicies', lintPolicies],
  ['authorityKeyIdentifier', lintAuthorityKey],
  ['authorityInfoAccess', lintAccess],
  ['crlDistributionPoints', lintPoints],
];

/** Those that belong to the holder. */
const ownRules: readonly Rule[] = [lintSubjectKey, lintMail, lintOrganisation];

/**
 * Contents that were read and found right, by what they depend on. The same octets need not be read a second time: of a
 * million certificates the first of its kind pays.
 */
const right = new WeakMap<Issuer, WeakMap<Profile, Map<string, Uint8Array>>>();

function lintStanding(certificate: TbsCertificate, place: Place): readonly Finding[] {
  const { issuer, profile } = place;
  const ofIssuer = right.get(issuer) ?? new WeakMap<Profile, Map<string, Uint8Array>>();
  const seen = ofIssuer.get(profile) ?? new Map<string, Uint8Array>();
  right.set(issuer, ofIssuer.set(profile, seen));
  const depends = `${keyFamilyOf(certificate.spki)} ${crlScopeOf(issuer, certificate.serial)}`;
  return standingRules.flatMap(([label, rule]) => {
    const value = certificate.extensions.get(EXTENSION[label])?.value;
    const spot = `${label} ${depends}`;
    const known = seen.get(spot);
    if (value && known && equal(value, known)) return [];
    const found = rule(certificate, place);
    if (value && found.length === 0) seen.set(spot, value.slice());
    return found;
  });
}

function lintPolicies(certificate: TbsCertificate, { profile, issuer }: Place): readonly Finding[] {
  const policies = certificatePoliciesOf(certificate) ?? [];
  const named = policies.map((policy) => policy.oid);
  const stated = policies.every(({ cps }) => cps.length === 1 && cps[0] === issuer.addresses.cps);
  return sameSet(named, profile.policies) && stated ? [] : [wrong('certificatePolicies')];
}

function lintAuthorityKey(certificate: TbsCertificate, { issuer }: Place): readonly Finding[] {
  const authority = authorityKeyIdentifierOf(certificate)?.keyIdentifier;
  return authority && equal(authority, issuer.keyId) ? [] : [wrong('authorityKeyIdentifier')];
}

function lintSubjectKey(certificate: TbsCertificate): readonly Finding[] {
  const own = subjectKeyIdentifierOf(certificate);
  return own && !equal(own, keyIdentifier(certificate.spki)) ? [wrong('subjectKeyIdentifier')] : [];
}

function lintMail(certificate: TbsCertificate): readonly Finding[] {
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

function lintOrganisation(certificate: TbsCertificate, { profile }: Place): readonly Finding[] {
  if (!profile.organisation) return [];
  const attributes = subjectDirectoryAttributesOf(certificate) ?? [];
  const types = attributes.map((attribute) => attribute.type);
  const identifiers = attributes.every(({ values }) => values.length === 1 && values[0]?.[0] === 0x06);
  return identifiers && sameSet(types, [organisationKindAttribute, organisationAttribute])
    ? []
    : [wrong('subjectDirectoryAttributes')];
}

function lintAccess(certificate: TbsCertificate, { profile, issuer }: Place): readonly Finding[] {
  const { addresses } = issuer;
  const ocsp = profile.status === 'crl-and-ocsp' ? [addresses.ocsp] : [];
  const caIssuers = profile.status === 'none' ? [] : [addresses.caIssuers];
  const found: Finding[] = [];
  if (!sameSet(accessAddresses(certificate, 'ocsp'), ocsp)) found.push(wrong('authorityInfoAccess'));
  if (!sameSet(accessAddresses(certificate, 'caIssuers'), caIssuers))
    found.push(wrong('authorityInfoAccess'));
  return [...found, ...lintScheme('authorityInfoAccess', [...ocsp, ...caIssuers])];
}

function lintPoints(certificate: TbsCertificate, { profile, issuer }: Place): readonly Finding[] {
  const pointed = profile.status === 'crl' || profile.status === 'crl-and-ocsp';
  const crls = pointed ? [crlAddress(issuer, crlScopeOf(issuer, certificate.serial))] : [];
  const named = addressesOf(crlDistributionPointsOf(certificate));
  const found = sameSet(named, crls) ? [] : [wrong('crlDistributionPoints')];
  return [...found, ...lintScheme('crlDistributionPoints', crls)];
}

/** Fetching the status of a certificate over TLS would need the status of another certificate. */
function lintScheme(field: Label, addresses: readonly string[]): readonly Finding[] {
  return addresses.every((address) => address.startsWith('http://')) ? [] : [fault('url.scheme', field)];
}

function wrong(field: string): Finding {
  return fault('extension.content', field);
}

function sameSet(left: Iterable<string>, right: Iterable<string>): boolean {
  const first = [...left].sort();
  const second = [...right].sort();
  return first.length === second.length && first.every((value, index) => value === second[index]);
}
