import assert from 'node:assert/strict';
import { test } from 'node:test';
import { equal } from '@kaika/bytes/bytes';
import { explicit, octetString, oid, sequence } from '@kaika/bytes/der';
import fc from 'fast-check';
import { encodeExtensions, extension } from './extension.ts';
import { keyIdentifier } from './key.ts';
import { certIdFor, isIssuerOf, OCSP } from './ocsp.ts';
import { encodeOcspRequest, nonceExtension, parseOcspRequest } from './ocsp-request.ts';
import {
  assembleOcspResponse,
  encodeOcspError,
  encodeOcspResponseData,
  type OcspResponseDraft,
  parseOcspResponse,
} from './ocsp-response.ts';
import { type OcspQuestion, verifyOcspResponse } from './ocsp-verify.ts';
import { SAMPLE_NOW, type Sample, sampleAuthority, sampleCertificate, sampleKey } from './sample.ts';
import { extKeyUsage, keyUsage, ocspNocheck, PURPOSE } from './usage.ts';

const root = sampleAuthority();
const holder = sampleCertificate({ subject: '持卡人', issuer: root, serial: Uint8Array.of(0x99) });
const signing = [keyUsage('digitalSignature'), extKeyUsage([PURPOSE.ocspSigning]), ocspNocheck()];
const responder = sampleCertificate({ subject: '狀態服務', issuer: root, extensions: signing });
const issuer = { name: root.certificate.subject, spki: root.certificate.spki };
const id = certIdFor(issuer, holder.certificate.serial);
const question: OcspQuestion = { certificate: holder.certificate, issuer: root.certificate, now: SAMPLE_NOW };
const good: OcspResponseDraft = {
  responderKeyHash: keyIdentifier(responder.certificate.spki),
  producedAt: SAMPLE_NOW,
  answers: [
    {
      id,
      status: { status: 'good' },
      thisUpdate: SAMPLE_NOW,
      nextUpdate: new Date(SAMPLE_NOW.getTime() + 60_000),
    },
  ],
};

function answer(
  draft: Partial<OcspResponseDraft> = {},
  signer: Sample = responder,
  sent = [signer.certificate.der],
): Uint8Array {
  const data = encodeOcspResponseData({
    ...good,
    responderKeyHash: keyIdentifier(signer.certificate.spki),
    ...draft,
  });
  return assembleOcspResponse(
    data,
    { algorithm: signer.key.algorithm, signature: signer.key.sign(data) },
    sent,
  );
}

function refusal(response: Uint8Array, changed: Partial<OcspQuestion> = {}): string {
  try {
    verifyOcspResponse(response, { ...question, ...changed });
  } catch (error) {
    return (error as { code?: string }).code ?? 'uncoded';
  }
  return 'accepted';
}

test('a request reads back, nonce and all', () => {
  fc.assert(
    fc.property(
      fc.option(fc.uint8Array({ minLength: 1, maxLength: 128 }), { nil: undefined }),
      fc.integer({ min: 1, max: 32 }),
      (nonce, count) => {
        const request = parseOcspRequest(encodeOcspRequest(new Array(count).fill(id), nonce));
        assert.equal(request.ids.length, count);
        assert.deepEqual(request.nonce, nonce);
        assert.ok(
          request.ids.every(
            (one) => equal(one.der, id.der) && one.hash === 'sha1' && isIssuerOf(one, issuer),
          ),
        );
      },
    ),
  );
});

test('an unknown hash is no error of the request, but matches no issuer', () => {
  const odd = sequence(
    sequence(oid('1.2.3')),
    octetString(id.issuerNameHash),
    octetString(id.issuerKeyHash),
    id.der.subarray(-4),
  );
  const [read] = parseOcspRequest(encodeOcspRequest([{ ...id, der: odd }])).ids;
  assert.ok(read && read.hash === undefined && !isIssuerOf(read, issuer));
});

