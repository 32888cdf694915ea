import { type CeremonyDescription, readCeremonyDescription } from '@kaika/ca/ceremony-description';

/** What the first start makes where no description is handed in: a hierarchy that says it is a demonstration. */
export function demoDescription(origin: string): CeremonyDescription {
  // Certificates are fetched to check a TLS connection, so their own addresses are plain http (RFC 5280 §8).
  const address = origin.replace(/^https:/, 'http:');
  return readCeremonyDescription({
    country: 'TW',
    organisation: '開卡示範憑證管理中心',
    address: `${address}/pki/`,
    practiceStatement: `${origin}/repository`,
    generation: 1,
    shards: 16,
    authorities: {
      root: { commonName: '開卡示範根憑證管理中心', key: 'p384', days: 7305 },
      'issuing-cards': { commonName: '開卡示範憑證IC卡憑證管理中心', key: 'p256', days: 3652 },
      'issuing-software': { commonName: '開卡示範非IC卡類憑證管理中心', key: 'p256', days: 3652 },
      'attestation-authority': { commonName: '開卡示範虛擬卡驗證中心', key: 'p256', days: 7305 },
    },
  });
}
