import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toHex } from '@kaika/bytes/hex';
import { getTlv, parseTlv } from '@kaika/bytes/tlv';
import { capabilityObject, chuidObject, parseCapability, parseChuid, readGuid } from './holder.ts';
import { play } from './recording.ts';

const guid = Uint8Array.from({ length: 16 }, (_, index) => index);

test('a CHUID has its fields in the order of SP 800-73-5 part 1 table 9 and reads back', () => {
  const content = chuidObject({ guid, expires: '20361231' });
  assert.deepEqual(
    parseTlv(content).map(({ tag, value }) => [tag, value.length]),
    [
      [0x30, 25],
      [0x34, 16],
      [0x35, 8],
      [0x3e, 0],
      [0xfe, 0],
    ],
  );
  assert.deepEqual(parseChuid(content), { guid, expires: '20361231' });
});

test('the FASC-N is that of no federal agency: its symbols have odd parity and say 9999 9999 999999 0 1', () => {
  const fascn = getTlv(chuidObject({ guid, expires: '20361231' }), 0x30);
  const bits = [...fascn].map((octet) => octet.toString(2).padStart(8, '0')).join('');
  const symbols = bits.match(/.{5}/g) ?? [];
  assert.equal(symbols.length, 40);
  for (const symbol of symbols) assert.equal([...symbol].filter((bit) => bit === '1').length % 2, 1);
  const digits = symbols.map((symbol) => Number.parseInt([...symbol.slice(0, 4)].reverse().join(''), 2));
  assert.equal(
    digits
      .slice(0, 38)
      .map((digit) => digit.toString(16))
      .join(''),
    'b9999d9999d999999d0d1d0000000000300001'.slice(0, 38),
  );
});

test('a GUID of another length and a malformed expiry are refused', () => {
  assert.throws(() => chuidObject({ guid: new Uint8Array(15), expires: '20361231' }), RangeError);
  assert.throws(() => chuidObject({ guid, expires: '2036-12-31' }), RangeError);
});

test('a capability container reads back its identifier', () => {
  const identifier = Uint8Array.from({ length: 14 }, (_, index) => 200 + index);
  const content = capabilityObject({ identifier });
  assert.equal(toHex(getTlv(content, 0xf0).subarray(0, 7)), 'a000000116ff02');
  assert.deepEqual(parseCapability(content), { identifier });
});

test('a card without CHUID has no GUID; a damaged one is card.unreadable', async () => {
  const command = '00cb3fff055c035fc10200';
  assert.equal(await readGuid(play([{ command, response: '6a82' }])), null);
  assert.equal(await readGuid(play([{ command, response: '53009000' }])), null);
  await assert.rejects(readGuid(play([{ command, response: '530234059000' }])), { code: 'card.unreadable' });
  await assert.rejects(readGuid(play([{ command, response: '530334010a9000' }])), {
    code: 'card.unreadable',
  });
});
