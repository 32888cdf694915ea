import { hash } from 'node:crypto';
import { equal } from '@kaika/bytes/bytes';
import { type Draft, draftCertificate } from '@kaika/ca/draft';
import { crlScopeOf } from '@kaika/ca/issuer';
import { approveDraft, type LintedDraft } from '@kaika/ca/lint';
import { signDraft } from '@kaika/ca/sign';
import { CardError } from '@kaika/card/error';
import type { KeyRequest } from '@kaika/card/personalise';
import { type Slot, useOf } from '@kaika/card/slot';
import { nameOf } from '@kaika/pki/name';
import { isSelfSigned, parseRequest } from '@kaika/pki/request';
import { type Certificate, draft as recordDraft, issue as recordIssue } from '@kaika/registry/certificate';
import type { Actor, Change } from '@kaika/registry/change';
import { type Organisation, organisationKinds } from '@kaika/registry/organisation';
import { findKeyHolders, type KeyHolder } from '../store/certificate.ts';
import type { Database } from '../store/table.ts';
import { keepTogether } from '../store/together.ts';
import type { Ca } from './establish.ts';

/** Whom the certificates of one card are for. */
export type Subject = {
  readonly cardNumber: string;
  readonly organisation: Organisation;
  readonly person: string | null;
  readonly notAfter: Date;
  /** Confirmed addresses, for the certificates whose profile admits one. */
  readonly mail?: readonly string[];
};

/** One key to be certified. */
export type CertifiedKey = Pick<KeyRequest, 'slot' | 'spki'>;

export type IssueHands = {
  readonly db: Database;
  readonly ca: Ca;
  readonly by: Actor;
  readonly now: () => Date;
};

/**
 * The certificates of a card's keys, on hold: drafted, linted, recorded, signed, checked, recorded. A kill in between leaves
 * drafts, which the next start calls lost.
 * Throws `card.attestation-failed` for a request that does not prove its key, CaError `draft.findings`.
 */
export async function issueForCard(
  subject: Subject,
  requests: readonly KeyRequest[],
  hands: IssueHands,
): Promise<Readonly<Record<Slot, Uint8Array>>> {
  for (const request of requests) requireProof(request);
  return bySlot(new Map((await issueKeys(subject, requests, hands)).map(({ slot, der }) => [slot, der])));
}

/**
 * New certificates for keys that are on the card and were certified for it before, on hold. Possession was proved when they were
 * made; a key that was certified for another card or use is refused. Throws CaError `draft.findings`.
 */
export async function issueAgain(
  subject: Subject,
  keys: readonly CertifiedKey[],
  hands: IssueHands,
): Promise<readonly Issued[]> {
  return issueKeys(subject, keys, hands);
}

export type Issued = { readonly slot: Slot; readonly serial: string; readonly der: Uint8Array };

async function issueKeys(
  subject: Subject,
  keys: readonly CertifiedKey[],
  hands: IssueHands,
): Promise<readonly Issued[]> {
  const taken = await takenKeys(subject, keys, hands.db);
  const drafts = keys.map((key) => ({ key, draft: draftFor(key, { subject, taken }, hands) }));
  const records = drafts.map(({ key, draft }) => recordOf(key, draft, { subject, hands }));
  const keep = keepTogether(hands.db);
  await keep(records);
  const signer = hands.ca.signer('issuing-cards');
  const certificates = await Promise.all(drafts.map(({ draft }) => signDraft(draft, signer)));
  const issued: Issued[] = [];
  const changes: Change<Certificate>[] = [];
  for (const [at, { der }] of certificates.entries()) {
    const slot = drafts[at]?.key.slot;
    const record = records[at]?.next;
    if (!slot || !record) continue;
    issued.push({ slot, serial: record.serial, der });
    changes.push(recordIssue({ ...record, version: 1 }, der, { by: hands.by, now: hands.now() }));
  }
  await keep(changes);
  return issued;
}

/** SHA-256 of a SubjectPublicKeyInfo, hex: how keys are known in the record. */
export function keyIdOf(spki: Uint8Array): string {
  return hash('sha256', spki, 'hex');
}

