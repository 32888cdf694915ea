import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concat, fromText } from '@kaika/bytes/bytes';
import { element, oid, sequence, setOf, TAG } from '@kaika/bytes/der';
import { toHex } from '@kaika/bytes/hex';
import fc from 'fast-check';
import {
  ATTRIBUTE,
  attributesOf,
  encodeName,
  formatName,
  isNameWithin,
  nameKey,
  nameOf,
  parseName,
  sameName,
} from './name.ts';

const firm = nameOf(['C', 'TW'], ['O', '示範會計師事務所'], ['serialNumber', '0000000012345678']);

/** A name of one CN by a string type of the caller's choice. */
function commonName(tag: number, content: Uint8Array): Uint8Array {
  return sequence(setOf([sequence(oid(ATTRIBUTE.CN), element(tag, content))]));
}

function utf8(text: string): Uint8Array {
  return commonName(TAG.utf8String, fromText(text));
}

test('a name reads back as it was written', () => {
  assert.deepEqual(parseName(encodeName(firm)), firm);
  assert.equal(formatName(firm), 'C=TW,O=示範會計師事務所,serialNumber=0000000012345678');
});

test('country and serial number are PrintableString, mail IA5String, all others UTF8String', () => {
  const hex = toHex(encodeName(nameOf(['C', 'TW'], ['serialNumber', '1'], ['E', 'a@b'], ['O', 'x'])));
  assert.match(hex, /0603550406 ?1302/);
  assert.match(hex, /06035504051301/);
  assert.match(hex, /010901 ?1603/);
  assert.match(hex, /060355040a0c01/);
});

test('values that their type cannot carry are refused', () => {
  for (const name of [
    nameOf(['C', '台']),
    nameOf(['E', '信@例']),
    nameOf(['O', '']),
    nameOf(['O', '\ud800']),
  ]) {
    assert.throws(() => encodeName(name), { name: 'PkiError', code: 'name.malformed' });
  }
});

test('special characters are escaped on show', () => {
  assert.equal(formatName(nameOf(['CN', ' #a,b+c"d\\e<f>g;h '])), 'CN=\\ #a\\,b\\+c\\"d\\\\e\\<f\\>g\\;h\\ ');
  assert.equal(formatName(nameOf(['CN', '#1'], ['O', 'a\nb'])), 'CN=\\#1,O=a\\0ab');
  assert.equal(
    formatName([
      [
        { type: '1.2.3', value: 'x' },
        { type: ATTRIBUTE.CN, value: 'y' },
      ],
    ]),
    '1.2.3=x+CN=y',
  );
});

test('every string type is read', () => {
  for (const [tag, content] of [
    [TAG.utf8String, fromText('Kaika')],
    [TAG.printableString, fromText('Kaika')],
    [TAG.ia5String, fromText('Kaika')],
    [TAG.teletexString, fromText('Kaika')],
    [TAG.visibleString, fromText('Kaika')],
    [TAG.bmpString, Uint8Array.from([...'Kaika'].flatMap((one) => [0, one.charCodeAt(0)]))],
    [TAG.universalString, Uint8Array.from([...'Kaika'].flatMap((one) => [0, 0, 0, one.charCodeAt(0)]))],
  ] as const) {
    const der = commonName(tag, content);
    assert.deepEqual(attributesOf(parseName(der), 'CN'), ['Kaika']);
    assert.ok(sameName(der, utf8('Kaika')));
  }
  assert.deepEqual(attributesOf(parseName(commonName(TAG.integer, Uint8Array.of(5))), 'CN'), ['#020105']);
});

test('names are the same whatever their case, spaces and forms', () => {
  for (const [left, right] of [
    ['Kaika Test', 'KAIKA  test '],
    ['ＫＡＩＫＡ', 'kaika'],
    ['é', 'e\u0301'],
    ['ka\u00adi\u200bka', 'kaika'],
    ['Straße', 'STRASSE'],
  ] as const) {
    assert.ok(sameName(utf8(left), utf8(right)), left);
  }
  for (const [left, right] of [
    ['kaika', 'kaikb'],
    ['ka ika', 'kaika'],
    ['開卡', '开卡'],
  ] as const) {
    assert.ok(!sameName(utf8(left), utf8(right)), left);
  }
});

test('the order of attributes in one RDN does not matter, the order of RDNs does', () => {
  const a = { type: ATTRIBUTE.O, value: 'a' };
  const b = { type: ATTRIBUTE.CN, value: 'b' };
  assert.ok(sameName(encodeName([[a, b]]), encodeName([[b, a]])));
  assert.ok(!sameName(encodeName([[a], [b]]), encodeName([[b], [a]])));
  assert.ok(!sameName(encodeName([[a, b]]), encodeName([[a], [b]])));
});

test('a name lies within each of its beginnings', () => {
  const [first, second] = firm;
  assert.ok(first && second);
  assert.ok(isNameWithin(encodeName(firm), encodeName([first, second])));
  assert.ok(isNameWithin(encodeName(firm), encodeName([])));
  assert.ok(!isNameWithin(encodeName([first]), encodeName(firm)));
  assert.ok(!isNameWithin(encodeName(firm), encodeName([second])));
});

test('different values never share a key', () => {
  const value = fc.string({
    minLength: 1,
    maxLength: 6,
    unit: fc.constantFrom('a', '+', '=', '\t', '\n', ',', '2', '.'),
  });
  const usable = value.filter((text) => text.trim() === text && !/\s\s|[\t\n]/.test(text));
  fc.assert(
    fc.property(fc.array(usable, { maxLength: 3 }), fc.array(usable, { maxLength: 3 }), (left, right) => {
      const keyOf = (values: readonly string[]) =>
        nameKey(encodeName(values.map((text) => [{ type: ATTRIBUTE.O, value: text }])));
      assert.equal(keyOf(left) === keyOf(right), JSON.stringify(left) === JSON.stringify(right));
    }),
  );
});

test('broken names are refused', () => {
  const good = encodeName(firm);
  for (const der of [
    new Uint8Array(0),
    good.subarray(1),
    concat(good, Uint8Array.of(0)),
    sequence(setOf([])),
    commonName(TAG.bmpString, Uint8Array.of(1)),
    commonName(TAG.universalString, Uint8Array.of(0, 0x11, 0, 0)),
    commonName(TAG.printableString, Uint8Array.of(0xe9)),
  ]) {
    assert.throws(() => parseName(der), { name: 'PkiError', code: 'name.malformed' });
  }
});
