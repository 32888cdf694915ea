import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { test } from 'node:test';
import { integer, oid } from '@kaika/bytes/der';
import fc from 'fast-check';
import { accessAddresses, authorityInfoAccess, authorityInfoAccessOf } from './access.ts';
import {
  subjectAltName,
  subjectAltNameOf,
  subjectDirectoryAttributes,
  subjectDirectoryAttributesOf,
} from './alternative-name.ts';
import { type Certificate, certificatesFromPem, isSignedBy, parseCertificate } from './certificate.ts';
import { encodeSignedData } from './cms.ts';
import { encodeSignedAttributes } from './cms-attribute.ts';
import { parseSignedData, verifySignedData } from './cms-verify.ts';
import {
  basicConstraintsOf,
  endEntityConstraints,
  nameConstraints,
  nameConstraintsOf,
} from './constraint.ts';
import { crlNumber, crlNumberOf, deltaCrlIndicatorOf, isCrlSignedBy, parseCrl } from './crl.ts';
import { crlEntryList } from './crl-entry-list.ts';
import { findRevocation, indexCrl } from './crl-index.ts';
import { verifyCrl } from './crl-verify.ts';
import { assembleCrl, encodeTbsCrl } from './crl-writer.ts';
import {
  crlDistributionPoints,
  crlDistributionPointsOf,
  freshestCrlOf,
  issuingDistributionPoint,
  issuingDistributionPointOf,
} from './distribution.ts';
import { PkiError } from './error.ts';
import { mailName } from './general-name.ts';
import { checkKey, describeKey, keyIdentifier } from './key.ts';
import { authorityKeyIdentifierOf, subjectKeyIdentifierOf } from './key-identifier.ts';
import { formatName, nameKey } from './name.ts';
import { certIdFor } from './ocsp.ts';
import { encodeOcspRequest, parseOcspRequest } from './ocsp-request.ts';
import { assembleOcspResponse, encodeOcspResponseData, parseOcspResponse } from './ocsp-response.ts';
import { verifyOcspResponse } from './ocsp-verify.ts';
import {
  certificatePolicies,
  certificatePoliciesOf,
  inhibitAnyPolicyOf,
  policyConstraintsOf,
  policyMappings,
  policyMappingsOf,
} from './policy.ts';
import { assembleRequest, encodeRequestInfo, isSelfSigned, parseRequest } from './request.ts';
import { SAMPLE_NOW, sampleAuthority, sampleCertificate } from './sample.ts';
import { encodeTimestampRequest, parseTimestampRequest, parseTimestampResponse } from './timestamp.ts';
import { encodeTstInfo, TST_INFO, verifyTimestamp } from './timestamp-token.ts';
import {
  extKeyUsage,
  extKeyUsageOf,
  hasOcspNocheck,
  keyUsage,
  keyUsageOf,
  ocspNocheck,
  PURPOSE,
} from './usage.ts';

const root = sampleAuthority();
const holder = sampleCertificate({
  subject: '持卡人',
  issuer: root,
  extensions: [
    endEntityConstraints(),
    keyUsage('digitalSignature'),
    extKeyUsage([PURPOSE.ocspSigning]),
    ocspNocheck(),
    subjectAltName([mailName('a@example.tw'), mailName('信@example.tw')]),
    nameConstraints({ permitted: [{ kind: 'dNSName', value: 'a' }], excluded: [] }),
    certificatePolicies([{ oid: '1.2.3', cps: 'http://c' }]),
    policyMappings([{ issuerDomainPolicy: '1.2.3', subjectDomainPolicy: '1.2.4' }]),
    crlDistributionPoints(['http://c/1.crl']),
    authorityInfoAccess({ ocsp: ['http://o'] }),
    subjectDirectoryAttributes([{ type: '1.2.3', values: [oid('1.2.4')] }]),
  ],
});
const { certificate, key } = holder;
const digest = new Uint8Array(hash('sha256', Uint8Array.of(1), 'buffer'));
const imprint = { hash: 'sha256', digest } as const;
const id = certIdFor({ name: root.certificate.subject, spki: root.certificate.spki }, certificate.serial);

function readCertificate(der: Uint8Array): void {
  readAll(parseCertificate(der));
}

