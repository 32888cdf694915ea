import assert from 'node:assert/strict';
import { test } from 'node:test';
import { equal } from '@kaika/bytes/bytes';
import { explicit, integer, oid, sequence, setOf, utf8String } from '@kaika/bytes/der';
import { encodeName, nameOf } from './name.ts';
import {
  assembleRequest,
  encodeRequestInfo,
  isSelfSigned,
  parseRequest,
  requestFromPem,
  requestToPem,
} from './request.ts';
import { type SampleKey, sampleKey } from './sample.ts';
import { keyUsage, keyUsageOf } from './usage.ts';

const subject = encodeName(nameOf(['O', '示範學校']));
const key = sampleKey();

function sign(info: Uint8Array, { algorithm, sign }: SampleKey = key): Uint8Array {
  return assembleRequest(info, algorithm, sign(info));
}

test('a request proves possession of its key', () => {
  for (const name of ['ecdsa-sha256', 'rsa-sha256', 'ed25519'] as const) {
    const one = sampleKey(name);
    const info = encodeRequestInfo({ subject, spki: one.spki, extensions: [keyUsage('digitalSignature')] });
    const request = parseRequest(sign(info, one));
    assert.ok(isSelfSigned(request));
    assert.ok(equal(request.subject, subject) && equal(request.spki, one.spki));
    assert.deepEqual(keyUsageOf(request), new Set(['digitalSignature']));
  }
});

test('a request signed with another key proves nothing', () => {
  assert.ok(!isSelfSigned(parseRequest(sign(encodeRequestInfo({ subject, spki: sampleKey().spki })))));
});

test('a request without extensions has none, other attributes are passed over', () => {
  assert.equal(parseRequest(sign(encodeRequestInfo({ subject, spki: key.spki }))).extensions.size, 0);
  const password = sequence(oid('1.2.840.113549.1.9.7'), setOf([utf8String('x')]));
  const info = sequence(integer(0), subject, key.spki, explicit(0, password));
  assert.equal(parseRequest(sign(info)).extensions.size, 0);
});

test('PEM under either label is read', () => {
  const text = requestToPem({ der: sign(encodeRequestInfo({ subject, spki: key.spki })) });
  assert.ok(isSelfSigned(requestFromPem(text)));
  assert.ok(isSelfSigned(requestFromPem(text.replaceAll('CERTIFICATE REQUEST', 'NEW CERTIFICATE REQUEST'))));
});

test('broken requests are refused', () => {
  const wanted = sequence(oid('1.2.840.113549.1.9.14'), setOf([sequence(sequence())]));
  for (const info of [
    sequence(integer(1), subject, key.spki, explicit(0)),
    sequence(integer(0), subject, key.spki, explicit(0, wanted)),
    sequence(integer(0), subject, key.spki, integer(1)),
    sequence(integer(0), subject),
  ]) {
    assert.throws(() => parseRequest(sign(info)), { name: 'PkiError', code: 'request.malformed' });
  }
});
