import { authorityInfoAccess } from '@kaika/pki/access';
import { caConstraints, endEntityConstraints } from '@kaika/pki/constraint';
import { crlDistributionPoints } from '@kaika/pki/distribution';
import { type Extension, prepared } from '@kaika/pki/extension';
import { authorityKeyIdentifier } from '@kaika/pki/key-identifier';
import { certificatePolicies } from '@kaika/pki/policy';
import { extKeyUsage, keyUsage, ocspNocheck } from '@kaika/pki/usage';
import { type CrlScope, crlAddress, type Issuer } from './issuer.ts';
import type { Profile } from './profile.ts';

/**
 * The extensions that are the same in every certificate of a profile, an issuer and a family of keys, made once.
 * `rights` come first in a certificate; `pointers` last, after which comes `point` where `hasPoint`.
 */
export type Standing = {
  readonly rights: readonly Extension[];
  readonly authorityKey: Extension;
  readonly pointers: readonly Extension[];
  readonly hasPoint: boolean;
  point(scope: CrlScope): Extension;
};

type Family = 'rsa' | 'other';

const made = new WeakMap<Issuer, WeakMap<Profile, Map<Family, Standing>>>();

/** What stands in every certificate of this kind. */
export function standingOf(profile: Profile, issuer: Issuer, family: Family): Standing {
  const ofIssuer = made.get(issuer) ?? new WeakMap<Profile, Map<Family, Standing>>();
  const ofProfile = ofIssuer.get(profile) ?? new Map<Family, Standing>();
  const found = ofProfile.get(family) ?? make(profile, issuer, family);
  made.set(issuer, ofIssuer.set(profile, ofProfile.set(family, found)));
  return found;
}

function make(profile: Profile, issuer: Issuer, family: Family): Standing {
  const points = new Map<CrlScope, Extension>();
  return {
    rights: rightsOf(profile, issuer, family).map(prepared),
    authorityKey: prepared(authorityKeyIdentifier(issuer.keyId)),
    pointers: pointersOf(profile, issuer).map(prepared),
    hasPoint: profile.status === 'crl' || profile.status === 'crl-and-ocsp',
    point: (scope) => {
      const point = points.get(scope) ?? prepared(crlDistributionPoints([crlAddress(issuer, scope)]));
      points.set(scope, point);
      return point;
    },
  };
}

function rightsOf(profile: Profile, { addresses }: Issuer, family: Family): readonly Extension[] {
  const list: Extension[] = [
    profile.authority ? caConstraints(profile.pathLength) : endEntityConstraints(),
    keyUsage(...profile.usage[family]),
  ];
  if (profile.extendedUsage.length > 0) {
    list.push(extKeyUsage(profile.extendedUsage, profile.extendedUsageCritical));
  }
  if (profile.policies.length > 0) {
    list.push(certificatePolicies(profile.policies.map((policy) => ({ oid: policy, cps: addresses.cps }))));
  }
  return list;
}

function pointersOf(profile: Profile, { addresses }: Issuer): readonly Extension[] {
  const caIssuers = [addresses.caIssuers];
  switch (profile.status) {
    case 'none':
      return [];
    case 'nocheck':
      return [authorityInfoAccess({ caIssuers }), ocspNocheck()];
    case 'crl':
      return [authorityInfoAccess({ caIssuers })];
    case 'crl-and-ocsp':
      return [authorityInfoAccess({ ocsp: [addresses.ocsp], caIssuers })];
  }
}