/** Reads all there is to a certificate; each reader may refuse for itself. */
function readAll(one: Certificate): void {
  const readers: readonly (() => unknown)[] = [
    () => [formatName(one.subject), nameKey(one.issuer)],
    () => [describeKey(one.spki), keyIdentifier(one.spki)],
    () => checkKey(one.spki),
    () => isSignedBy(one, root.certificate.spki),
    () => isSignedBy(root.certificate, one.spki),
    ...[
      keyUsageOf,
      extKeyUsageOf,
      hasOcspNocheck,
      subjectAltNameOf,
      subjectDirectoryAttributesOf,
      basicConstraintsOf,
    ].map((read) => () => read(one)),
    ...[
      nameConstraintsOf,
      certificatePoliciesOf,
      policyMappingsOf,
      policyConstraintsOf,
      inhibitAnyPolicyOf,
    ].map((read) => () => read(one)),
    ...[
      crlDistributionPointsOf,
      freshestCrlOf,
      authorityInfoAccessOf,
      authorityKeyIdentifierOf,
      subjectKeyIdentifierOf,
    ].map((read) => () => read(one)),
    () => accessAddresses(one, 'ocsp'),
  ];
  for (const read of readers) onlyCoded(read);
}

function readCrl(der: Uint8Array): void {
  const crl = parseCrl(der);
  for (const read of [crlNumberOf, deltaCrlIndicatorOf, issuingDistributionPointOf])
    onlyCoded(() => read(crl));
  onlyCoded(() => isCrlSignedBy(crl, root.certificate.spki));
  const index = indexCrl(crl);
  findRevocation(index, Uint8Array.of(5));
  verifyCrl(index, { certificate, signers: [root.certificate], now: SAMPLE_NOW });
}

function makeCrl(): Uint8Array {
  const entries = crlEntryList([
    { serial: Uint8Array.of(5), revokedAt: SAMPLE_NOW, reason: 'keyCompromise' },
    { serial: Uint8Array.of(6), revokedAt: new Date('2051-01-01') },
  ]);
  const extensions = [crlNumber(1), issuingDistributionPoint({ address: 'http://c/1.crl', only: 'user' })];
  const draft = {
    algorithm: root.key.algorithm,
    issuer: root.certificate.subject,
    thisUpdate: SAMPLE_NOW,
    nextUpdate: SAMPLE_NOW,
    extensions,
  };
  const tbs = encodeTbsCrl(draft, entries);
  return assembleCrl(tbs, root.key.algorithm, root.key.sign(tbs));
}

function makeOcsp(): Uint8Array {
  const status = { status: 'revoked', revokedAt: SAMPLE_NOW, reason: 'superseded' } as const;
  const data = encodeOcspResponseData({
    responderKeyHash: keyIdentifier(certificate.spki),
    producedAt: SAMPLE_NOW,
    answers: [{ id, status, thisUpdate: SAMPLE_NOW, nextUpdate: SAMPLE_NOW }],
    nonce: digest,
  });
  return assembleOcspResponse(data, { algorithm: key.algorithm, signature: key.sign(data) }, [
    certificate.der,
  ]);
}

function makeToken(contentType: string, content: Uint8Array): Uint8Array {
  const signedAttributes = encodeSignedAttributes({
    contentType,
    digest: hash('sha256', content, 'buffer'),
    signingTime: SAMPLE_NOW,
    signingCertificate: certificate,
  });
  const one = {
    certificate,
    algorithm: key.algorithm,
    signedAttributes,
    signature: key.sign(signedAttributes),
  };
  return encodeSignedData({
    contentType,
    content,
    signers: [one],
    certificates: [certificate.der, root.certificate.der],
  });
}

function makeRequest(): Uint8Array {
  const info = encodeRequestInfo({
    subject: certificate.subject,
    spki: key.spki,
    extensions: [keyUsage('cRLSign')],
  });
  return assembleRequest(info, key.algorithm, key.sign(info));
}

const stamped = encodeTstInfo({
  policy: '1.2.3',
  imprint,
  serial: Uint8Array.of(1),
  time: SAMPLE_NOW,
  accuracySeconds: 1,
});

