import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { boolean, namedBits, octetString, oid, sequence } from '@kaika/bytes/der';
import type { KeyAlgorithm } from '@kaika/card/algorithm';
import { managementAlgorithms } from '@kaika/card/algorithm';
import { type Model, type ModelId, modelOf } from '@kaika/card/model';
import { select } from '@kaika/card/object';
import { type Produced, type Producer, personalise } from '@kaika/card/personalise';
import { resetRetryCounter } from '@kaika/card/pin';
import type { CardKey } from '@kaika/card/proof';
import type { Slot } from '@kaika/card/slot';
import { signatureAlgorithm } from '@kaika/pki/algorithm';
import { assembleCertificate, encodeTbsCertificate } from '@kaika/pki/certificate';
import { EXTENSION, type Extension, extension } from '@kaika/pki/extension';
import { keyIdentifier } from '@kaika/pki/key';
import { encodeName, nameOf } from '@kaika/pki/name';
import { type Attestor, createAttestor, equip } from './attestor.ts';
import { createSoftcard, type Softcard } from './softcard.ts';

/** An issuer of sample certificates: a CA of one key, without records, policies or status. For tests and trials alone. */
export type SampleIssuer = {
  readonly certificate: Uint8Array;
  issue(key: CardKey, cardNumber: string): Uint8Array;
};

/** A card that went through the whole of production and activation, and all its secrets. For tests and trials alone. */
export type Sample = {
  readonly card: Softcard;
  readonly produced: Produced;
  readonly issuer: SampleIssuer;
  readonly attestor: Attestor;
  readonly cardNumber: string;
  readonly pin: string;
  readonly puk: string;
  readonly managementKey: Uint8Array;
};

export type SampleOptions = {
  readonly now: Date;
  readonly model?: ModelId;
  readonly keys?: Readonly<Record<Slot, KeyAlgorithm>>;
  readonly cardNumber?: string;
  readonly pin?: string;
};

const defaultKeys: Readonly<Record<Slot, KeyAlgorithm>> = {
  '9a': 'p256',
  '9c': 'p256',
  '9d': 'p256',
  '9e': 'p256',
};
const puk = 'Kaika-42';

/** Makes, produces and activates a card. */
export async function createSample(options: SampleOptions): Promise<Sample> {
  const { now, keys = defaultKeys, cardNumber = 'XC00000000000017', pin = '824613' } = options;
  const attestor = createAttestor('Sample Attestation CA', now);
  const issuer = createSampleIssuer(now);
  const serialNumber = 24_681_357;
  const card = createSoftcard({
    serialNumber,
    model: options.model ?? 'softcard',
    attestation: equip(attestor, serialNumber),
  });
  let managementKey: Uint8Array = new Uint8Array();
  const producer: Producer = {
    ...sampleProducer(issuer, cardNumber),
    async secrets({ model }) {
      const management = sampleManagementKey(model);
      managementKey = management.key.slice();
      return { management, puk: Uint8Array.from(Buffer.from(puk)) };
    },
  };
  const order = sampleProduction({ keys, cardNumber, attestor });
  // Nothing virtual is attested as a maker's card.
  const isOurs = modelOf(options.model ?? 'softcard').maker === null;
  const produced = await personalise(card, isOurs ? order : { ...order, attestation: null }, producer);
  await select(card);
  await resetRetryCounter(card, Uint8Array.from(Buffer.from(puk)), Uint8Array.from(Buffer.from(pin)));
  card.powerOn();
  return { card, produced, issuer, attestor, cardNumber, pin, puk, managementKey };
}

/** The order such a card is produced by. */
export function sampleProduction(parts: {
  readonly keys?: Readonly<Record<Slot, KeyAlgorithm>>;
  readonly cardNumber: string;
  readonly attestor: Attestor;
}): Parameters<typeof personalise>[1] {
  return {
    cardNumber: parts.cardNumber,
    guid: Uint8Array.from(randomBytes(16)),
    expires: '20361231',
    keys: parts.keys ?? defaultKeys,
    tries: { pin: 3, puk: 5 },
    attestation: { roots: [parts.attestor.certificate] },
  };
}

