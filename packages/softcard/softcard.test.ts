import assert from 'node:assert/strict';
import { createHash, createPublicKey, diffieHellman, generateKeyPairSync, verify } from 'node:crypto';
import { describe, it } from 'node:test';
import { fromHex, toHex } from '@kaika/bytes/hex';
import { tlv } from '@kaika/bytes/tlv';
import type { KeyAlgorithm, ManagementAlgorithm } from '@kaika/card/algorithm';
import { managementAlgorithms } from '@kaika/card/algorithm';
import { encodeExtended, exchange, send } from '@kaika/card/apdu';
import { readDiscovery } from '@kaika/card/discovery';
import { identify } from '@kaika/card/identify';
import { generateKey } from '@kaika/card/key';
import { authenticateManagement, setManagementKey } from '@kaika/card/management';
import { modelOf } from '@kaika/card/model';
import { findObject, readObject, select, writeObject } from '@kaika/card/object';
import { blockPin, blockPuk, changePin, pinTries, resetRetryCounter, verifyPin } from '@kaika/card/pin';
import { signatureOf } from '@kaika/card/proof';
import { agreeSecret, signDigest } from '@kaika/card/sign';
import type { Slot } from '@kaika/card/slot';
import { attest, keyOrigin, metadata, reset, setRetries } from '@kaika/card/yubico';
import { keyOctets } from '@kaika/pki/key';
import { createSoftcard, fromState, type Softcard } from './softcard.ts';

const text = (value: string) => Uint8Array.from(Buffer.from(value));
const factory = modelOf('softcard').factory;
const object = 0x5fc105;

async function managed(): Promise<Softcard> {
  const card = createSoftcard({ serialNumber: 24_681_357 });
  await select(card);
  await authenticateManagement(card, factory.management);
  return card;
}

describe('selecting', () => {
  it('answers the 5-, 9- and 11-byte AID and no other', async () => {
    const card = createSoftcard({ serialNumber: 1 });
    for (const aid of ['a000000308', 'a00000030800001000', 'a000000308000010000100']) {
      const { sw } = await exchange(card, { ins: 0xa4, p1: 4, p2: 0, data: fromHex(aid) });
      assert.equal(sw, 0x9000);
    }
    const other = await exchange(card, { ins: 0xa4, p1: 4, p2: 0, data: fromHex('a0000005272001') });
    assert.equal(other.sw, 0x6a82);
  });

  it('comes before everything else', async () => {
    const card = createSoftcard({ serialNumber: 1 });
    assert.equal((await exchange(card, { ins: 0x20, p1: 0, p2: 0x80, silent: true })).sw, 0x6d00);
  });

  it('acts as a JavaCard: another number, pieces of 255 bytes, five tries, no metadata', async () => {
    const card = createSoftcard({ serialNumber: 7, model: 'pivapplet' });
    const identity = await identify(card);
    assert.deepEqual([identity.model.id, identity.serialNumber], ['pivapplet', 0x8000_0007]);
    assert.equal(await pinTries(card), 5);
    await assert.rejects(metadata(card, 'pin'), { code: 'card.unsupported' });
    await authenticateManagement(card, modelOf('pivapplet').factory.management);
    const content = new Uint8Array(600).fill(7);
    await writeObject(card, 0x5fc105, content);
    const read = { ins: 0xcb, p1: 0x3f, p2: 0xff, data: tlv(0x5c, fromHex('5fc105')) };
    const short = await card.transmit(
      Uint8Array.of(0, read.ins, read.p1, read.p2, read.data.length, ...read.data, 0),
    );
    assert.equal(toHex(short.subarray(-2)), '61ff');
    assert.equal(short.length, 257);
    assert.deepEqual(await readObject(card, 0x5fc105), content);
  });

  it('tells what it is: our own card by its label, others by their version alone', async () => {
    assert.equal((await identify(createSoftcard({ serialNumber: 7 }))).model.id, 'softcard');
    const twin = await identify(createSoftcard({ serialNumber: 7, model: 'yubikey-5.7' }));
    assert.equal(twin.model.id, 'yubikey-5.7');
    assert.equal(twin.serialNumber, 7);
    const generic = await identify(createSoftcard({ serialNumber: 7, model: 'generic-piv' }));
    assert.equal(generic.model.id, 'generic-piv');
    assert.equal(generic.version, null);
  });

  it('keeps the login when PIV is selected again', async () => {
    const card = await managed();
    await verifyPin(card, text('123456'));
    await select(card);
    assert.equal(await pinTries(card), null);
  });
});

