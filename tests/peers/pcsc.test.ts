import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { CardError } from '@kaika/card/error';
import { identify } from '@kaika/card/identify';
import { generateKey } from '@kaika/card/key';
import { authenticateManagement } from '@kaika/card/management';
import { readCertificate, select } from '@kaika/card/object';
import { personalise } from '@kaika/card/personalise';
import { isPinVerified, pinTries, verifyPin } from '@kaika/card/pin';
import { equip } from '@kaika/softcard/attestor';
import { createSample, type Sample, sampleProducer, sampleProduction } from '@kaika/softcard/sample';
import { createSoftcard } from '@kaika/softcard/softcard';
import { type Bench, inTime, skipWithout, startBench, until } from './bench.ts';

const skip = await skipWithout();

describe('our own way to the machine’s card service', { skip, timeout: 120_000 }, () => {
  let bench: Bench;
  let sample: Sample;
  const pin = () => Uint8Array.from(Buffer.from(sample.pin));

  before(async () => {
    bench = await startBench();
    sample = await createSample({ now: new Date() });
  });
  after(() => bench[Symbol.asyncDispose]());

  it('reads a card as it lies in a reader, its ATR included', async () => {
    await using _ = await bench.insert(sample.card, bench.plain);
    const seen = (await bench.cards.readers()).find(({ name }) => name === bench.plain.name);
    assert.deepEqual(seen?.card?.atr, sample.card.atr);
    const { model, certificate } = await bench.cards.exclusive(bench.plain.name, async (card) => ({
      model: (await identify(card)).model.id,
      certificate: await readCertificate(card, '9e'),
    }));
    assert.equal(model, 'softcard');
    assert.deepEqual(certificate, sample.produced.certificates['9e']);
  });

  it('leaves nobody a login', async () => {
    await using _ = await bench.insert(sample.card, bench.plain);
    await bench.cards.exclusive(bench.plain.name, async (card) => {
      await select(card);
      await verifyPin(card, pin());
      assert.equal(await isPinVerified(card), true);
    });
    const verified = await bench.cards.exclusive(bench.plain.name, async (card) => {
      await select(card);
      return isPinVerified(card);
    });
    assert.equal(verified, false);
  });

  it('leaves no thread waiting for watchers that come and go', async () => {
    for (let count = 0; count < 40; count += 1) {
      using _ = bench.cards.watch(() => undefined);
      // Each of them goes at another moment of the watch's beginning.
      for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    }
    await inTime('listing the readers', bench.cards.readers());
  });

  it('lets one caller after the other at the card', async () => {
    await using _ = await bench.insert(sample.card, bench.plain);
    const order: string[] = [];
    const visit = (name: string) =>
      bench.cards.exclusive(bench.plain.name, async (card) => {
        order.push(`${name} in`);
        await select(card);
        order.push(`${name} out`);
      });
    await Promise.all([visit('one'), visit('two'), visit('three')]);
    assert.deepEqual(order, ['one in', 'one out', 'two in', 'two out', 'three in', 'three out']);
  });

  it('produces a card through the card service', async () => {
    const card = createSoftcard({ serialNumber: 7, attestation: equip(sample.attestor, 7) });
    await using _ = await bench.insert(card, bench.plain);
    const production = sampleProduction({ cardNumber: 'XC00000000000025', attestor: sample.attestor });
    const producer = sampleProducer(sample.issuer, production.cardNumber);
    const produced = await bench.cards.exclusive(bench.plain.name, (transport) =>
      personalise(transport, production, producer),
    );
    assert.equal(produced.requests.length, 4);
  });

  it('says card.removed where the card is pulled out in the middle, and reads it again once it is back', async () => {
    const plug = await bench.insert(sample.card, bench.plain);
    const work = bench.cards.exclusive(bench.plain.name, async (card) => {
      await select(card);
      await plug[Symbol.asyncDispose]();
      await select(card);
    });
    await assert.rejects(work, (error) => error instanceof CardError && error.code === 'card.removed');
    sample.card.powerOn();
    await until(bench.cards, (readers) => readers.every(({ card }) => card === null));
    await using _ = await bench.insert(sample.card, bench.plain);
    const tries = await bench.cards.exclusive(bench.plain.name, async (card) => {
      await select(card);
      return pinTries(card);
    });
    assert.equal(tries, 3);
  });

  it('says card.none for an empty reader and reader.none for an unknown one', async () => {
    await until(bench.cards, (readers) => readers.every(({ card }) => card === null));
    const visit = (name: string) => bench.cards.exclusive(name, async () => undefined);
    await assert.rejects(visit(bench.plain.name), { code: 'card.none' });
    await assert.rejects(visit('No Such Reader'), { code: 'reader.none' });
  });

  it('tells of cards that come and go, and finds the service again after it was restarted', async () => {
    const plug = await bench.insert(sample.card, bench.plain);
    await plug[Symbol.asyncDispose]();
    await until(bench.cards, (readers) => readers.length > 0 && readers.every(({ card }) => card === null));
    await bench.pcscd.restart();
    sample.card.powerOn();
    await using _ = await bench.insert(sample.card, bench.plain);
    const model = await bench.cards.exclusive(
      bench.plain.name,
      async (card) => (await identify(card)).model.id,
    );
    assert.equal(model, 'softcard');
  });

  it('makes long keys too: the service waits as long as the card does', async () => {
    const card = createSoftcard({ serialNumber: 8 });
    await using _ = await bench.insert(card, bench.plain);
    const spki = await bench.cards.exclusive(bench.plain.name, async (transport) => {
      const { model } = await identify(transport);
      await authenticateManagement(transport, model.factory.management);
      return generateKey(transport, '9a', 'rsa3072');
    });
    assert.ok(spki.length > 384);
  });

  it('says reader.no-service where the service is gone', async () => {
    await bench.pcscd[Symbol.asyncDispose]();
    await assert.rejects(bench.cards.readers(), { code: 'reader.no-service' });
    const visit = bench.cards.exclusive(bench.plain.name, async () => undefined);
    await assert.rejects(visit, { code: 'reader.no-service' });
  });
});