/** A producer who may erase everything and has every secret at hand. */
export function sampleProducer(issuer: SampleIssuer, cardNumber: string): Producer {
  return {
    mayErase: async () => true,
    secrets: async ({ model }) => ({
      management: sampleManagementKey(model),
      puk: Uint8Array.from(Buffer.from(puk)),
    }),
    async issue(requests) {
      const issued = new Map(requests.map((key) => [key.slot, issuer.issue(key, cardNumber)]));
      const of = (slot: Slot): Uint8Array => issued.get(slot) ?? new Uint8Array();
      return { '9a': of('9a'), '9c': of('9c'), '9d': of('9d'), '9e': of('9e') };
    },
  };
}

/** A CA good for ten years from `now`. */
export function createSampleIssuer(now: Date): SampleIssuer {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const name = encodeName(nameOf(['C', 'TW'], ['CN', 'Sample Issuer']));
  const spki = Uint8Array.from(publicKey.export({ format: 'der', type: 'spki' }));
  const ca = [
    extension(EXTENSION.basicConstraints, true, sequence(boolean(true))),
    extension(EXTENSION.keyUsage, true, namedBits([5, 6])),
  ];
  const by = { name, key: privateKey, now };
  return {
    certificate: certify(by, { subject: name, spki, extensions: ca }),
    issue({ slot, spki: leaf, algorithm }, cardNumber) {
      const holder = slot === '9e' ? (['serialNumber', cardNumber] as const) : (['O', '範例協會'] as const);
      const subject = encodeName(nameOf(['C', 'TW'], holder, ['CN', `Sample ${slot}`]));
      return certify(by, { subject, spki: leaf, extensions: usesOf(slot, algorithm) });
    },
  };
}

type By = { readonly name: Uint8Array; readonly key: KeyObject; readonly now: Date };
type Leaf = {
  readonly subject: Uint8Array;
  readonly spki: Uint8Array;
  readonly extensions: readonly Extension[];
};

function certify({ name, key, now }: By, { subject, spki, extensions }: Leaf): Uint8Array {
  const algorithm = signatureAlgorithm('ecdsa-sha256');
  const notAfter = new Date(now);
  notAfter.setUTCFullYear(now.getUTCFullYear() + 10);
  const identifier = extension(EXTENSION.subjectKeyIdentifier, false, octetString(keyIdentifier(spki)));
  const tbs = encodeTbsCertificate({
    serial: Uint8Array.from([0x01, ...randomBytes(15)]),
    algorithm,
    issuer: name,
    subject,
    notBefore: now,
    notAfter,
    spki,
    extensions: [...extensions, identifier],
  });
  return assembleCertificate(tbs, algorithm, sign('sha256', tbs, key));
}

/** The key usages of the four slots; bits 0 digitalSignature, 1 contentCommitment, 2 keyEncipherment, 4 keyAgreement. */
function usesOf(slot: Slot, algorithm: KeyAlgorithm): readonly Extension[] {
  const keyTransport = algorithm.startsWith('rsa') ? 2 : 4;
  const bits = { '9a': [0], '9c': [0, 1], '9d': [keyTransport], '9e': [0] }[slot];
  const usage = extension(EXTENSION.keyUsage, true, namedBits(bits));
  if (slot === '9a')
    return [usage, extension(EXTENSION.extKeyUsage, false, sequence(oid('1.3.6.1.5.5.7.3.2')))];
  if (slot === '9e')
    return [usage, extension(EXTENSION.extKeyUsage, true, sequence(oid('2.16.840.1.101.3.6.8')))];
  return [usage];
}

function sampleManagementKey(model: Model): { algorithm: Model['management']; key: Uint8Array } {
  const { bytes } = managementAlgorithms[model.management];
  return { algorithm: model.management, key: Uint8Array.from(randomBytes(bytes)) };
}
