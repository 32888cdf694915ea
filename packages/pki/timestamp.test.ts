import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { test } from 'node:test';
import { fromText } from '@kaika/bytes/bytes';
import { element, explicit, integer, oid, sequence } from '@kaika/bytes/der';
import fc from 'fast-check';
import { encodeSignedData } from './cms.ts';
import { encodeSignedAttributes } from './cms-attribute.ts';
import { SAMPLE_NOW, type Sample, sampleAuthority, sampleCertificate } from './sample.ts';
import {
  encodeImprint,
  encodeTimestampRefusal,
  encodeTimestampRequest,
  encodeTimestampResponse,
  parseTimestampRequest,
  parseTimestampResponse,
} from './timestamp.ts';
import { encodeTstInfo, parseTstInfo, TST_INFO, type TstInfo, verifyTimestamp } from './timestamp-token.ts';
import { extKeyUsage, PURPOSE } from './usage.ts';

const root = sampleAuthority();
const stamper = sampleCertificate({
  subject: '時戳',
  issuer: root,
  extensions: [extKeyUsage([PURPOSE.timeStamping], true)],
});
const imprint = {
  hash: 'sha256',
  digest: new Uint8Array(hash('sha256', fromText('回執'), 'buffer')),
} as const;
const nonce = Uint8Array.of(0x81, 2, 3);
const info: TstInfo = {
  policy: '1.2.3.4',
  imprint,
  serial: Uint8Array.of(0x90),
  time: SAMPLE_NOW,
  accuracySeconds: 1,
  nonce,
};

function stamp({ certificate, key }: Sample, what = info, bound = true): Uint8Array {
  const content = encodeTstInfo(what);
  const signedAttributes = encodeSignedAttributes({
    contentType: TST_INFO,
    digest: hash('sha256', content, 'buffer'),
    ...(bound ? { signingCertificate: certificate } : {}),
  });
  const one = {
    certificate,
    algorithm: key.algorithm,
    signedAttributes,
    signature: key.sign(signedAttributes),
  };
  return encodeSignedData({
    contentType: TST_INFO,
    content,
    signers: [one],
    certificates: [certificate.der],
  });
}

test('requests read back', () => {
  const policies = fc.constantFrom(undefined, '1.2.3');
  const nonces = fc.constantFrom(undefined, nonce, Uint8Array.of(1));
  fc.assert(
    fc.property(policies, nonces, fc.boolean(), (policy, one, wantsCertificate) => {
      const request = { imprint, policy, nonce: one, wantsCertificate };
      assert.deepEqual(parseTimestampRequest(encodeTimestampRequest(request)), request);
    }),
  );
});

test('requests with a digest of the wrong length, an unknown hash or extensions are refused, each with its code', () => {
  const short = sequence(integer(1), encodeImprint({ ...imprint, digest: new Uint8Array(31) }));
  const odd = sequence(integer(1), sequence(sequence(oid('1.2.3')), element(4, new Uint8Array(16))));
  const more = sequence(integer(1), encodeImprint(imprint), explicit(0, sequence()));
  assert.throws(() => parseTimestampRequest(short), { name: 'PkiError', code: 'timestamp.malformed' });
  assert.throws(() => parseTimestampRequest(odd), { code: 'algorithm.unsupported' });
  assert.throws(() => parseTimestampRequest(more), { code: 'timestamp.extension' });
  assert.throws(() => parseTimestampRequest(sequence(integer(2))), {
    code: 'timestamp.malformed',
    about: 'version',
  });
});

test('a token is verified and says what it stamped, when and by whom', () => {
  const response = parseTimestampResponse(encodeTimestampResponse(stamp(stamper)));
  assert.ok(response.status === 'granted');
  const { certificate, ...said } = verifyTimestamp(response.token, { imprint, nonce });
  assert.deepEqual(said, info);
  assert.equal(certificate.serialNumber, stamper.certificate.serialNumber);
});

test('a token for something else, or without the nonce, is refused', () => {
  const token = stamp(stamper);
  const other = { hash: 'sha256', digest: new Uint8Array(32) } as const;
  assert.throws(() => verifyTimestamp(token, { imprint: other }), { code: 'timestamp.imprint' });
  assert.throws(() => verifyTimestamp(token, { imprint, nonce: Uint8Array.of(1) }), {
    code: 'timestamp.nonce',
  });
  const { nonce: _, ...without } = info;
  assert.throws(() => verifyTimestamp(stamp(stamper, without), { imprint, nonce }), {
    code: 'timestamp.nonce',
  });
});

test('only certificates for time stamping alone may stamp', () => {
  for (const extensions of [
    [],
    [extKeyUsage([PURPOSE.timeStamping])],
    [extKeyUsage([PURPOSE.timeStamping, PURPOSE.clientAuth], true)],
    [extKeyUsage([PURPOSE.any], true)],
  ]) {
    const other = sampleCertificate({ subject: '無權', issuer: root, extensions });
    assert.throws(() => verifyTimestamp(stamp(other), { imprint }), {
      code: 'timestamp.signer',
      about: 'extKeyUsage',
    });
  }
  assert.throws(() => verifyTimestamp(stamp(stamper, info, false), { imprint }), {
    code: 'timestamp.signer',
  });
});

test('refusals name their failure', () => {
  for (const failure of ['badAlg', 'badRequest', 'unacceptedPolicy', 'systemFailure'] as const) {
    assert.deepEqual(parseTimestampResponse(encodeTimestampRefusal(failure)), { status: 'refused', failure });
  }
});

test('fractions of a second are read as others write them', () => {
  const whole = encodeTstInfo({ policy: '1.2.3.4', imprint, serial: Uint8Array.of(1), time: SAMPLE_NOW });
  const timed = (text: string) => {
    const body = whole.subarray(2, whole.length - 17);
    return sequence(body, element(0x18, fromText(text)));
  };
  assert.equal(parseTstInfo(timed('20260601120000.25Z')).time.getTime(), SAMPLE_NOW.getTime() + 250);
  for (const text of [
    '20260601120000.250Z',
    '20260601120000.Z',
    '20260631120000Z',
    '20260601120000',
    '20260601250000Z',
  ]) {
    assert.throws(() => parseTstInfo(timed(text)), { code: 'timestamp.malformed' });
  }
});
