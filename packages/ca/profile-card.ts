import type { Arc } from './arc.ts';
import type { ProfileChoices, Profiles } from './profile.ts';
import { cardKeys, holderName, plainPivBytes, year } from './profile-limit.ts';
import { extendedUsage } from './usage.ts';

/** The four certificates of a card (SP 800-73-5 slots 9A, 9C, 9D, 9E). */
export function cardProfiles({ policies }: Arc, choices: ProfileChoices) {
  const card = {
    authority: false,
    issuers: ['issuing-cards'],
    longestDays: choices.cardDays ?? Math.ceil(5 * year),
    keys: cardKeys,
    extendedUsage: [],
    extendedUsageCritical: false,
    subject: holderName,
    organisation: true,
    status: 'crl-and-ocsp',
    largestBytes: choices.cardBytes ?? plainPivBytes,
  } as const;
  const logon = choices.windowsLogon ? [extendedUsage.smartCardLogon] : [];
  return {
    authentication: {
      ...card,
      name: 'authentication',
      usage: { rsa: ['digitalSignature'], other: ['digitalSignature'] },
      extendedUsage: [extendedUsage.clientAuth, ...logon],
      policies: [policies.authentication],
      mail: true,
    },
    signature: {
      ...card,
      name: 'signature',
      usage: {
        rsa: ['digitalSignature', 'contentCommitment'],
        other: ['digitalSignature', 'contentCommitment'],
      },
      policies: [policies.signature],
      mail: true,
    },
    encryption: {
      ...card,
      name: 'encryption',
      usage: { rsa: ['keyEncipherment'], other: ['keyAgreement'] },
      policies: [policies.encryption],
      mail: true,
    },
    presence: {
      ...card,
      name: 'presence',
      usage: { rsa: ['digitalSignature'], other: ['digitalSignature'] },
      extendedUsage: [extendedUsage.cardAuthentication],
      extendedUsageCritical: true,
      policies: [policies.presence],
      subject: {
        required: ['C', 'O', 'CN', 'serialNumber'],
        allowed: ['OU', 'L', 'ST', 'organizationIdentifier'],
      },
      mail: false,
    },
  } satisfies Partial<Profiles>;
}