describe('the PIN', () => {
  it('is blocked after three wrong ones, and stays so through power-off', async () => {
    const card = createSoftcard({ serialNumber: 1 });
    await select(card);
    await assert.rejects(verifyPin(card, text('000000')), { code: 'pin.wrong', triesLeft: 2 });
    const later = fromState(card.toState());
    await select(later);
    await assert.rejects(verifyPin(later, text('000000')), { code: 'pin.wrong', triesLeft: 1 });
    await assert.rejects(verifyPin(later, text('000000')), { code: 'pin.blocked' });
    await assert.rejects(verifyPin(later, text('123456')), { code: 'pin.blocked' });
    assert.equal(await pinTries(later), 0);
  });

  it('is set anew by the PUK, tries full again', async () => {
    const card = createSoftcard({ serialNumber: 1 });
    await select(card);
    await blockPin(card);
    await resetRetryCounter(card, text('12345678'), text('824613'));
    assert.equal(await pinTries(card), 3);
    await verifyPin(card, text('824613'));
  });

  it('counts wrong PUKs for the PUK', async () => {
    const card = createSoftcard({ serialNumber: 1 });
    await select(card);
    const wrong = () => resetRetryCounter(card, text('00000000'), text('824613'));
    await assert.rejects(wrong(), { code: 'puk.wrong', triesLeft: 2 });
    await assert.rejects(wrong(), { code: 'puk.wrong', triesLeft: 1 });
    await assert.rejects(wrong(), { code: 'card.puk-blocked' });
    assert.equal(await pinTries(card), 3);
  });

  it('has 6 to 8 bytes: others are refused without spending a try', async () => {
    const card = createSoftcard({ serialNumber: 1 });
    await select(card);
    await assert.rejects(verifyPin(card, text('12345')), { code: 'pin.rule' });
    await assert.rejects(changePin(card, text('123456'), text('12345')), { code: 'pin.rule' });
    assert.equal(await pinTries(card), 3);
  });

  it('is forgotten when power goes', async () => {
    const card = createSoftcard({ serialNumber: 1 });
    await select(card);
    await verifyPin(card, text('123456'));
    card.powerOff();
    await assert.rejects(pinTries(card), { code: 'card.removed' });
    card.powerOn();
    await select(card);
    assert.equal(await pinTries(card), 3);
  });

  it('is wanted once for 9A and 9D, every time for 9C, never for 9E', async () => {
    const card = await managed();
    for (const slot of ['9a', '9c', '9d', '9e'] as const) await generateKey(card, slot, 'p256');
    const use = (slot: Slot) =>
      signDigest(card, { slot, algorithm: 'p256', hash: 'sha256' }, new Uint8Array(32));
    for (const slot of ['9a', '9c', '9d'] as const) await assert.rejects(use(slot), { code: 'pin.required' });
    await use('9e');
    await verifyPin(card, text('123456'));
    await use('9c');
    await assert.rejects(use('9c'), { code: 'pin.required' });
    await use('9a');
    await use('9a');
    await use('9d');
    await verifyPin(card, text('123456'));
    await use('9a');
    await assert.rejects(use('9c'), { code: 'pin.required' });
  });
});

