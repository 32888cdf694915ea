import type { AttributeLabel } from '@kaika/pki/name';
import type { KeyUsage } from '@kaika/pki/usage';
import type { Arc } from './arc.ts';
import { attestationProfiles, authorityProfiles } from './profile-authority.ts';
import { cardProfiles } from './profile-card.ts';
import { serviceProfiles, softwareProfiles } from './profile-service.ts';

export type ProfileName =
  | 'root'
  | 'issuing-cards'
  | 'issuing-software'
  | 'attestation-authority'
  | 'authentication'
  | 'signature'
  | 'encryption'
  | 'presence'
  | 'attestation'
  | 'software'
  | 'ocsp-responder'
  | 'task-signer'
  | 'receipt-signer'
  | 'time-stamp';

export type KeyKind = 'p256' | 'p384' | 'p521' | 'rsa2048' | 'rsa3072' | 'rsa4096' | 'ed25519' | 'ml-dsa-65';

/**
 * What a certificate of one kind must be; pure data, read by draft and lint alike.
 *
 * - `issuers`: profiles whose certificates may issue it; its own name means self-signed.
 * - `longestDays`: days from notBefore to notAfter, at most.
 * - `usage`: by family of key, for encryption is keyEncipherment with RSA and keyAgreement with EC.
 * - `status`: which pointers to status services it carries; 'crl' is for certificates of CAs, answered by CRL alone.
 * - `largestBytes`: size the whole certificate must fit in (the card's object); signature included.
 */
export type Profile = {
  readonly name: ProfileName;
  readonly issuers: readonly ProfileName[];
  readonly pathLength?: number;
  readonly authority: boolean;
  readonly longestDays: number;
  readonly keys: readonly KeyKind[];
  readonly usage: { readonly rsa: readonly KeyUsage[]; readonly other: readonly KeyUsage[] };
  readonly extendedUsage: readonly string[];
  readonly extendedUsageCritical: boolean;
  readonly policies: readonly string[];
  readonly subject: {
    readonly required: readonly AttributeLabel[];
    readonly allowed: readonly AttributeLabel[];
  };
  readonly mail: boolean;
  readonly organisation: boolean;
  readonly status: 'none' | 'crl' | 'crl-and-ocsp' | 'nocheck';
  readonly largestBytes: number;
};

export type Profiles = Readonly<Record<ProfileName, Profile>>;

/** What an operator may change without touching the rules. */
export type ProfileChoices = {
  /** Days the certificates of a card live; by default five years. */
  readonly cardDays?: number;
  /** Bytes of a certificate that the smallest card model in use can hold; plain PIV: 1,856. */
  readonly cardBytes?: number;
  /** Adds the Windows smart-card logon usage to the authentication certificate. */
  readonly windowsLogon?: boolean;
};

/** All profiles under an arc. */
export function profilesOf(arc: Arc, choices: ProfileChoices = {}): Profiles {
  return {
    ...authorityProfiles(arc),
    ...attestationProfiles(arc),
    ...cardProfiles(arc, choices),
    ...softwareProfiles(arc),
    ...serviceProfiles(arc),
  };
}
