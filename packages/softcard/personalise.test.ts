import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { equal } from '@kaika/bytes/bytes';
import type { Found } from '@kaika/card/erase';
import { CardError } from '@kaika/card/error';
import { readGuid } from '@kaika/card/holder';
import { authenticateManagement } from '@kaika/card/management';
import { findCertificate, select } from '@kaika/card/object';
import { type Produced, type ProductionStep, personalise, productionSteps } from '@kaika/card/personalise';
import { pinTries, resetRetryCounter } from '@kaika/card/pin';
import { slots } from '@kaika/card/slot';
import { metadata } from '@kaika/card/yubico';
import { isSelfSigned, parseRequest } from '@kaika/pki/request';
import { type Attestor, createAttestor, equip } from './attestor.ts';
import { createSampleIssuer, type SampleIssuer, sampleProducer, sampleProduction } from './sample.ts';
import { createSoftcard, fromState, type Softcard } from './softcard.ts';

const now = new Date('2026-11-21T00:00:00Z');
const cardNumber = 'XC00000000000017';

describe('producing a card', () => {
  let attestor: Attestor;
  let issuer: SampleIssuer;
  const blank = (serialNumber = 1) =>
    createSoftcard({ serialNumber, attestation: equip(attestor, serialNumber) });
  const order = () => sampleProduction({ cardNumber, attestor });
  const producer = () => sampleProducer(issuer, cardNumber);
  const produce = (card: Softcard) => personalise(card, order(), producer());

  before(() => {
    attestor = createAttestor('Sample Attestation CA', now);
    issuer = createSampleIssuer(now);
  });

  it('leaves four certificates, the GUID, its own secrets and a PIN nobody knows', async () => {
    const card = blank();
    const production = order();
    let key: Parameters<typeof authenticateManagement>[1] | null = null;
    const produced = await personalise(card, production, {
      ...producer(),
      async secrets(identity) {
        const secrets = await producer().secrets(identity);
        key = { ...secrets.management, key: secrets.management.key.slice() };
        return secrets;
      },
    });
    card.powerOn();
    await select(card);
    assert.deepEqual(await readGuid(card), production.guid);
    for (const slot of slots)
      assert.deepEqual(await findCertificate(card, slot), produced.certificates[slot]);
    assert.deepEqual(await metadata(card, 'pin'), { total: 3, left: 3, factory: false });
    assert.deepEqual(await metadata(card, 'puk'), { total: 5, left: 5, factory: false });
    assert.ok(key);
    await authenticateManagement(card, key);
  });

  it('hands in requests signed on the card for 9A, 9C and 9E, and attestations for all', async () => {
    const { requests } = await produce(blank());
    assert.deepEqual(
      requests.map(({ slot }) => slot),
      [...slots],
    );
    for (const { slot, request, spki, attestation } of requests) {
      assert.ok(attestation && equal(attestation.spki, spki));
      if (slot === '9d') assert.equal(request, null);
      else
        assert.ok(request && isSelfSigned(parseRequest(request)) && equal(parseRequest(request).spki, spki));
    }
  });

  for (const keys of [
    { '9a': 'p384', '9c': 'p384', '9d': 'p384', '9e': 'p384' },
    { '9a': 'rsa2048', '9c': 'rsa2048', '9d': 'rsa2048', '9e': 'p256' },
  ] as const) {
    it(`makes ${keys['9a']} keys where the profile asks for them`, async () => {
      const { requests } = await personalise(blank(), { ...order(), keys }, producer());
      assert.equal(requests.length, 4);
    });
  }

  it('tells each step in its order', async () => {
    const steps: ProductionStep[] = [];
    await personalise(blank(), order(), { ...producer(), progress: (step) => steps.push(step) });
    assert.deepEqual(steps.map(({ label }) => label).toSorted(), [...productionSteps].toSorted());
    assert.ok(steps.every(({ of }) => of === productionSteps.length));
  });

  it('overwrites management key and PUK once they are on the card', async () => {
    const handed: Uint8Array[] = [];
    await personalise(blank(), order(), {
      ...producer(),
      async secrets(identity) {
        const secrets = await producer().secrets(identity);
        handed.push(secrets.management.key, secrets.puk);
        return secrets;
      },
    });
    assert.ok(handed.every((secret) => secret.every((octet) => octet === 0)));
  });

  it('asks before it erases a card with certificates, and leaves it alone if told so', async () => {
    const card = blank();
    const { certificates } = await produce(card);
    const asked: Found[] = [];
    const refusing = {
      ...producer(),
      async mayErase(found: Found) {
        asked.push(found);
        return false;
      },
    };
    await assert.rejects(personalise(card, order(), refusing), { code: 'card.not-blank' });
    assert.deepEqual(asked[0]?.certificates.get('9e'), certificates['9e']);
    card.powerOn();
    await select(card);
    assert.deepEqual(await findCertificate(card, '9a'), certificates['9a']);
    assert.equal(await pinTries(card), 3);
  });

  it('refuses a card whose attestation is not under a pinned root', async () => {
    const stranger = createAttestor('Stranger', now);
    const card = createSoftcard({ serialNumber: 5, attestation: equip(stranger, 5) });
    await assert.rejects(produce(card), { code: 'card.attestation-failed' });
  });

  it('refuses a card whose attestation certificate was made for another card', async () => {
    const card = createSoftcard({ serialNumber: 6, attestation: equip(attestor, 6) });
    const other = createSoftcard({ serialNumber: 7, attestation: equip(attestor, 7) });
    const mixed = fromState({ ...card.toState(), objects: other.toState().objects });
    await assert.rejects(produce(mixed), { code: 'card.attestation-failed' });
  });

  it('produces a card without attestation only where the order admits that', async () => {
    const bare = () => createSoftcard({ serialNumber: 8 });
    await assert.rejects(produce(bare()), { code: 'key.absent' });
    const { requests } = await personalise(bare(), { ...order(), attestation: null }, producer());
    assert.ok(requests.every(({ attestation }) => attestation === null));
  });

  it('refuses a model whose management key cannot be set, and keys the model does not have', async () => {
    const generic = createSoftcard({ serialNumber: 9, model: 'generic-piv' });
    await assert.rejects(produce(generic), { code: 'card.unsupported' });
    const old = createSoftcard({ serialNumber: 9, model: 'yubikey-5' });
    const keys = { ...order().keys, '9a': 'rsa4096' } as const;
    await assert.rejects(personalise(old, { ...order(), keys }, producer()), { code: 'key.unsupported' });
  });

  it('produces a YubiKey of the old firmware with a 3DES management key', async () => {
    const card = createSoftcard({ serialNumber: 10, model: 'yubikey-5' });
    const { identity } = await personalise(card, { ...order(), attestation: null }, producer());
    assert.equal(identity.model.id, 'yubikey-5');
  });

  it('never takes a virtual card for a YubiKey, whoever attests it', async () => {
    const card = createSoftcard({ serialNumber: 11, model: 'yubikey-5.7', attestation: equip(attestor, 11) });
    await assert.rejects(produce(card), { code: 'card.attestation-failed' });
  });

  it('refuses a certificate for another key before it is written', async () => {
    const swapped = {
      ...producer(),
      async issue(
        requests: Parameters<ReturnType<typeof producer>['issue']>[0],
      ): Promise<Produced['certificates']> {
        const issued = await producer().issue(requests);
        return { ...issued, '9a': issued['9c'], '9c': issued['9a'] };
      },
    };
    await assert.rejects(personalise(blank(), order(), swapped), { code: 'card.mismatch' });
  });

  for (const when of ['before', 'after'] as const) {
    it(`can be cut at every APDU (${when} the card did it) and begun again`, async () => {
      const total = await countApdus(blank(), produce);
      for (let cut = 0; cut < total; cut += 1) {
        const card = blank();
        card.unplugAfter(cut, when);
        await assert.rejects(
          produce(card),
          (error) => error instanceof CardError && error.code === 'card.removed',
        );
        const found = fromState(card.toState());
        const produced = await produce(found);
        await expectWhole(found, produced);
      }
    });
  }
});

async function countApdus(card: Softcard, produce: (card: Softcard) => Promise<unknown>): Promise<number> {
  let count = 0;
  const counting = {
    ...card,
    transmit: (command: Uint8Array) => card.transmit(command).finally(() => (count += 1)),
  };
  await produce(counting);
  return count;
}

async function expectWhole(card: Softcard, produced: Produced): Promise<void> {
  card.powerOn();
  await select(card);
  for (const slot of slots) assert.deepEqual(await findCertificate(card, slot), produced.certificates[slot]);
  const text = (value: string) => Uint8Array.from(Buffer.from(value));
  await resetRetryCounter(card, text('Kaika-42'), text('824613'));
}