describe('keys', () => {
  for (const algorithm of ['p256', 'p384', 'rsa2048'] as const satisfies readonly KeyAlgorithm[]) {
    it(`of ${algorithm} sign so that node:crypto verifies`, async () => {
      const card = await managed();
      const spki = await generateKey(card, '9e', algorithm);
      const { hash } = signatureOf(algorithm);
      const digest = createHash(hash).update('開卡').digest();
      const signature = await signDigest(card, { slot: '9e', algorithm, hash }, digest);
      const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
      assert.equal(verify(hash, Buffer.from('開卡'), key, signature), true);
    });
  }

  it('of P-384 sign SHA-256 too, and P-256 signs the left of SHA-512', async () => {
    const card = await managed();
    for (const [algorithm, hash] of [
      ['p384', 'sha256'],
      ['p256', 'sha512'],
    ] as const) {
      const spki = await generateKey(card, '9e', algorithm);
      const digest = createHash(hash).update('開卡').digest();
      const signature = await signDigest(card, { slot: '9e', algorithm, hash }, digest);
      const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
      assert.equal(verify(hash, Buffer.from('開卡'), key, signature), true);
    }
  });

  it('agree on the secret the other side computes', async () => {
    const card = await managed();
    const spki = await generateKey(card, '9e', 'p384');
    const other = generateKeyPairSync('ec', { namedCurve: 'secp384r1' });
    const point = keyOctets(Uint8Array.from(other.publicKey.export({ format: 'der', type: 'spki' })));
    const secret = await agreeSecret(card, { slot: '9e', algorithm: 'p384' }, point);
    const publicKey = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    assert.equal(toHex(secret), diffieHellman({ privateKey: other.privateKey, publicKey }).toString('hex'));
  });

  it('refuse a point off the curve', async () => {
    const card = await managed();
    await generateKey(card, '9e', 'p256');
    const point = Uint8Array.from([4, ...new Uint8Array(63).fill(9), 9]);
    await assert.rejects(agreeSecret(card, { slot: '9e', algorithm: 'p256' }, point), {
      code: 'card.refused',
    });
  });

  it('are made only with the management key, and only of kinds the model has', async () => {
    const card = createSoftcard({ serialNumber: 1 });
    await select(card);
    await assert.rejects(generateKey(card, '9a', 'p256'), { code: 'management.required' });
    const old = createSoftcard({ serialNumber: 1, model: 'yubikey-5' });
    await select(old);
    await authenticateManagement(old, modelOf('yubikey-5').factory.management);
    await assert.rejects(generateKey(old, '9a', 'rsa4096'), { code: 'key.unsupported' });
  });

  it('that were imported say so, and are not attested', async () => {
    const card = await managed();
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const d = Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url');
    await send(card, { ins: 0xfe, p1: 0x11, p2: 0x9a, data: tlv(0x06, d), silent: true });
    assert.equal(await keyOrigin(card, '9a'), 'imported');
    assert.equal(await keyOrigin(card, '9c'), null);
    await generateKey(card, '9c', 'p256');
    assert.equal(await keyOrigin(card, '9c'), 'generated');
    await assert.rejects(attest(card, '9a'), { code: 'key.absent' });
  });

  it('of RSA are imported by their primes', async () => {
    const card = await managed();
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const jwk = privateKey.export({ format: 'jwk' });
    const part = (tag: number, value: string | undefined) => tlv(tag, Buffer.from(value ?? '', 'base64url'));
    const data = Buffer.concat([
      part(1, jwk.p),
      part(2, jwk.q),
      part(3, jwk.dp),
      part(4, jwk.dq),
      part(5, jwk.qi),
    ]);
    await send(card, { ins: 0xfe, p1: 0x07, p2: 0x9e, data, silent: true });
    const digest = createHash('sha256').update('開卡').digest();
    const signature = await signDigest(card, { slot: '9e', algorithm: 'rsa2048', hash: 'sha256' }, digest);
    assert.equal(verify('sha256', Buffer.from('開卡'), publicKey, signature), true);
  });
});

describe('the management key', () => {
  for (const algorithm of [
    '3des',
    'aes128',
    'aes192',
    'aes256',
  ] as const satisfies readonly ManagementAlgorithm[]) {
    it(`can be ${algorithm}`, async () => {
      const card = await managed();
      const { bytes } = managementAlgorithms[algorithm];
      const key = Uint8Array.from({ length: bytes }, (_, index) => index + 1);
      await setManagementKey(card, { algorithm, key: key.slice() });
      card.powerOn();
      await select(card);
      await authenticateManagement(card, { algorithm, key });
      const wrong = { algorithm, key: key.toReversed() };
      await assert.rejects(authenticateManagement(card, wrong), { code: 'management.wrong' });
    });
  }

  it('is proved by the card too: a card that does not have it is found out', async () => {
    const card = await managed();
    const liar = {
      async transmit(command: Uint8Array) {
        const response = await card.transmit(command);
        if (command.length > 12) response[6] = (response[6] ?? 0) ^ 1;
        return response;
      },
    };
    await assert.rejects(authenticateManagement(liar, factory.management), { code: 'management.wrong' });
  });

  it('gives random bytes under algorithm 0, as OpenSC asks for them', async () => {
    const card = await managed();
    const ask = { ins: 0x87, p1: 0, p2: 0x9b, data: fromHex('7c028100') };
    const first = await send(card, ask);
    assert.equal(toHex(first.subarray(0, 4)), '7c128110');
    assert.notEqual(toHex(first), toHex(await send(card, ask)));
  });

  it('is not proved by an answer to a challenge that was never given', async () => {
    const card = createSoftcard({ serialNumber: 1 });
    await select(card);
    const data = tlv(0x7c, tlv(0x82, new Uint8Array(16)));
    assert.equal((await exchange(card, { ins: 0x87, p1: 0x0a, p2: 0x9b, data })).sw, 0x6985);
  });
});

