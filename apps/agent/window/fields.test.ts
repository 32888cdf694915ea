import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readFields } from './fields.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

test('what a browser encodes comes back as its bytes', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.string(), { maxKeys: 8 }), (pairs) => {
      const body = encode(new URLSearchParams(pairs).toString());
      const fields = readFields(body);
      for (const [name, value] of Object.entries(pairs)) {
        // Lone surrogates become U+FFFD when the browser encodes them.
        assert.equal(decode(fields.get(name.toWellFormed())), value.toWellFormed());
      }
      assert.ok(
        body.every((octet) => octet === 0),
        'the body is overwritten',
      );
    }),
  );
});

test('broken encodings are taken as they stand and nothing else happens', () => {
  const fields = readFields(encode('a=%&b=%4&c=%zz&d&=e&f=1=2'));
  assert.deepEqual(
    [...fields].map(([name, value]) => [name, decode(value)]),
    [
      ['a', '%'],
      ['b', '%4'],
      ['c', '%zz'],
      ['', 'e'],
      ['f', '1=2'],
    ],
  );
});

test('a body with too many fields is refused and still overwritten', () => {
  const body = encode(Array.from({ length: 40 }, (_, index) => `f${index}=x`).join('&'));
  assert.throws(() => readFields(body), RangeError);
  assert.ok(body.every((octet) => octet === 0));
});
