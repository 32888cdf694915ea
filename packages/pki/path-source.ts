import type { Certificate } from './certificate.ts';
import { type Crl, parseCrl } from './crl.ts';
import { type CrlIndex, indexCrl } from './crl-index.ts';
import { PkiError } from './error.ts';

/** A CRL in DER, read, or read and indexed; whoever asks often keeps the last. */
export type CrlSource = Uint8Array | Crl | CrlIndex;

/**
 * Where what is missing comes from. Nothing here touches a network: the functions are handed in, and bound the size
 * of what they fetch and the time they take. They answer with what they found, nothing being an empty list, and do
 * not throw. `addresses` are those the certificate gives.
 */
export type PathSources = {
  fetchIssuers?(certificate: Certificate, addresses: readonly string[]): Promise<readonly Certificate[]>;
  fetchCrls?(certificate: Certificate, addresses: readonly string[]): Promise<readonly CrlSource[]>;
  fetchOcsp?(question: OcspAsked, addresses: readonly string[]): Promise<readonly Uint8Array[]>;
};

export type OcspAsked = { readonly certificate: Certificate; readonly issuer: Certificate };

/** The indexes of CRLs; those that cannot be read are passed over, as though nobody had sent them. */
export function indexCrls(sources: readonly CrlSource[]): readonly CrlIndex[] {
  return sources.flatMap((source) => {
    try {
      if ('slots' in source) return [source];
      return [indexCrl(source instanceof Uint8Array ? parseCrl(source) : source)];
    } catch (error) {
      if (!(error instanceof PkiError)) throw error;
      return [];
    }
  });
}
