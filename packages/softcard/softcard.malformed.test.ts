import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromHex } from '@kaika/bytes/hex';
import { select } from '@kaika/card/object';
import fc from 'fast-check';
import { createSoftcard } from './softcard.ts';

const instructions = [
  0x20, 0x24, 0x2c, 0x47, 0x87, 0xa4, 0xc0, 0xcb, 0xdb, 0xf6, 0xf7, 0xf8, 0xf9, 0xfa, 0xfb, 0xfd, 0xfe, 0xff,
];

test('any bytes are answered with a status word', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (apdu) => {
      const card = createSoftcard({ serialNumber: 1 });
      await select(card);
      assert.ok((await card.transmit(apdu)).length >= 2);
    }),
  );
});

test('any data for any instruction are answered with a status word, and log nobody in', async () => {
  const command = fc.record({
    ins: fc.constantFrom(...instructions),
    p1: fc.nat(255),
    p2: fc.nat(255),
    data: fc.uint8Array({ maxLength: 255 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(command, { maxLength: 20 }), async (commands) => {
      const card = createSoftcard({ serialNumber: 1 });
      await select(card);
      for (const { ins, p1, p2, data } of commands) {
        const response = await card.transmit(Uint8Array.from([0, ins, p1, p2, data.length, ...data]));
        assert.ok(response.length >= 2);
      }
      const put = await card.transmit(fromHex('00db3fff085c035fc105530100'));
      assert.deepEqual([...put], [0x69, 0x82]);
    }),
  );
});

test('lengths that do not add up are 6700', async () => {
  const card = createSoftcard({ serialNumber: 1 });
  for (const apdu of ['', '00', '00a404', '00a404000201', '00a40400000003a0']) {
    assert.deepEqual([...(await card.transmit(fromHex(apdu)))], [0x67, 0x00], apdu);
  }
});

test('another class is 6E00, and another command in a chain drops what was begun', async () => {
  const card = createSoftcard({ serialNumber: 1 });
  await select(card);
  assert.deepEqual([...(await card.transmit(fromHex('80cb3fff')))], [0x6e, 0x00]);
  assert.deepEqual([...(await card.transmit(fromHex('10db3fff0100')))], [0x90, 0x00]);
  assert.deepEqual([...(await card.transmit(fromHex('00fd0000')))].slice(-2), [0x90, 0x00]);
});