/** 9D's possession was proved by a challenge while the card was open; the others bring a signed request. */
function requireProof({ slot, request, spki }: KeyRequest): void {
  if (request === null && slot === '9d') return;
  const parsed = request === null ? null : parseRequest(request);
  if (parsed === null || !equal(parsed.spki, spki) || !isSelfSigned(parsed)) {
    throw new CardError('card.attestation-failed');
  }
}

async function takenKeys(subject: Subject, requests: readonly CertifiedKey[], db: Database) {
  const ids = requests.map(({ spki }) => keyIdOf(spki));
  // Two slots of one card with the same key are a duplicate, too.
  const taken = new Set(ids.filter((id, at) => ids.indexOf(id) !== at));
  const holders = await Promise.all(ids.map((id) => findKeyHolders(db, id)));
  for (const [at, { slot }] of requests.entries()) {
    const isOther = ({ cardNumber, use }: KeyHolder) =>
      cardNumber !== subject.cardNumber || use !== useOf(slot);
    const id = ids[at];
    if (id !== undefined && holders[at]?.some(isOther)) taken.add(id);
  }
  return taken;
}

/** A linted draft for one key of a card. Throws CaError `draft.findings`. */
export function draftFor(
  { slot, spki }: CertifiedKey,
  { subject, taken }: { readonly subject: Subject; readonly taken: ReadonlySet<string> },
  { ca, now }: IssueHands,
): LintedDraft {
  const { organisation, person, cardNumber, notAfter } = subject;
  const use = useOf(slot);
  const kind = ca.arc.organisationKinds[organisationKinds.indexOf(organisation.kind)] ?? ca.arc.root;
  const profile = ca.profiles[use];
  const draft: Draft = draftCertificate(
    {
      serial: ca.drawSerial(),
      subject: nameOf(
        ['C', ca.description.country],
        ['O', organisation.name],
        ['CN', person ?? organisation.name],
        ...(use === 'presence' ? [['serialNumber', cardNumber] as const] : []),
      ),
      publicKey: spki,
      notBefore: wholeSecond(now()),
      notAfter,
      organisation: { oid: organisation.oid, kind },
      ...(profile.mail && subject.mail !== undefined ? { mail: subject.mail } : {}),
    },
    profile,
    ca.authority('issuing-cards').issuer,
  );
  return approveDraft(draft, { now: now(), isDuplicate: (key) => taken.has(keyIdOf(key)) });
}

/** The record of a draft, which is kept before it is signed. */
export function recordOf(
  { slot, spki }: CertifiedKey,
  draft: LintedDraft,
  { subject, hands }: { readonly subject: Subject; readonly hands: IssueHands },
): Change<Certificate> {
  const { ca, by, now } = hands;
  const scope = crlScopeOf(ca.authority('issuing-cards').issuer, Buffer.from(draft.serialNumber, 'hex'));
  const { organisation, person, cardNumber, notAfter } = subject;
  return recordDraft(
    {
      serial: draft.serialNumber,
      generation: ca.generation('issuing-cards'),
      use: useOf(slot),
      cardNumber,
      organisation: organisation.oid,
      subject: person === null ? organisation.name : `${organisation.name} ${person}`,
      keyId: keyIdOf(spki),
      tbs: draft.tbs,
      shard: scope === 'complete' ? 0 : scope,
      notBefore: wholeSecond(now()),
      notAfter,
    },
    by,
    now(),
  );
}

function wholeSecond(at: Date): Date {
  return new Date(Math.floor(at.getTime() / 1000) * 1000);
}

function bySlot(issued: ReadonlyMap<Slot, Uint8Array>): Readonly<Record<Slot, Uint8Array>> {
  const of = (slot: Slot): Uint8Array => {
    const der = issued.get(slot);
    if (der === undefined) throw new CardError('key.absent');
    return der;
  };
  return { '9a': of('9a'), '9c': of('9c'), '9d': of('9d'), '9e': of('9e') };
}
