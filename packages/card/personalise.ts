import { randomBytes, randomInt } from 'node:crypto';
import { equal } from '@kaika/bytes/bytes';
import { parseCertificate } from '@kaika/pki/certificate';
import { encodeName, nameOf } from '@kaika/pki/name';
import type { KeyAlgorithm } from './algorithm.ts';
import { type Attestation, type AttestationTrust, checkAttestation } from './attestation.ts';
import { erase, type Found, look } from './erase.ts';
import { CardError } from './error.ts';
import { capabilityObject, chuidObject } from './holder.ts';
import type { Identity } from './identify.ts';
import { generateKey } from './key.ts';
import { authenticateManagement, type ManagementKey, setManagementKey } from './management.ts';
import { readCertificate, readObject, writeCertificate, writeObject } from './object.ts';
import { changePin, changePuk, verifyPin } from './pin.ts';
import { type CardKey, proveKey, requestFor } from './proof.ts';
import { objects, type Slot, slots } from './slot.ts';
import type { Transport } from './transport.ts';
import { attest, attestationCertificate } from './yubico.ts';

/** What a card is to become. */
export type Production = {
  /** Becomes the subject of the requests (serialNumber); the certificates' names are the issuer's business. */
  readonly cardNumber: string;
  /** 16 bytes. */
  readonly guid: Uint8Array;
  /** The day the card's contents end, `YYYYMMDD`. */
  readonly expires: string;
  readonly keys: Readonly<Record<Slot, KeyAlgorithm>>;
  readonly tries: { readonly pin: number; readonly puk: number };
  /**
   * Whose attestation is believed for models that have no maker's authorities pinned, such as virtual cards; these never count for
   * a model that has. Null asks no card for an attestation (by profile only).
   */
  readonly attestation: AttestationTrust | null;
};

/** One key as it is presented for a certificate. `request` is PKCS#10 DER, null for 9D, whose possession was proved by a challenge. */
export type KeyRequest = CardKey & {
  readonly request: Uint8Array | null;
  /** Null where the card has no attestation and the production admits that. */
  readonly attestation: Attestation | null;
};

/** What the one who produces the card is asked on the way. */
export type Producer = {
  /** Whether a card with certificates on it may be erased. Not asked for a blank one. */
  mayErase(found: Found): Promise<boolean>;
  /** Management key and PUK of this production, in the model's algorithm and alphabet. Both are overwritten after use. */
  secrets(identity: Identity): Promise<{ readonly management: ManagementKey; readonly puk: Uint8Array }>;
  /** The certificates (DER) for the four keys. */
  issue(requests: readonly KeyRequest[]): Promise<Readonly<Record<Slot, Uint8Array>>>;
  /** Called when a step begins. `label` is for example `generate-9a`. */
  progress?(step: ProductionStep): void;
};

export type ProductionStep = { readonly step: number; readonly of: number; readonly label: string };

/** A produced card. */
export type Produced = {
  readonly identity: Identity;
  readonly guid: Uint8Array;
  readonly requests: readonly KeyRequest[];
  readonly certificates: Readonly<Record<Slot, Uint8Array>>;
};

const signing: readonly Slot[] = ['9a', '9c', '9e'];

/** The labels of all steps in their order. */
export const productionSteps: readonly string[] = [
  'look',
  'erase',
  'holder',
  'secrets',
  ...slots.map((slot) => `generate-${slot}`),
  ...slots.map((slot) => `attest-${slot}`),
  ...signing.map((slot) => `request-${slot}`),
  'prove-9d',
  'issue',
  ...slots.map((slot) => `write-${slot}`),
  'compare',
];

/**
 * Produces a card (design: reset → CHUID, CCC → management key → PUK → transport PIN → keys → attestation → proofs → certificates →
 * written, read back, compared). The transport PIN is random, lives until the last proof and is known to nobody. A run that failed
 * or was cut anywhere is begun again from the start; the card is blank after its first two steps.
 *
 * Throws `card.not-blank`, `card.attestation-failed`, `key.unsupported`, `card.unsupported` (a model whose management key cannot be
 * set), `card.mismatch` (what was read back is not what was written), and what the transport and the producer throw.
 */
export async function personalise(
  card: Transport,
  production: Production,
  producer: Producer,
): Promise<Produced> {
  const begin = announce(producer);
  begin('look');
  const found = await look(card);
  const { identity } = found;
  expectFit(identity, production);
  if (found.certificates.size > 0 && !(await producer.mayErase(found))) throw new CardError('card.not-blank');
  begin('erase');
  await erase(card, identity, production.tries);
  begin('holder');
  const written = await writeHolder(card, production);
  begin('secrets');
  const pin = transportPin();
  try {
    await setSecrets(card, { identity, pin, producer });
    const requests = await prepareKeys(card, { identity, production, pin, begin });
    begin('issue');
    const certificates = await producer.issue(requests);
    await writeCertificates(card, { requests, certificates, begin });
    begin('compare');
    await compare(card, written, certificates);
    return { identity, guid: production.guid, requests, certificates };
  } finally {
    pin.fill(0);
  }
}

type Begin = (label: string) => void;

