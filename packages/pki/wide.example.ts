import { hash } from 'node:crypto';
import { element, ia5String, integer, oid, sequence, sequenceOf, setOf, utf8String } from '@kaika/bytes/der';
import { subjectAltName, subjectAltNameOf } from './alternative-name.ts';
import { certificatesFromPem, parseCertificate } from './certificate.ts';
import { encodeSignedData } from './cms.ts';
import { encodeSignedAttributes } from './cms-attribute.ts';
import { parseSignedData, verifySignedData } from './cms-verify.ts';
import { nameConstraints, nameConstraintsOf } from './constraint.ts';
import { parseCrl } from './crl.ts';
import { crlEntryList } from './crl-entry-list.ts';
import { findRevocation, indexCrl } from './crl-index.ts';
import { assembleCrl, encodeTbsCrl } from './crl-writer.ts';
import { crlDistributionPoints, crlDistributionPointsOf } from './distribution.ts';
import { type Extension, extension } from './extension.ts';
import { formatName, nameKey, parseName } from './name.ts';
import { certIdFor } from './ocsp.ts';
import { encodeOcspRequest, parseOcspRequest } from './ocsp-request.ts';
import { assembleOcspResponse, encodeOcspResponseData, parseOcspResponse } from './ocsp-response.ts';
import { verifyOcspResponse } from './ocsp-verify.ts';
import { certificatePolicies, certificatePoliciesOf, policyMappings, policyMappingsOf } from './policy.ts';
import { SAMPLE_NOW, sampleAuthority, sampleCertificate } from './sample.ts';

/** An input as wide as somebody cares to send, and everything that would be read of it; either may be refused with a code. */
export type WideInput = { readonly kind: string; readonly octets: number; read(): unknown };

const DATA = '1.2.840.113549.1.7.1';
const root = sampleAuthority();
const { certificate, key } = sampleCertificate({ subject: '持卡人', issuer: root });

/** Inputs of each kind with `count` parts where a reader would expect a few. */
export function wideInputs(count: number): readonly WideInput[] {
  return [
    ...extensionInputs(count),
    ...nameInputs(count),
    wide(
      'CRL of equal serial numbers',
      listOf(count, () => Uint8Array.of(5)),
      readList,
    ),
    wide('CRL of long serial numbers', listOf(count, longSerial), readList),
    wide('OCSP request', encodeOcspRequest(ids(count)), parseOcspRequest),
    wide('OCSP answer', answerOf(count), (der) =>
      verifyOcspResponse(parseOcspResponse(der), { certificate, issuer: root.certificate, now: SAMPLE_NOW }),
    ),
    wide('CMS with certificates', messageOf(count), (der) => verifySignedData(parseSignedData(der))),
    wide('OID', element(0x06, new Uint8Array(10 * count).fill(0x81)), parseCertificate),
    wide('nesting', nested(count), parseCertificate),
    wide('PEM without ends', new Uint8Array(), () =>
      certificatesFromPem('-----BEGIN CERTIFICATE-----\nMIIB'.repeat(count)),
    ),
  ];
}

function wide(kind: string, der: Uint8Array, read: (der: Uint8Array) => unknown): WideInput {
  return { kind, octets: der.length, read: () => read(der) };
}

function extensionInputs(count: number): readonly WideInput[] {
  const many = <T>(make: (at: number) => T) => Array.from({ length: count }, (_, at) => make(at));
  const addresses = many((at) => `http://a.example/${at}.crl`);
  const names = many((at) => ({ kind: 'dNSName', value: `a${at}.example` }) as const);
  const mappings = many((at) => ({ issuerDomainPolicy: `1.2.${at}`, subjectDomainPolicy: `1.3.${at}` }));
  const kinds: readonly (readonly [string, readonly Extension[], (one: typeof certificate) => unknown])[] = [
    ['extensions', many((at) => extension(`1.2.3.${at}`, false, integer(at))), () => undefined],
    ['policies', [certificatePolicies(many((at) => ({ oid: `1.2.${at}` })))], certificatePoliciesOf],
    ['policy mappings', [policyMappings(mappings)], policyMappingsOf],
    ['alternative names', [subjectAltName(names)], subjectAltNameOf],
    ['name constraints', [nameConstraints({ permitted: names, excluded: names })], nameConstraintsOf],
    ['distribution points', [crlDistributionPoints(addresses)], crlDistributionPointsOf],
  ];
  return kinds.map(([kind, extensions, read]) => {
    const { der } = sampleCertificate({ subject: '持卡人', issuer: root, extensions }).certificate;
    return wide(`certificate with ${kind}`, der, (bytes) => read(parseCertificate(bytes)));
  });
}