describe('objects', () => {
  it('of any length the model has come back whole, by GET RESPONSE and by extended length', async () => {
    const card = await managed();
    const content = Uint8Array.from({ length: 3000 }, (_, index) => index & 0xff);
    await writeObject(card, object, content);
    assert.deepEqual(await readObject(card, object), content);
    const extended = encodeExtended({ ins: 0xcb, p1: 0x3f, p2: 0xff, data: fromHex('5c035fc105') }, 0);
    const response = await card.transmit(extended);
    assert.equal(response.length, 3000 + 4 + 2);
  });

  it('longer than the model has are refused, and the old content stays', async () => {
    const card = await managed();
    await writeObject(card, object, text('old'));
    await assert.rejects(writeObject(card, object, new Uint8Array(3100)), { code: 'object.too-large' });
    assert.deepEqual(await readObject(card, object), text('old'));
  });

  it('written empty are gone, and those behind the PIN need it', async () => {
    const card = await managed();
    await writeObject(card, object, text('x'));
    await writeObject(card, object, new Uint8Array());
    assert.equal(await findObject(card, object), null);
    await writeObject(card, 0x5fc109, text('printed'));
    await assert.rejects(readObject(card, 0x5fc109), { code: 'pin.required' });
    await verifyPin(card, text('123456'));
    assert.deepEqual(await readObject(card, 0x5fc109), text('printed'));
  });

  it('are not written without the management key', async () => {
    const card = createSoftcard({ serialNumber: 1 });
    await select(card);
    await assert.rejects(writeObject(card, object, text('x')), { code: 'management.required' });
  });

  it('include the discovery object: application PIN only', async () => {
    const card = await managed();
    assert.deepEqual(await readDiscovery(card), { applicationPin: true, globalPin: false });
  });
});

describe('the maker’s instructions', () => {
  it('reset wants PIN and PUK blocked, and leaves the factory’s secrets', async () => {
    const card = await managed();
    await generateKey(card, '9a', 'p256');
    await assert.rejects(reset(card), { code: 'card.refused' });
    await blockPin(card);
    await blockPuk(card);
    await reset(card);
    assert.deepEqual(await metadata(card, 'pin'), { total: 3, left: 3, factory: true });
    assert.equal(await keyOrigin(card, '9a'), null);
    await authenticateManagement(card, factory.management);
  });

  it('set retries wants both logins and puts PIN and PUK back to the factory’s', async () => {
    const card = await managed();
    await assert.rejects(setRetries(card, 3, 5), { code: 'management.required' });
    await changePin(card, text('123456'), text('824613'));
    await verifyPin(card, text('824613'));
    await setRetries(card, 4, 6);
    assert.deepEqual(await metadata(card, 'pin'), { total: 4, left: 4, factory: true });
    assert.deepEqual(await metadata(card, 'puk'), { total: 6, left: 6, factory: true });
  });

  it('are unknown to a generic card', async () => {
    const card = createSoftcard({ serialNumber: 1, model: 'generic-piv' });
    await select(card);
    await assert.rejects(metadata(card, 'pin'), { code: 'card.unsupported' });
  });
});

describe('a card’s file', () => {
  it('holds the whole card', async () => {
    const card = await managed();
    const spki = await generateKey(card, '9e', 'p256');
    await writeObject(card, object, text('content'));
    const state = JSON.parse(JSON.stringify(card.toState()));
    const again = fromState(state);
    await select(again);
    assert.deepEqual(await readObject(again, object), text('content'));
    const digest = createHash('sha256').update('開卡').digest();
    const signature = await signDigest(again, { slot: '9e', algorithm: 'p256', hash: 'sha256' }, digest);
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    assert.equal(verify('sha256', Buffer.from('開卡'), key, signature), true);
    assert.deepEqual(again.toState(), state);
  });

  it('needs saving after commands that change it, and not after reading', async () => {
    const card = createSoftcard({ serialNumber: 1 });
    await select(card);
    await findObject(card, object);
    assert.equal(card.revision, 0);
    await verifyPin(card, text('000000')).catch(() => undefined);
    assert.equal(card.revision, 1);
  });
});