test('requests over the limits are refused', () => {
  assert.throws(() => parseOcspRequest(encodeOcspRequest(new Array(33).fill(id))), {
    name: 'PkiError',
    code: 'ocsp.too-many',
  });
  assert.throws(() => parseOcspRequest(new Uint8Array(20_000)), { code: 'ocsp.too-many' });
});

test('nonces of no octets or more than 128, and critical words nobody knows, are refused', () => {
  const list = sequence(sequence(id.der));
  const asked = (...extensions: Parameters<typeof encodeExtensions>[0]) =>
    sequence(sequence(list, explicit(2, encodeExtensions(extensions))));
  for (const der of [
    asked(nonceExtension(new Uint8Array(0))),
    asked(nonceExtension(new Uint8Array(129))),
    asked(extension(OCSP.nonce, false, Uint8Array.of(1, 2, 3))),
  ]) {
    assert.throws(() => parseOcspRequest(der), { code: 'extension.malformed', about: OCSP.nonce });
  }
  assert.throws(() => parseOcspRequest(asked(extension('1.2.3', true, octetString()))), {
    code: 'ocsp.malformed',
    about: '1.2.3',
  });
  assert.throws(() => parseOcspRequest(sequence(sequence(sequence()))), { code: 'ocsp.malformed' });
});

test('an answer of a delegate is believed, and the delegate named', () => {
  for (const status of [
    { status: 'good' },
    { status: 'unknown' },
    { status: 'revoked', revokedAt: SAMPLE_NOW, reason: 'keyCompromise' },
    { status: 'revoked', revokedAt: SAMPLE_NOW, reason: undefined },
  ] as const) {
    const [single] = good.answers;
    assert.ok(single);
    const verdict = verifyOcspResponse(answer({ answers: [{ ...single, status }] }), question);
    assert.deepEqual(verdict, {
      ...status,
      thisUpdate: single.thisUpdate,
      nextUpdate: single.nextUpdate,
      producedAt: SAMPLE_NOW,
      delegate: verdict.delegate,
    });
    assert.equal(verdict.delegate?.serialNumber, responder.certificate.serialNumber);
  }
});

test('an answer of the issuer itself is believed', () => {
  assert.equal(verifyOcspResponse(answer({}, root, []), question).delegate, undefined);
});

test('CertIDs with SHA-256 are answered as those with SHA-1', () => {
  const [single] = good.answers;
  assert.ok(single);
  const answers = [{ ...single, id: certIdFor(issuer, holder.certificate.serial, 'sha256') }];
  assert.equal(verifyOcspResponse(answer({ answers }), question).status, 'good');
});

test('of several answers for one certificate the gravest counts', () => {
  const [single] = good.answers;
  assert.ok(single);
  const revoked = {
    ...single,
    status: { status: 'revoked', revokedAt: SAMPLE_NOW, reason: undefined },
  } as const;
  for (const answers of [
    [single, revoked],
    [revoked, single],
  ]) {
    assert.equal(verifyOcspResponse(answer({ answers }), question).status, 'revoked');
  }
});

test('an answer must bear the nonce that was sent', () => {
  const nonce = new Uint8Array(32).fill(7);
  assert.equal(refusal(answer({ nonce }), { nonce }), 'accepted');
  assert.equal(refusal(answer({ nonce })), 'accepted');
  assert.equal(refusal(answer({}), { nonce }), 'ocsp.nonce');
  assert.equal(refusal(answer({ nonce: nonce.with(0, 1) }), { nonce }), 'ocsp.nonce');
});

test('answers out of their time are refused', () => {
  const at = (milliseconds: number) => new Date(SAMPLE_NOW.getTime() + milliseconds);
  assert.equal(refusal(answer(), { now: at(61_000) }), 'ocsp.stale');
  assert.equal(refusal(answer(), { now: at(30_000), maxAgeSeconds: 20 }), 'ocsp.stale');
  assert.equal(refusal(answer(), { now: at(-61_000) }), 'ocsp.not-yet-valid');
  assert.equal(refusal(answer(), { now: at(-59_000) }), 'accepted');
  assert.equal(refusal(answer({ producedAt: at(120_000) })), 'ocsp.not-yet-valid');
});

