const year = 365.25;

/** Longest lives in whole days, rounded up, as the practice statement promises them (docs/practice.md). */
export const rootDays = Math.ceil(20 * year);
export const issuingDays = Math.ceil(10 * year);
export const cardDays = Math.ceil(5 * year);
export const softwareDays = Math.ceil(3 * year);
/** Nobody can revoke a responder's certificate. */
export const responderDays = 30;
export const taskSignerDays = 366;
export const receiptSignerDays = Math.ceil(3 * year);
export const timeStampDays = Math.ceil(5 * year);

/** Largest certificate object of a plain PIV card (SP 800-73-5 part 1, table 7), octets. */
export const plainPivBytes = 1856;

/** Where no card limits it: still small enough for every TLS stack and OCSP client. */
export const longestCertificate = 16_384;

export const authorityKeys = [
  'p256',
  'p384',
  'rsa2048',
  'rsa3072',
  'rsa4096',
  'ed25519',
  'ml-dsa-65',
] as const;

/** What PIV cards generate (SP 800-78-5); RSA-4096 where the model says so. */
export const cardKeys = ['p256', 'p384', 'rsa2048', 'rsa3072', 'rsa4096'] as const;

export const authorityName = {
  required: ['C', 'O', 'CN'],
  allowed: ['OU', 'L', 'ST', 'organizationIdentifier'],
} as const;

export const holderName = {
  required: ['C', 'O', 'CN'],
  allowed: ['OU', 'L', 'ST', 'serialNumber', 'organizationIdentifier'],
} as const;