function nameInputs(count: number): readonly WideInput[] {
  const attribute = (at: number) => sequence(oid('2.5.4.3'), utf8String(`名${at}`));
  const attributes = Array.from({ length: count }, (_, at) => attribute(at));
  const spaces = sequence(setOf([sequence(oid('2.5.4.3'), utf8String(' \u00ad'.repeat(count)))]));
  const read = (der: Uint8Array) => [parseName(der), formatName(der), nameKey(der)];
  return [
    wide('name of many RDNs', sequenceOf(attributes.map((one) => setOf([one]))), read),
    wide('name of one RDN', sequence(setOf(attributes)), read),
    wide('name of spaces', spaces, read),
  ];
}

function longSerial(at: number): Uint8Array {
  const serial = new Uint8Array(20).fill(7);
  new DataView(serial.buffer).setUint32(0, at);
  return serial.with(0, 1);
}

function listOf(count: number, serialOf: (at: number) => Uint8Array): Uint8Array {
  const entries = crlEntryList();
  for (let at = 0; at < count; at += 1) entries.add({ serial: serialOf(at), revokedAt: SAMPLE_NOW });
  const draft = {
    algorithm: root.key.algorithm,
    issuer: root.certificate.subject,
    thisUpdate: SAMPLE_NOW,
    nextUpdate: SAMPLE_NOW,
    extensions: [],
  };
  const tbs = encodeTbsCrl(draft, entries);
  return assembleCrl(tbs, root.key.algorithm, root.key.sign(tbs));
}

function readList(der: Uint8Array): unknown {
  const index = indexCrl(parseCrl(der));
  return [Uint8Array.of(5), Uint8Array.of(6), longSerial(3)].map((serial) => findRevocation(index, serial));
}

function ids(count: number) {
  const { subject: name, spki } = root.certificate;
  return Array.from({ length: count }, (_, at) => certIdFor({ name, spki }, longSerial(at)));
}

function answerOf(count: number): Uint8Array {
  const times = { thisUpdate: SAMPLE_NOW, nextUpdate: SAMPLE_NOW };
  const data = encodeOcspResponseData({
    responderKeyHash: new Uint8Array(20),
    producedAt: SAMPLE_NOW,
    answers: ids(count).map((id) => ({ id, status: { status: 'good' } as const, ...times })),
    nonce: undefined,
  });
  const certificates = Array.from({ length: count >> 3 }, () => certificate.der);
  return assembleOcspResponse(data, { algorithm: key.algorithm, signature: key.sign(data) }, certificates);
}

function messageOf(count: number): Uint8Array {
  const content = Uint8Array.of(1);
  const signedAttributes = encodeSignedAttributes({
    contentType: DATA,
    digest: hash('sha256', content, 'buffer'),
    signingTime: SAMPLE_NOW,
    signingCertificate: certificate,
  });
  const signature = key.sign(signedAttributes);
  const one = { certificate, algorithm: key.algorithm, signedAttributes, signature };
  return encodeSignedData({
    contentType: DATA,
    content,
    signers: [one],
    certificates: Array.from({ length: count >> 2 }, () => certificate.der),
  });
}

/** Levels that each begin where the one before did, with lengths that all fit. */
function nested(count: number): Uint8Array {
  const levels = Math.min(count, 8000);
  const bytes = new Uint8Array(4 * levels + 3);
  for (let level = 0; level < levels; level += 1) {
    const left = bytes.length - 4 * (level + 1);
    bytes.set([0x30, 0x82, left >> 8, left & 0xff], 4 * level);
  }
  bytes.set(ia5String('a'), 4 * levels);
  return bytes;
}
