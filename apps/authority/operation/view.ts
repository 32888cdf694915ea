import { fromBase64 } from '@kaika/bytes/base64';
import { equal } from '@kaika/bytes/bytes';
import { checkAttestation } from '@kaika/card/attestation';
import { CardError } from '@kaika/card/error';
import { type Certificate, parseCertificate } from '@kaika/pki/certificate';
import { describeKey } from '@kaika/pki/key';
import type { CardState } from '@kaika/registry/card';
import { type CertificateStatus, certificateStatusOf } from '@kaika/registry/certificate';
import type { HeldCertificate, ViewedCard } from '@kaika/wire/window';
import type { Context } from '../context.ts';
import { findCard } from '../store/card.ts';
import { findCertificate } from '../store/certificate.ts';

/** Whether a key was made on this card: its maker's authorities say so, say otherwise, or nobody said anything. */
export type KeyProof = 'proved' | 'failed' | 'untold';

/** A certificate of a card that lies in a reader, beside what the record says of it. */
export type ViewedCertificate = Omit<HeldCertificate, 'certificate' | 'notBefore' | 'notAfter'> & {
  readonly keyType: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Null where this authority did not issue it. */
  readonly status: CertificateStatus | null;
  readonly keyProof: KeyProof;
};

/** A card as it tells, judged. `ours` only where the record has its very certificates. */
export type JudgedCard = Omit<ViewedCard, 'certificates' | 'attestation' | 'kind' | 'cardNumber'> & {
  readonly kind: 'ours' | 'foreign' | 'blank';
  /** As the card says; believed where it is ours. */
  readonly cardNumber: string | null;
  /** By the record; null where the card is not ours. */
  readonly state: CardState | null;
  readonly certificates: readonly ViewedCertificate[];
};

/** 檢視憑證IC卡資訊: what the card told is compared with the record and with the pinned attestation roots. Keeps nothing. */
export async function judgeCard(context: Context, card: ViewedCard): Promise<JudgedCard> {
  const certificates: ViewedCertificate[] = [];
  for (const held of card.certificates) certificates.push(await judgeCertificate(context, card, held));
  const isOurs = certificates.some(({ status }) => status !== null);
  const record = isOurs && card.cardNumber !== null ? await findCard(context.db, card.cardNumber) : null;
  const { attestation: _, ...told } = card;
  return {
    ...told,
    kind: record !== null ? 'ours' : card.certificates.length === 0 ? 'blank' : 'foreign',
    state: record?.state ?? null,
    certificates,
  };
}

async function judgeCertificate(
  context: Context,
  card: ViewedCard,
  held: HeldCertificate,
): Promise<ViewedCertificate> {
  const { certificate: text, ...words } = held;
  const certificate = parseCertificate(fromBase64(text));
  return {
    ...words,
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter,
    keyType: keyTypeOf(certificate),
    status: await statusOf(context, certificate),
    keyProof: proofOf(context, { card, held, certificate }),
  };
}

/** By the record, if these very bytes are in it. */
async function statusOf({ db, now }: Context, certificate: Certificate): Promise<CertificateStatus | null> {
  const record = await findCertificate(db, certificate.serialNumber);
  if (record === null || record.der === null || !equal(record.der, certificate.der)) return null;
  return certificateStatusOf(record, now());
}

function proofOf(
  { config }: Context,
  one: { readonly card: ViewedCard; readonly held: HeldCertificate; readonly certificate: Certificate },
): KeyProof {
  const { attestation } = one.card;
  const found = attestation?.statements.find(({ use }) => use === one.held.use);
  if (!attestation || found === undefined) return 'untold';
  try {
    const trust = { roots: config.attestationRoots };
    const said = checkAttestation(fromBase64(found.statement), fromBase64(attestation.certificate), trust);
    return equal(said.spki, one.certificate.spki) ? 'proved' : 'failed';
  } catch (error) {
    if (error instanceof CardError) return 'failed';
    throw error;
  }
}

function keyTypeOf({ spki }: Certificate): string {
  const key = describeKey(spki);
  if (key.type === 'rsa') return `RSA-${key.bits}`;
  return key.type === 'ec' ? key.curve : key.type;
}
