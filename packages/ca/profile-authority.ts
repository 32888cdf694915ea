import type { Arc } from './arc.ts';
import type { Profiles } from './profile.ts';
import {
  authorityKeys,
  authorityName,
  cardKeys,
  issuingDays,
  longestCertificate,
  plainPivBytes,
  rootDays,
} from './profile-limit.ts';

const authority = {
  authority: true,
  keys: authorityKeys,
  usage: { rsa: ['keyCertSign', 'cRLSign'], other: ['keyCertSign', 'cRLSign'] },
  extendedUsage: [],
  extendedUsageCritical: false,
  subject: authorityName,
  mail: false,
  organisation: false,
  largestBytes: longestCertificate,
} as const;

/** The root and the issuing authorities below it. */
export function authorityProfiles({ policies }: Arc) {
  const issuing = {
    ...authority,
    issuers: ['root'],
    pathLength: 0,
    longestDays: issuingDays,
    status: 'crl',
  } as const;
  const { authentication, signature, encryption, presence, software, service } = policies;
  return {
    root: {
      ...authority,
      name: 'root',
      issuers: ['root'],
      longestDays: rootDays,
      policies: [],
      status: 'none',
    },
    'issuing-cards': {
      ...issuing,
      name: 'issuing-cards',
      policies: [authentication, signature, encryption, presence, service],
    },
    'issuing-software': { ...issuing, name: 'issuing-software', policies: [software, service] },
  } satisfies Partial<Profiles>;
}

/**
 * The hierarchy that attests virtual cards. It stands apart from the root: the key of `attestation` lies in a virtual
 * card on somebody's machine and signs certificates, and nothing that trusts the root may ever trust those.
 */
export function attestationProfiles({ policies }: Arc) {
  const apart = {
    ...authority,
    issuers: ['attestation-authority'],
    longestDays: rootDays,
    policies: [policies.attestation],
    status: 'none',
  } as const;
  return {
    'attestation-authority': { ...apart, name: 'attestation-authority', pathLength: 1 },
    attestation: {
      ...apart,
      name: 'attestation',
      pathLength: 0,
      keys: cardKeys,
      usage: { rsa: ['keyCertSign'], other: ['keyCertSign'] },
      subject: { required: ['CN'], allowed: ['C', 'O', 'OU', 'serialNumber'] },
      largestBytes: plainPivBytes,
    },
  } satisfies Partial<Profiles>;
}
