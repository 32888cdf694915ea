import type { Certificate } from '@kaika/pki/certificate';
import { encodeName, type Name, nameOf } from '@kaika/pki/name';
import { type AuthorityName, type CeremonyDescription, generationOf } from './ceremony-description.ts';
import { draftCertificate } from './draft.ts';
import { CaError } from './error.ts';
import { type Issuer, type IssuerAddresses, issuerOf, selfIssuer } from './issuer.ts';
import { approveDraft, type LintedDraft } from './lint.ts';
import type { KeyKind, Profiles } from './profile.ts';
import { signDraft } from './sign.ts';
import type { Signer } from './signer.ts';

/** One certificate the ceremony makes. `key`: the kind of key to generate. `addresses`: of its own status services. */
export type CeremonyStep = {
  readonly authority: AuthorityName;
  readonly issuer: AuthorityName;
  readonly subject: Name;
  readonly key: KeyKind;
  readonly days: number;
  readonly addresses: IssuerAddresses;
  readonly shards: number;
};

/** One authority that exists: its certificate, and itself as an issuer. */
export type Authority = { readonly certificate: Certificate; readonly issuer: Issuer };

export type Authorities = ReadonlyMap<AuthorityName, Authority>;

/** What a step is done with. `serial`: see `makeSerial`. `signer`: the key of the new authority. */
export type CeremonyHands = {
  readonly profiles: Profiles;
  readonly now: Date;
  readonly serial: Uint8Array;
  readonly signer: Signer;
};

const day = 86_400_000;

/** The order in which authorities are made: each after its issuer. */
const order: readonly { readonly authority: AuthorityName; readonly issuer: AuthorityName }[] = [
  { authority: 'root', issuer: 'root' },
  { authority: 'issuing-cards', issuer: 'root' },
  { authority: 'issuing-software', issuer: 'root' },
  { authority: 'attestation-authority', issuer: 'attestation-authority' },
];

/** What a reviewed description comes to: the certificates in the order they are made. Nothing is made here. */
export function planCeremony(description: CeremonyDescription): readonly CeremonyStep[] {
  return order.map(({ authority, issuer }) => {
    const { commonName, key, days } = description.authorities[authority];
    const { country, organisation, shards } = description;
    return {
      authority,
      issuer,
      subject: nameOf(['C', country], ['O', organisation], ['CN', commonName]),
      key,
      days,
      addresses: addressesFor(description, authority),
      shards: shardsOf(authority, shards),
    };
  });
}

/** Few certificates are under a root: one list holds them. */
export function shardsOf(authority: AuthorityName, shards: number): number {
  return authority === 'root' || authority === 'attestation-authority' ? 0 : shards;
}

/**
 * Where the certificate, the CRLs and the responder of one authority's key are: `…/{authority}/{generation}/` and
 * there `issuer.cer`, `crl/{shard}.crl`, `crl/complete.crl` and `ocsp`.
 */
export function addressesFor(
  description: CeremonyDescription,
  authority: AuthorityName,
  generation = generationOf(description, authority),
): IssuerAddresses {
  const folder = `${description.address}${authority}/${generation}/`;
  return {
    caIssuers: `${folder}issuer.cer`,
    ocsp: `${folder}ocsp`,
    crlFolder: `${folder}crl/`,
    cps: description.practiceStatement,
  };
}

/**
 * Drafts and lints the certificate of one step; record it, then sign it with the issuer's key by `finishStep`.
 * @param made authorities of the steps before.
 * @throws CaError `ceremony.missing` when the issuer was not made yet, `draft.findings`
 */
export function draftStep(step: CeremonyStep, made: Authorities, hands: CeremonyHands): LintedDraft {
  const profile = hands.profiles[step.authority];
  const notBefore = new Date(Math.floor(hands.now.getTime() / 1000) * 1000);
  const draft = draftCertificate(
    {
      serial: hands.serial,
      subject: step.subject,
      publicKey: hands.signer.publicKey,
      notBefore,
      notAfter: new Date(notBefore.getTime() + step.days * day - 1000),
    },
    profile,
    issuerOfStep(step, made, hands.signer),
  );
  return approveDraft(draft, { now: hands.now, isDuplicate: (key) => isKeyOf(made, key) });
}

/** Signs the draft of a step with the issuer's key (its own, when self-signed) and gives the authority it makes. */
export async function finishStep(
  step: CeremonyStep,
  draft: LintedDraft,
  signers: { readonly issuer: Signer; readonly own: Signer },
): Promise<Authority> {
  const certificate = await signDraft(draft, signers.issuer);
  const { authority: profile, addresses, shards } = step;
  return { certificate, issuer: issuerOf(certificate, signers.own, { profile, addresses, shards }) };
}

function issuerOfStep(step: CeremonyStep, made: Authorities, signer: Signer): Issuer {
  if (step.issuer === step.authority) {
    const { authority: profile, addresses, shards } = step;
    return selfIssuer(encodeName(step.subject), signer, { profile, addresses, shards });
  }
  const issuer = made.get(step.issuer)?.issuer;
  if (!issuer) throw new CaError('ceremony.missing', { certificate: step.authority, field: 'issuer' });
  return issuer;
}

function isKeyOf(made: Authorities, key: Uint8Array): boolean {
  return [...made.values()].some(({ issuer }) => Buffer.compare(issuer.publicKey, key) === 0);
}
