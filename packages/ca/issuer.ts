import type { SignatureAlgorithmName } from '@kaika/pki/algorithm';
import type { Certificate } from '@kaika/pki/certificate';
import type { ProfileName } from './profile.ts';
import { shardOfSerial } from './serial.ts';
import type { Signer } from './signer.ts';

/**
 * Where the world finds what belongs to one key of one authority. A new key (generation) of the same name has
 * addresses of its own.
 * - `caIssuers`: the issuer's certificate (DER). `ocsp`: its responder. `cps`: the practice statement.
 * - `crlFolder`: ends in a slash; the CRLs lie in it.
 */
export type IssuerAddresses = {
  readonly caIssuers: string;
  readonly ocsp: string;
  readonly crlFolder: string;
  readonly cps: string;
};

/**
 * One key of an authority, as drafts see it. `name`: its subject in DER. `notAfter`: end of its certificate, absent
 * while it makes its own. `shards`: number of CRL shards, 0 where the complete CRL is the only one.
 */
export type Issuer = {
  readonly profile: ProfileName;
  readonly name: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly keyId: Uint8Array;
  readonly algorithm: SignatureAlgorithmName;
  readonly notAfter?: Date;
  readonly addresses: IssuerAddresses;
  readonly shards: number;
};

export type CrlScope = number | 'complete';

/** The issuer that a certificate and its key make. */
export function issuerOf(
  certificate: Pick<Certificate, 'subject' | 'notAfter'>,
  signer: Signer,
  place: Pick<Issuer, 'profile' | 'addresses' | 'shards'>,
): Issuer {
  return { ...selfIssuer(certificate.subject, signer, place), notAfter: certificate.notAfter };
}

/** The issuer of a certificate that will be self-signed. `name`: subject in DER. */
export function selfIssuer(
  name: Uint8Array,
  signer: Signer,
  place: Pick<Issuer, 'profile' | 'addresses' | 'shards'>,
): Issuer {
  const { publicKey, keyId, algorithm } = signer;
  return { ...place, name, publicKey, keyId, algorithm };
}

/** Address of one CRL of the issuer: distribution point in certificates and in the CRL itself. */
export function crlAddress(issuer: Issuer, scope: CrlScope): string {
  return `${issuer.addresses.crlFolder}${scope}.crl`;
}

/** The CRL that covers a certificate: its shard, or the complete one where there are no shards. */
export function crlScopeOf(issuer: Pick<Issuer, 'shards'>, serial: Uint8Array): CrlScope {
  return issuer.shards === 0 ? 'complete' : shardOfSerial(serial, issuer.shards);
}
