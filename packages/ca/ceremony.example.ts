import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import type { Certificate } from '@kaika/pki/certificate';
import { nameOf } from '@kaika/pki/name';
import { arcOf, exampleArc } from './arc.ts';
import { type Authorities, type Authority, draftStep, finishStep, planCeremony } from './ceremony.ts';
import {
  type AuthorityName,
  type CeremonyDescription,
  readCeremonyDescription,
} from './ceremony-description.ts';
import { type DraftRequest, draftCertificate } from './draft.ts';
import { CaError } from './error.ts';
import { approveDraft } from './lint.ts';
import { type ProfileName, type Profiles, profilesOf } from './profile.ts';
import { makeSerial, serialRandomBytes } from './serial.ts';
import { signDraft } from './sign.ts';
import { type Signer, signerOfKey } from './signer.ts';

/** A description as an operator would review it; for tests and for the demonstration. */
export const exampleDescription: CeremonyDescription = readCeremonyDescription({
  country: 'TW',
  organisation: '開卡示範憑證管理中心',
  address: 'http://authority.localhost:8080/pki/',
  practiceStatement: 'http://authority.localhost:8080/practice',
  generation: 1,
  shards: 4,
  authorities: {
    root: { commonName: '開卡示範根憑證管理中心', key: 'p384', days: 7305 },
    'issuing-cards': { commonName: '開卡示範憑證IC卡憑證管理中心', key: 'p256', days: 3652 },
    'issuing-software': { commonName: '開卡示範非IC卡類憑證管理中心', key: 'p256', days: 3652 },
    'attestation-authority': { commonName: '開卡示範虛擬卡驗證中心', key: 'p256', days: 7305 },
  },
});

/** A whole hierarchy with keys in memory: what tests of other rooms issue their certificates with. */
export type ExampleHouse = {
  readonly profiles: Profiles;
  readonly authorities: Authorities;
  readonly signers: ReadonlyMap<AuthorityName, Signer>;
  authority(name: AuthorityName): Authority & { readonly signer: Signer };
  /** Issues to a new P-256 key, to an example organisation, unless `request` says otherwise. */
  issue(
    profile: ProfileName,
    by: AuthorityName,
    request?: Partial<DraftRequest>,
  ): Promise<{ readonly certificate: Certificate; readonly key: KeyObject }>;
};

const prefix = 0x01;
const day = 86_400_000;

/** Makes the hierarchy of `exampleDescription` as of `now`. `keys`: private keys of authorities that are not to get a new one. */
export async function makeExampleHouse(
  now: Date,
  keys: ReadonlyMap<AuthorityName, KeyObject> = new Map(),
): Promise<ExampleHouse> {
  const profiles = profilesOf(arcOf(exampleArc));
  const made = new Map<AuthorityName, Authority>();
  const signers = new Map<AuthorityName, Signer>();
  for (const step of planCeremony(exampleDescription)) {
    const fresh = () => newKey(step.key === 'p384' ? 'P-384' : 'P-256').privateKey;
    const own = signerOfKey(keys.get(step.authority) ?? fresh());
    signers.set(step.authority, own);
    const draft = draftStep(step, made, { profiles, now, serial: newSerial(), signer: own });
    made.set(step.authority, await finishStep(step, draft, { issuer: signers.get(step.issuer) ?? own, own }));
  }
  const authority = (name: AuthorityName) => {
    const found = made.get(name);
    const signer = signers.get(name);
    if (!found || !signer) throw new CaError('ceremony.missing', { certificate: name, field: 'issuer' });
    return { ...found, signer };
  };
  return {
    profiles,
    authorities: made,
    signers,
    authority,
    async issue(profile, by, request = {}) {
      const key = newKey('P-256');
      const { issuer, signer } = authority(by);
      const publicKey = new Uint8Array(key.publicKey.export({ type: 'spki', format: 'der' }));
      const asked = { ...exampleRequest(profiles, profile, now), publicKey, ...request };
      const draft = draftCertificate(asked, profiles[profile], issuer);
      const linted = approveDraft(draft, { now, isDuplicate: () => false });
      return { certificate: await signDraft(linted, signer), key: key.privateKey };
    },
  };
}

function exampleRequest(
  profiles: Profiles,
  profile: ProfileName,
  now: Date,
): Omit<DraftRequest, 'publicKey'> {
  const notBefore = new Date(Math.floor(now.getTime() / 1000) * 1000);
  const days = Math.min(profiles[profile].longestDays, 365);
  const { organisation } = profiles[profile];
  const arc = arcOf(exampleArc);
  return {
    serial: newSerial(),
    subject: nameOf(
      ['C', 'TW'],
      ['O', '安新會計師事務所'],
      ['CN', '安新會計師事務所'],
      ...(profile === 'presence' ? [['serialNumber', 'XC00000000000001'] as const] : []),
    ),
    notBefore,
    notAfter: new Date(notBefore.getTime() + days * day - 1000),
    ...(organisation
      ? { organisation: { oid: `${arc.organisations}.1`, kind: arc.organisationKinds[4] ?? arc.root } }
      : {}),
  };
}

function newKey(namedCurve: 'P-256' | 'P-384') {
  return generateKeyPairSync('ec', { namedCurve });
}

function newSerial(): Uint8Array {
  return makeSerial(prefix, randomBytes(serialRandomBytes));
}
