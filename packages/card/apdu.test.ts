import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromHex, toHex } from '@kaika/bytes/hex';
import fc from 'fast-check';
import { chain, encodeExtended, encodeShort, exchange, send } from './apdu.ts';
import { play } from './recording.ts';
import type { Transport } from './transport.ts';

const head = { ins: 0xcb, p1: 0x3f, p2: 0xff };

test('short APDUs have the four forms of ISO 7816-4 §5.2', () => {
  assert.equal(toHex(encodeShort(head)), '00cb3fff');
  assert.equal(toHex(encodeShort(head, 0)), '00cb3fff00');
  assert.equal(toHex(encodeShort({ ...head, data: fromHex('0102') })), '00cb3fff020102');
  assert.equal(toHex(encodeShort({ ...head, data: fromHex('0102') }, 8)), '00cb3fff02010208');
  assert.throws(() => encodeShort({ ...head, data: new Uint8Array(256) }), RangeError);
});

test('extended APDUs write their lengths in two bytes after a zero', () => {
  assert.equal(toHex(encodeExtended(head, 0)), '00cb3fff000000');
  assert.equal(toHex(encodeExtended({ ...head, data: fromHex('0102') }, 0)), '00cb3fff00000201020000');
  assert.throws(() => encodeExtended({ ...head, data: new Uint8Array(65536) }), RangeError);
});

test('a chain carries all data in order, and every block but the last has the chaining bit', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), (data) => {
      const apdus = chain({ ...head, data, silent: true });
      const carried = apdus.flatMap((apdu) => [...apdu.subarray(5)]);
      assert.deepEqual(carried, [...data]);
      assert.deepEqual(
        apdus.map(([cla]) => cla),
        apdus.map((_, index) => (index < apdus.length - 1 ? 0x10 : 0x00)),
      );
    }),
  );
});

test('61xx is followed by GET RESPONSE until the answer is whole', async () => {
  const card = play([
    { command: '00cb3fff00', response: '01026102' },
    { command: '00c0000002', response: '03046101' },
    { command: '00c0000001', response: '059000' },
  ]);
  assert.equal(toHex(await send(card, head)), '0102030405');
});

test('6Cxx repeats the command with the length the card wants', async () => {
  const card = play([
    { command: '00cb3fff00', response: '6c02' },
    { command: '00cb3fff02', response: '01029000' },
  ]);
  assert.equal(toHex(await send(card, head)), '0102');
});

test('a refusal inside a chain ends it', async () => {
  const data = new Uint8Array(300);
  const card = play([{ command: `10cb3fffff${'00'.repeat(255)}`, response: '6982' }]);
  assert.deepEqual(await exchange(card, { ...head, data }), { data: new Uint8Array(), sw: 0x6982 });
});

test('status words become codes', async () => {
  const expected = {
    '6982': 'pin.required',
    '6a82': 'object.absent',
    '6d00': 'card.unsupported',
    '6f00': 'card.refused',
  };
  for (const [response, code] of Object.entries(expected)) {
    await assert.rejects(send(play([{ command: '00cb3fff00', response }]), head), { code });
  }
});

test('an answer without status word or without end is card.unreadable', async () => {
  const endless: Transport = { transmit: async () => fromHex(`${'00'.repeat(256)}6100`) };
  const silent: Transport = { transmit: async () => fromHex('6110') };
  const short: Transport = { transmit: async () => fromHex('90') };
  const stubborn: Transport = { transmit: async () => fromHex('6c00') };
  await assert.rejects(send(endless, head), { code: 'card.unreadable' });
  await assert.rejects(send(silent, head), { code: 'card.unreadable' });
  await assert.rejects(send(short, head), { code: 'card.unreadable' });
  await assert.rejects(send(stubborn, head), { code: 'card.refused' });
});

test('the bytes of a secret command are overwritten once it was sent, also where the card is gone', async () => {
  const sent: Uint8Array[] = [];
  const card: Transport = {
    async transmit(command) {
      sent.push(command);
      throw new Error('torn out');
    },
  };
  await assert.rejects(send(card, { ...head, data: fromHex('313233'), secret: true }));
  assert.deepEqual([...(sent[0] ?? [])], new Array(9).fill(0));
});
