import { PURPOSE } from '@kaika/pki/usage';
import type { Arc } from './arc.ts';
import type { ProfileChoices, Profiles } from './profile.ts';
import { cardDays, cardKeys, holderName, plainPivBytes } from './profile-limit.ts';

/** id-PIV-cardAuth, FIPS 201-3 §B: the key proves that the card is present, nothing more. */
export const cardAuthenticationUsage = '2.16.840.1.101.3.6.8';

/** The four certificates of a card (SP 800-73-5 slots 9A, 9C, 9D, 9E). */
export function cardProfiles({ policies }: Arc, choices: ProfileChoices) {
  const card = cardProfile(choices);
  const logon = choices.windowsLogon ? [PURPOSE.smartcardLogon] : [];
  return {
    authentication: {
      ...card,
      name: 'authentication',
      usage: { rsa: ['digitalSignature'], other: ['digitalSignature'] },
      extendedUsage: [PURPOSE.clientAuth, ...logon],
      policies: [policies.authentication],
      mail: true,
    },
    signature: {
      ...card,
      name: 'signature',
      usage: {
        rsa: ['digitalSignature', 'nonRepudiation'],
        other: ['digitalSignature', 'nonRepudiation'],
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
      extendedUsage: [cardAuthenticationUsage],
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

/** What the four have in common. */
function cardProfile(choices: ProfileChoices) {
  return {
    authority: false,
    issuers: ['issuing-cards'],
    longestDays: choices.cardDays ?? cardDays,
    keys: cardKeys,
    extendedUsage: [],
    extendedUsageCritical: false,
    subject: holderName,
    organisation: true,
    status: 'crl-and-ocsp',
    largestBytes: choices.cardBytes ?? plainPivBytes,
  } as const;
}
