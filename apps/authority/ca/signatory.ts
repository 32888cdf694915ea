import type { AuthorityName } from '@kaika/ca/ceremony-description';
import { draftCertificate } from '@kaika/ca/draft';
import { approveDraft } from '@kaika/ca/lint';
import type { ProfileName } from '@kaika/ca/profile';
import { signDraft } from '@kaika/ca/sign';
import type { Signer } from '@kaika/ca/signer';
import type { Certificate } from '@kaika/pki/certificate';
import { nameOf } from '@kaika/pki/name';
import { system } from '@kaika/registry/change';
import type { Keyring } from '../key/keyring.ts';
import { findOwn, keepOwn, type OwnCertificate } from '../store/authority.ts';
import { save } from '../store/save.ts';
import type { Database } from '../store/table.ts';
import type { Ca, Generation } from './establish.ts';

/** A key that signs in the authority's name (tasks, receipts, answers), with its certificate and those above it, without the root (DER). */
export type Signatory = {
  readonly certificate: Certificate;
  readonly signer: Signer;
  readonly chain: readonly Uint8Array[];
};

/** The authorities that issue certificates to others, and have a responder. */
export type IssuingName = Extract<AuthorityName, 'issuing-cards' | 'issuing-software'>;

/** One kind of signatory: its profile, who issues it, its name, and when it is made anew. */
export type SignatoryKind = {
  readonly profile: Extract<ProfileName, 'ocsp-responder' | 'task-signer' | 'receipt-signer' | 'time-stamp'>;
  readonly issuer: IssuingName;
  /** Which of the issuer's keys signs its certificate, `issuing-cards/1`; the present one by default. */
  readonly generation?: string;
  readonly commonName: string;
  readonly days: number;
  /** Days before its end at which a new key takes over. */
  readonly renewDays: number;
};

export const taskSigner: SignatoryKind = {
  profile: 'task-signer',
  issuer: 'issuing-software',
  commonName: '開卡作業簽發服務',
  days: 366,
  renewDays: 60,
};
export const receiptSigner: SignatoryKind = {
  profile: 'receipt-signer',
  issuer: 'issuing-software',
  commonName: '開卡收執聯簽發服務',
  days: 1095,
  renewDays: 365,
};

/** Whose time is told by RFC 3161. */
export const timeStamper: SignatoryKind = {
  profile: 'time-stamp',
  issuer: 'issuing-software',
  commonName: '開卡時戳服務',
  days: 1826,
  renewDays: 1461,
};

/** The responder of an issuing authority's key: its certificate lives short, since nobody can revoke it. */
export function responderOf({ authority, name }: Pick<Generation, 'authority' | 'name'>): SignatoryKind {
  if (authority !== 'issuing-cards' && authority !== 'issuing-software') {
    throw new TypeError(`${name} has no responder`);
  }
  return {
    profile: 'ocsp-responder',
    issuer: authority,
    generation: name,
    commonName: '憑證狀態查詢服務',
    days: 30,
    renewDays: 10,
  };
}

export type SignatoryHands = {
  readonly db: Database;
  readonly keyring: Keyring;
  readonly ca: Ca;
  readonly now: () => Date;
};

/** The signatory's present key, made or renewed where that is due. */
export async function obtainSignatory(kind: SignatoryKind, hands: SignatoryHands): Promise<Signatory> {
  const now = hands.now();
  const known = await findOwn(hands.db, signatoryName(kind, hands.ca));
  const issuing = issuingKey(kind, hands.ca);
  const fresh =
    known !== null && isFresh(known.certificate, kind, { now, end: issuing.certificate.notAfter });
  const own = fresh ? known : await make(kind, hands, now);
  const issuer = issuing.certificate.der;
  return {
    certificate: own.certificate,
    signer: hands.keyring.signer(own.key, 'p256'),
    chain: [own.certificate.der, issuer],
  };
}

/** Whether it need not be renewed yet; one that ends with its issuer cannot be. */
export function isFresh(
  { notAfter }: Certificate,
  { renewDays }: SignatoryKind,
  { now, end }: { readonly now: Date; readonly end: Date },
): boolean {
  return notAfter.getTime() - now.getTime() > renewDays * day || (notAfter >= end && notAfter > now);
}

const day = 86_400_000;

function signatoryName(kind: SignatoryKind, ca: Ca): string {
  return `${kind.profile}/${issuingKey(kind, ca).name}`;
}

function issuingKey({ generation, issuer }: SignatoryKind, ca: Ca): Generation {
  const found = ca.generations.get(generation ?? ca.generation(issuer));
  if (!found) throw new TypeError(`${generation} is no key of this authority`);
  return found;
}

async function make(kind: SignatoryKind, hands: SignatoryHands, now: Date): Promise<OwnCertificate> {
  const { ca, keyring } = hands;
  const name = signatoryName(kind, ca);
  const key = `${name}/${now.toISOString().slice(0, 10)}`;
  const issuing = issuingKey(kind, ca);
  const { country, organisation } = ca.description;
  const notBefore = new Date(Math.floor(now.getTime() / 1000) * 1000);
  const end = Math.min(notBefore.getTime() + kind.days * day - 1000, issuing.certificate.notAfter.getTime());
  const draft = draftCertificate(
    {
      serial: ca.drawSerial(),
      subject: nameOf(['C', country], ['O', organisation], ['CN', kind.commonName]),
      publicKey: keyring.signer(key, 'p256').publicKey,
      notBefore,
      notAfter: new Date(end),
    },
    ca.profiles[kind.profile],
    issuing.issuer,
  );
  const linted = approveDraft(draft, { now, isDuplicate: () => false });
  const certificate = await signDraft(linted, issuing.signer);
  const own = { name, profile: kind.profile, issuer: issuing.name, key, certificate };
  await hands.db.transaction().execute(async (trx) => {
    await keepOwn(trx, own, now);
    await save(trx, [{ next: null, event: { at: now, by: system.id, what: 'key.made', subject: name } }]);
  });
  return own;
}
