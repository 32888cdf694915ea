/** Extended key usages of others' making (RFC 5280 §4.2.1.12, FIPS 201-3, Microsoft). */
export const extendedUsage = {
  clientAuth: '1.3.6.1.5.5.7.3.2',
  emailProtection: '1.3.6.1.5.5.7.3.4',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  ocspSigning: '1.3.6.1.5.5.7.3.9',
  cardAuthentication: '2.16.840.1.101.3.6.8',
  smartCardLogon: '1.3.6.1.4.1.311.20.2.2',
} as const;

export type KeyUsageName =
  | 'digitalSignature'
  | 'contentCommitment'
  | 'keyEncipherment'
  | 'keyAgreement'
  | 'keyCertSign'
  | 'cRLSign';
