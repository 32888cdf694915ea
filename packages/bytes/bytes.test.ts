import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compare, concat, concatAll, equal, fromText, toText } from './bytes.ts';

const octets = fc.uint8Array({ maxLength: 80 });

test('joining keeps every octet in order', () => {
  fc.assert(
    fc.property(fc.array(octets), (parts) => {
      assert.deepEqual(
        [...concat(...parts)],
        parts.flatMap((part) => [...part]),
      );
    }),
  );
});

test('a list of any length can be joined', () => {
  assert.equal(concatAll(new Array(200_000).fill(Uint8Array.of(1))).length, 200_000);
});

test('bytes are equal by content', () => {
  fc.assert(
    fc.property(octets, octets, (left, right) => {
      assert.equal(equal(left, right), Buffer.compare(left, right) === 0);
      assert.equal(Math.sign(compare(left, right)), Buffer.compare(left, right));
      assert.ok(equal(left, left.slice()));
    }),
  );
});

test('text goes to UTF-8 and back, and other bytes are no text', () => {
  assert.equal(toText(fromText('開卡𠮷')), '開卡𠮷');
  assert.equal(toText(Uint8Array.of(0xff)), undefined);
});