function announce(producer: Producer): Begin {
  return (label) =>
    producer.progress?.({ step: productionSteps.indexOf(label), of: productionSteps.length, label });
}

function expectFit({ model }: Identity, { keys, attestation }: Production): void {
  if (!model.instructions.setManagementKey) throw new CardError('card.unsupported');
  if (!slots.every((slot) => model.keys.includes(keys[slot]))) throw new CardError('key.unsupported');
  if (attestation !== null && !model.instructions.attest) throw new CardError('card.attestation-failed');
}

/** Eight digits, which every model's alphabet has. */
function transportPin(): Uint8Array {
  return Uint8Array.from({ length: 8 }, () => 0x30 + randomInt(10));
}

type Written = readonly { readonly id: number; readonly content: Uint8Array }[];

async function writeHolder(card: Transport, { guid, expires }: Production): Promise<Written> {
  const written = [
    { id: objects.holder, content: chuidObject({ guid, expires }) },
    { id: objects.capability, content: capabilityObject({ identifier: randomBytes(14) }) },
  ];
  for (const { id, content } of written) await writeObject(card, id, content);
  return written;
}

type Secrets = { readonly identity: Identity; readonly pin: Uint8Array; readonly producer: Producer };

/** The management key is authenticated again with its new value: only then is it known to be the one that was meant. */
async function setSecrets(card: Transport, { identity, pin, producer }: Secrets): Promise<void> {
  const { factory } = identity.model;
  const { management, puk } = await producer.secrets(identity);
  try {
    await setManagementKey(card, management);
    await authenticateManagement(card, management);
    await changePuk(card, factory.puk.slice(), puk);
    await changePin(card, factory.pin.slice(), pin.slice());
  } finally {
    management.key.fill(0);
    puk.fill(0);
  }
}

type Keys = {
  readonly identity: Identity;
  readonly production: Production;
  readonly pin: Uint8Array;
  readonly begin: Begin;
};

async function prepareKeys(card: Transport, order: Keys): Promise<readonly KeyRequest[]> {
  const { keys, cardNumber } = order.production;
  const made: (CardKey & { attestation: Attestation | null })[] = [];
  for (const slot of slots) {
    order.begin(`generate-${slot}`);
    const spki = await generateKey(card, slot, keys[slot]);
    made.push({ slot, algorithm: keys[slot], spki, attestation: null });
  }
  for (const key of made) {
    order.begin(`attest-${key.slot}`);
    key.attestation = await attestKey(card, key, order);
  }
  const subject = encodeName(nameOf(['serialNumber', cardNumber]));
  const requests: KeyRequest[] = [];
  for (const key of made) {
    order.begin(key.slot === '9d' ? 'prove-9d' : `request-${key.slot}`);
    requests.push({ ...key, request: await proof(card, key, { subject, pin: order.pin }) });
  }
  return requests;
}

async function attestKey(card: Transport, key: CardKey, order: Keys): Promise<Attestation | null> {
  const handedIn = order.production.attestation;
  if (handedIn === null) return null;
  const trust = order.identity.model.maker ?? handedIn;
  const attestation = checkAttestation(
    await attest(card, key.slot),
    await attestationCertificate(card),
    trust,
  );
  const { serialNumber, version } = order.identity;
  const same =
    equal(attestation.spki, key.spki) &&
    attestation.serialNumber === serialNumber &&
    attestation.version.join('.') === version?.join('.');
  if (!same || !isAsked(key.slot, attestation)) throw new CardError('card.attestation-failed');
  return attestation;
}

/** A key that should ask for the PIN must do so, and 9C every time. */
function isAsked(slot: Slot, { pinPolicy }: Attestation): boolean {
  if (slot === '9e') return true;
  return slot === '9c' ? pinPolicy === 'always' : pinPolicy !== 'never';
}

async function proof(
  card: Transport,
  key: CardKey,
  { subject, pin }: { readonly subject: Uint8Array; readonly pin: Uint8Array },
): Promise<Uint8Array | null> {
  if (key.slot !== '9e') await verifyPin(card, pin.slice());
  if (key.slot !== '9d') return requestFor(card, key, subject);
  await proveKey(card, key);
  return null;
}

type Writing = {
  readonly requests: readonly KeyRequest[];
  readonly certificates: Readonly<Record<Slot, Uint8Array>>;
  readonly begin: Begin;
};

async function writeCertificates(card: Transport, { requests, certificates, begin }: Writing): Promise<void> {
  for (const { slot, spki } of requests) {
    begin(`write-${slot}`);
    const certificate = certificates[slot];
    if (!equal(parseCertificate(certificate).spki, spki)) throw new CardError('card.mismatch');
    await writeCertificate(card, slot, certificate);
  }
}

async function compare(
  card: Transport,
  written: Written,
  certificates: Readonly<Record<Slot, Uint8Array>>,
): Promise<void> {
  for (const { id, content } of written) {
    if (!equal(await readObject(card, id), content)) throw new CardError('card.mismatch');
  }
  for (const slot of slots) {
    if (!equal(await readCertificate(card, slot), certificates[slot])) throw new CardError('card.mismatch');
  }
}