const kinds: readonly (readonly [string, Uint8Array, (der: Uint8Array) => unknown])[] = [
  ['certificate', certificate.der, readCertificate],
  ['request', makeRequest(), (der) => isSelfSigned(parseRequest(der))],
  ['CRL', makeCrl(), readCrl],
  ['OCSP request', encodeOcspRequest([id, id], digest), parseOcspRequest],
  [
    'OCSP answer',
    makeOcsp(),
    (der) =>
      verifyOcspResponse(parseOcspResponse(der), {
        certificate,
        issuer: root.certificate,
        now: SAMPLE_NOW,
        nonce: digest,
      }),
  ],
  [
    'CMS signature',
    makeToken('1.2.840.113549.1.7.1', Uint8Array.of(1)),
    (der) => verifySignedData(parseSignedData(der)),
  ],
  ['time-stamp token', makeToken(TST_INFO, stamped), (der) => verifyTimestamp(der, { imprint })],
  [
    'time-stamp request',
    encodeTimestampRequest({ imprint, policy: '1.2.3', nonce: digest, wantsCertificate: true }),
    parseTimestampRequest,
  ],
];

/** One change: a bit, a cut, octets put in or doubled, a length made larger. */
const change = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), at: fc.nat(), value: fc.integer({ min: 1, max: 255 }) }),
  fc.record({ kind: fc.constant('cut' as const), at: fc.nat(), value: fc.nat(40) }),
  fc.record({ kind: fc.constant('insert' as const), at: fc.nat(), value: fc.nat(255) }),
  fc.record({ kind: fc.constant('double' as const), at: fc.nat(), value: fc.nat(40) }),
  fc.record({ kind: fc.constant('truncate' as const), at: fc.nat(), value: fc.constant(0) }),
);
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function mutate(der: Uint8Array, { kind, at, value }: Change): Uint8Array {
  const place = at % der.length;
  const before = der.subarray(0, place);
  if (kind === 'truncate') return before;
  if (kind === 'flip') return der.with(place, (der[place] ?? 0) ^ value);
  if (kind === 'cut') return Uint8Array.from([...before, ...der.subarray(place + value)]);
  if (kind === 'insert') return Uint8Array.from([...before, value, ...der.subarray(place)]);
  return Uint8Array.from([...before, ...der.subarray(place, place + value), ...der.subarray(place)]);
}

function onlyCoded(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
  }
}

for (const [kind, der, read] of kinds) {
  test(`a changed ${kind} is read, or refused with a code`, () => {
    const changes = fc.array(change, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(changes, (list) =>
        onlyCoded(() =>
          read(list.reduce((bytes, one) => (bytes.length > 0 ? mutate(bytes, one) : bytes), der)),
        ),
      ),
      { numRuns: 400 },
    );
  });

  test(`a ${kind} cut off anywhere is refused with a code`, () => {
    for (let length = 0; length < der.length; length += 1) {
      assert.throws(() => read(der.subarray(0, length)), PkiError);
    }
  });

  test(`a ${kind} with one octet changed anywhere is read, or refused with a code`, () => {
    for (let at = 0; at < der.length; at += 1) {
      for (const value of [0x00, 0x80, 0xff]) onlyCoded(() => read(der.with(at, value)));
    }
  });
}

test('bytes of no kind are refused with a code', () => {
  const readers = [...kinds.map(([, , read]) => read), (der: Uint8Array) => parseTimestampResponse(der)];
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), fc.constantFrom(...readers), (der, read) => {
      assert.throws(() => read(der), PkiError);
    }),
  );
});

test('any text is read as PEM, or refused with a code', () => {
  const piece = fc.constantFrom(
    '-----BEGIN CERTIFICATE-----',
    '-----END CERTIFICATE-----',
    '\n',
    'MIIB',
    '=',
    ' ',
    '\0',
  );
  fc.assert(fc.property(fc.array(piece), (pieces) => onlyCoded(() => certificatesFromPem(pieces.join('')))));
});

test('deep nesting is refused before it is followed', () => {
  let nested = integer(1);
  for (let level = 0; level < 2000; level += 1) {
    const length = nested.length;
    const head =
      length < 0x80
        ? [0x30, length]
        : length < 0x100
          ? [0x30, 0x81, length]
          : [0x30, 0x82, length >> 8, length & 0xff];
    nested = Uint8Array.from([...head, ...nested]);
  }
  for (const [, , read] of kinds) assert.throws(() => read(nested), PkiError);
});
