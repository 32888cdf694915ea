import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CaError } from './error.ts';
import { crlScopeOf } from './issuer.ts';
import { makeSerial, serialDrawer, shardOfSerial } from './serial.ts';

test('a serial number is positive, keeps its prefix, and is at most 20 octets', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 0x7f }),
      fc.uint8Array({ minLength: 15, maxLength: 19 }),
      (prefix, random) => {
        const serial = makeSerial(prefix, random);
        assert.equal(serial[0], prefix);
        assert.ok(serial.length >= 16 && serial.length <= 20);
      },
    ),
  );
});

test('serial numbers drawn one after another use every octet of randomness once', () => {
  let asked = 0;
  let next = 0;
  const random = (octets: number) => {
    asked += octets;
    return Uint8Array.from({ length: octets }, () => next++ >> 4);
  };
  const draw = serialDrawer(7, random);
  const drawn = Array.from({ length: 600 }, draw);
  assert.ok(drawn.every((serial) => serial.length === 17 && serial[0] === 7));
  assert.deepEqual(
    drawn.map((serial) => serial[1]),
    drawn.map((_, index) => index & 0xff),
  );
  assert.equal(asked, 3 * 256 * 16);
  assert.throws(serialDrawer(0, random), isRefusal('serial.prefix'));
});

test('a prefix that would make it negative or shorter, and too little randomness, are refused', () => {
  for (const prefix of [0, 0x80, 1.5, -1]) {
    assert.throws(() => makeSerial(prefix, new Uint8Array(16)), isRefusal('serial.prefix'));
  }
  for (const length of [0, 14, 20]) {
    assert.throws(() => makeSerial(1, new Uint8Array(length)), isRefusal('serial.random'));
  }
});

test('a serial number stays in one shard', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 16, maxLength: 20 }),
      fc.integer({ min: 1, max: 0x10000 }),
      (serial, count) => {
        const shard = shardOfSerial(serial, count);
        assert.ok(shard >= 0 && shard < count);
        assert.equal(shardOfSerial(serial.slice(), count), shard);
      },
    ),
  );
  assert.equal(crlScopeOf({ shards: 0 }, Uint8Array.of(1)), 'complete');
  assert.throws(() => shardOfSerial(Uint8Array.of(1), 0), isRefusal('shard.count'));
});

function isRefusal(code: string) {
  return (error: unknown) => error instanceof CaError && error.code === code;
}