test('an answer about another certificate is no answer', () => {
  const [single] = good.answers;
  assert.ok(single);
  const other = sampleAuthority();
  const strangers = { name: other.certificate.subject, spki: other.certificate.spki };
  for (const one of [certIdFor(issuer, Uint8Array.of(1)), certIdFor(strangers, holder.certificate.serial)]) {
    assert.equal(refusal(answer({ answers: [{ ...single, id: one }] })), 'ocsp.no-match');
  }
});

test('signers without the right to answer are refused', () => {
  const plain = sampleCertificate({
    subject: '無權',
    issuer: root,
    extensions: [extKeyUsage([PURPOSE.clientAuth])],
  });
  const silent = sampleCertificate({ subject: '無用途', issuer: root });
  const stranger = sampleCertificate({ subject: '外人', issuer: sampleAuthority(), extensions: signing });
  const old = sampleCertificate({
    subject: '過期',
    issuer: root,
    notAfter: new Date('2026-05-01'),
    extensions: signing,
  });
  const sealer = sampleCertificate({
    subject: '只加密',
    issuer: root,
    extensions: [keyUsage('keyEncipherment'), extKeyUsage([PURPOSE.ocspSigning])],
  });
  for (const signer of [plain, silent, stranger, old, sealer])
    assert.equal(refusal(answer({}, signer)), 'ocsp.signer');
  assert.equal(refusal(answer({}, responder, [])), 'ocsp.signer');
  assert.equal(refusal(answer({ responderKeyHash: new Uint8Array(20) })), 'ocsp.signer');
});

test('a changed signature is refused, by delegate and issuer', () => {
  const spoil = (der: Uint8Array, at: number) => der.with(at, (der.at(at) ?? 0) ^ 1);
  assert.equal(refusal(spoil(answer({}, root, []), -1)), 'ocsp.signature');
  const data = encodeOcspResponseData(good);
  const signature = responder.key.sign(Uint8Array.of(1));
  const forged = assembleOcspResponse(data, { algorithm: responder.key.algorithm, signature }, [
    responder.certificate.der,
  ]);
  assert.equal(refusal(forged), 'ocsp.signature');
});

test('answers over SHA-1 are refused unless they are admitted', () => {
  const old = sampleAuthority('舊憑證', sampleKey('rsa-sha1'));
  const one = sampleCertificate({ subject: '持卡人', issuer: old, serial: Uint8Array.of(0x99) });
  const [single] = good.answers;
  assert.ok(single);
  const asked = certIdFor(
    { name: old.certificate.subject, spki: old.certificate.spki },
    one.certificate.serial,
  );
  const response = answer({ answers: [{ ...single, id: asked }] }, old, []);
  const about = { certificate: one.certificate, issuer: old.certificate };
  assert.equal(refusal(response, about), 'algorithm.legacy');
  assert.equal(refusal(response, { ...about, legacyAlgorithms: true }), 'accepted');
});

test('error answers have no status of a certificate', () => {
  for (const status of [
    'malformedRequest',
    'internalError',
    'tryLater',
    'sigRequired',
    'unauthorized',
  ] as const) {
    assert.deepEqual(parseOcspResponse(encodeOcspError(status)), { status });
    assert.throws(() => verifyOcspResponse(encodeOcspError(status), question), {
      code: 'ocsp.not-successful',
      about: status,
    });
  }
});

test('that unissued certificates are called revoked can be said', () => {
  const parsed = parseOcspResponse(answer({ extendedRevoke: true }));
  assert.ok(parsed.status === 'successful' && parsed.basic.extensions.has(OCSP.extendedRevoke));
});
