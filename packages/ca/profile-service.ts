import { PURPOSE } from '@kaika/pki/usage';
import type { Arc } from './arc.ts';
import type { Profiles } from './profile.ts';
import {
  authorityKeys,
  authorityName,
  holderName,
  longestCertificate,
  receiptSignerDays,
  responderDays,
  softwareDays,
  taskSignerDays,
  timeStampDays,
} from './profile-limit.ts';

const committing = ['digitalSignature', 'nonRepudiation'] as const;

const service = {
  authority: false,
  keys: authorityKeys,
  issuers: ['issuing-software'],
  usage: { rsa: ['digitalSignature'], other: ['digitalSignature'] },
  extendedUsageCritical: true,
  subject: authorityName,
  mail: false,
  organisation: false,
  status: 'crl-and-ocsp',
  largestBytes: longestCertificate,
} as const;

/** Certificates of organisations' programs, not on a card. */
export function softwareProfiles({ policies }: Arc) {
  return {
    software: {
      ...service,
      name: 'software',
      longestDays: softwareDays,
      usage: { rsa: [...committing, 'keyEncipherment'], other: committing },
      extendedUsage: [PURPOSE.clientAuth],
      extendedUsageCritical: false,
      policies: [policies.software],
      subject: holderName,
      mail: true,
      organisation: true,
    },
  } satisfies Partial<Profiles>;
}

/** Certificates of the authority's own services. */
export function serviceProfiles({ policies, usages }: Arc) {
  const own = { ...service, policies: [policies.service] } as const;
  return {
    // Answers for the key that issued it, so every issuing CA makes its own; no status of its own (RFC 6960 §4.2.2.2.1).
    'ocsp-responder': {
      ...own,
      name: 'ocsp-responder',
      issuers: ['issuing-cards', 'issuing-software'],
      longestDays: responderDays,
      extendedUsage: [PURPOSE.ocspSigning],
      extendedUsageCritical: false,
      status: 'nocheck',
    },
    'task-signer': {
      ...own,
      name: 'task-signer',
      longestDays: taskSignerDays,
      extendedUsage: [usages.taskSigning],
    },
    'receipt-signer': {
      ...own,
      name: 'receipt-signer',
      longestDays: receiptSignerDays,
      usage: { rsa: committing, other: committing },
      extendedUsage: [usages.receiptSigning],
      // PDF readers refuse a critical usage they do not know.
      extendedUsageCritical: false,
    },
    'time-stamp': {
      ...own,
      name: 'time-stamp',
      longestDays: timeStampDays,
      extendedUsage: [PURPOSE.timeStamping],
    },
  } satisfies Partial<Profiles>;
}
