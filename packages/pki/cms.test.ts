import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { test } from 'node:test';
import { equal, fromText } from '@kaika/bytes/bytes';
import { octetString, oid, sequence, setOf } from '@kaika/bytes/der';
import { cmsHash, encodeCertificateBundle, encodeSignedData } from './cms.ts';
import {
  CMS_ATTRIBUTE,
  encodeAttribute,
  encodeSignedAttributes,
  type SignedAttributesDraft,
} from './cms-attribute.ts';
import { parseSignedData, verifySignedData } from './cms-verify.ts';
import { SAMPLE_NOW, type Sample, sampleAuthority, sampleCertificate, sampleKey } from './sample.ts';

const CONTENT = fromText('資本額查核簽證報告書');
const root = sampleAuthority();
const holder = sampleCertificate({ subject: '持卡人', issuer: root, serial: Uint8Array.of(8) });
const twin = sampleCertificate({ subject: '持卡人', issuer: root, serial: Uint8Array.of(8) });

type Change = Partial<SignedAttributesDraft> & {
  readonly attributes?: Uint8Array;
  readonly content?: Uint8Array;
  readonly sent?: readonly Uint8Array[];
};

function signed({ certificate, key }: Sample, change: Change = {}): Uint8Array {
  const digest = hash(cmsHash(key.algorithm), CONTENT, 'buffer');
  const { attributes, content, sent, ...draft } = change;
  const signedAttributes =
    attributes ?? encodeSignedAttributes({ digest, signingTime: SAMPLE_NOW, ...draft });
  const signer = {
    certificate,
    algorithm: key.algorithm,
    signedAttributes,
    signature: key.sign(signedAttributes),
  };
  return encodeSignedData({
    signers: [signer],
    certificates: sent ?? [certificate.der],
    ...(content ? { content } : {}),
  });
}

for (const name of [
  'ecdsa-sha256',
  'ecdsa-sha384',
  'rsa-sha256',
  'rsa-sha512',
  'rsa-pss-sha384',
  'ed25519',
  'ml-dsa-65',
] as const) {
  test(`a signature with ${name} is verified, whole and in pieces`, () => {
    const one = sampleCertificate({ subject: '持卡人', issuer: root, key: sampleKey(name) });
    const parsed = parseSignedData(signed(one, { signingCertificate: one.certificate }));
    for (const content of [CONTENT, [CONTENT.subarray(0, 5), CONTENT.subarray(5)]]) {
      const [verified] = verifySignedData(parsed, content);
      assert.ok(verified && equal(verified.certificate.der, one.certificate.der));
      assert.deepEqual(verified.signingTime, SAMPLE_NOW);
    }
    assert.throws(() => verifySignedData(parsed, fromText('other')), {
      name: 'PkiError',
      code: 'cms.digest',
    });
  });
}

test('attached content is verified and must not be given twice', () => {
  const parsed = parseSignedData(signed(holder, { content: CONTENT }));
  assert.deepEqual(parsed.content, CONTENT);
  assert.equal(verifySignedData(parsed).length, 1);
  assert.throws(() => verifySignedData(parsed, CONTENT), { code: 'cms.content' });
  assert.throws(() => verifySignedData(parseSignedData(signed(holder))), { code: 'cms.content' });
});

test('the signer is looked for among the certificates handed in too', () => {
  const parsed = parseSignedData(signed(holder, { sent: [] }));
  assert.equal(verifySignedData(parsed, CONTENT, [holder.certificate.der]).length, 1);
  assert.throws(() => verifySignedData(parsed, CONTENT), { code: 'cms.signer' });
});

test('a certificate of the same name and number does not do', () => {
  const parsed = parseSignedData(signed(holder, { sent: [twin.certificate.der] }));
  assert.throws(() => verifySignedData(parsed, CONTENT), { code: 'cms.signature' });
  const named = parseSignedData(signed(twin, { signingCertificate: holder.certificate }));
  assert.throws(() => verifySignedData(named, CONTENT), { code: 'cms.signer', about: 'signingCertificate' });
});

test('attributes must be there, once, and fit the content', () => {
  const digest = octetString(hash('sha256', CONTENT, 'buffer'));
  const type = encodeAttribute(CMS_ATTRIBUTE.contentType, [oid('1.2.840.113549.1.7.1')]);
  const other = encodeAttribute(CMS_ATTRIBUTE.contentType, [oid('1.2.3')]);
  const message = encodeAttribute(CMS_ATTRIBUTE.messageDigest, [digest]);
  const twice = encodeAttribute(CMS_ATTRIBUTE.messageDigest, [digest, octetString()]);
  for (const list of [[type], [message], [type, twice], [other, message]]) {
    const parsed = parseSignedData(signed(holder, { attributes: setOf(list) }));
    assert.throws(() => verifySignedData(parsed, CONTENT), { code: 'cms.attributes' });
  }
  assert.throws(() => parseSignedData(signed(holder, { attributes: setOf([type, type, message]) })), {
    code: 'cms.attributes',
  });
});

test('a time stamp is carried beside the signature', () => {
  const token = encodeCertificateBundle([]);
  const signedAttributes = encodeSignedAttributes({ digest: hash('sha256', CONTENT, 'buffer') });
  const { certificate, key } = holder;
  const signer = {
    certificate,
    algorithm: key.algorithm,
    signedAttributes,
    signature: key.sign(signedAttributes),
  };
  const der = encodeSignedData({
    signers: [{ ...signer, timestamp: token }],
    certificates: [certificate.der],
  });
  const [verified] = verifySignedData(parseSignedData(der), CONTENT);
  assert.deepEqual(verified?.unsigned.get(CMS_ATTRIBUTE.signatureTimeStampToken), [token]);
});

test('signatures over SHA-1 are refused', () => {
  const old = sampleCertificate({ subject: '舊', issuer: root, key: sampleKey('rsa-sha1') });
  assert.throws(() => verifySignedData(parseSignedData(signed(old)), CONTENT), { code: 'algorithm.legacy' });
});

test('a bundle of certificates has no signer to verify', () => {
  const parsed = parseSignedData(encodeCertificateBundle([root.certificate.der, holder.certificate.der]));
  assert.equal(parsed.certificates.length, 2);
  assert.throws(() => verifySignedData(parsed, CONTENT), { code: 'cms.signer' });
});

test('what is no SignedData is refused', () => {
  for (const der of [
    new Uint8Array(0),
    sequence(),
    sequence(oid('1.2.840.113549.1.7.1')),
    signed(holder).subarray(0, 90),
  ]) {
    assert.throws(() => parseSignedData(der), { name: 'PkiError', code: 'cms.malformed' });
  }
});
