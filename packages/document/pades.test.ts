import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { PDFDocument } from '@cantoo/pdf-lib';
import { type SignatureAlgorithmName, signatureAlgorithm } from '@kaika/pki/algorithm';
import {
  assembleCertificate,
  type Certificate,
  encodeTbsCertificate,
  parseCertificate,
} from '@kaika/pki/certificate';
import { encodeSignedData } from '@kaika/pki/cms';
import { encodeSignedAttributes } from '@kaika/pki/cms-attribute';
import type { Extension } from '@kaika/pki/extension';
import { encodeName, nameOf } from '@kaika/pki/name';
import { encodeTstInfo, TST_INFO } from '@kaika/pki/timestamp-token';
import { extKeyUsage, keyUsage, PURPOSE } from '@kaika/pki/usage';
import { DocumentError } from './error.ts';
import { embed, hashToSign, prepare, seal, type Timestamp } from './pades.ts';
import { addPlace, fillPlace } from './place.ts';
import { isWellSigned, type Validate, verifyPdf } from './verify.ts';

/** What other programs say is skipped by name where they are missing. */
const skip = ['qpdf', 'pdfsig'].some((tool) => spawnSync(tool, ['--version']).error)
  ? 'no qpdf or pdfsig: install qpdf and poppler-utils'
  : false;
const now = new Date('2026-11-21T00:00:00Z');
const trusting: Validate = () => ({ trusted: true });
const place = { field: 'Signature1', name: '範例會計師事務所', reason: '查核簽證', at: now };
const how = { validate: trusting, now };

test('a signature made elsewhere over the hash alone verifies', async () => {
  for (const kind of ['P-256', 'P-384', 'rsa'] as const) {
    const holder = keyHolder(kind);
    const original = await blank();
    const prepared = await prepare(original, holder.certificate, place);
    assert.deepEqual(
      prepared.place.bytes.subarray(0, original.length),
      original,
      'the original stays as it was',
    );
    assert.deepEqual(
      Buffer.from(hashToSign(prepared)),
      createHash(prepared.hash).update(prepared.attributes).digest(),
    );
    const signature = holder.sign(prepared.attributes);
    const signed = await embed(prepared, { certificate: holder.certificate, signature, chain: [] });
    const [report] = await verifyPdf(signed, how);
    assert.equal(report?.valid, true, kind);
    assert.equal(report.coverage, 'document');
    assert.equal(report.signer?.subject, 'C=TW,O=範例會計師事務所');
    assert.deepEqual(report.claimedAt, now);
    assert.deepEqual(report.missing, ['timestamp']);
  }
});

test('other readers find each kind of key, both signers and a time stamp valid', { skip }, async () => {
  for (const kind of ['P-256', 'P-384', 'rsa'] as const) {
    const text = byPoppler(await seal(await blank(), { ...keyHolder(kind), chain: [] }, place));
    assert.match(text, /Signature is Valid/);
    assert.match(text, /Total document signed/);
    assert.match(text, /ETSI\.CAdES\.detached/);
  }
  const once = await seal(await blank(), { ...keyHolder('P-256'), chain: [] }, place);
  const again = { ...keyHolder('P-384'), chain: [], timestamp: stamper(now) };
  const twice = await seal(once, again, { ...place, field: 'Signature2' });
  assert.equal(byPoppler(twice).match(/Signature is Valid/g)?.length, 2);
});

test('two signers are both valid, the first over its revision', async () => {
  const [first, second] = [keyHolder('P-256'), keyHolder('P-384')];
  const once = await seal(await blank(), { ...first, chain: [] }, place);
  const twice = await seal(once, { ...second, chain: [] }, { ...place, field: 'Signature2' });
  const reports = await verifyPdf(twice, how);
  assert.deepEqual(
    reports.map((one) => [one.field, one.valid, one.coverage]),
    [
      ['Signature1', true, 'revision'],
      ['Signature2', true, 'document'],
    ],
  );
  assert.ok(isWellSigned(reports));
});

test('a time stamp makes it B-T and gives the time its path is judged at', async () => {
  const stampedAt = new Date('2026-11-20T12:00:00Z');
  const judged: Date[] = [];
  const validate: Validate = (_certificate, _others, at) => {
    judged.push(at);
    return { trusted: true };
  };
  const by = { ...keyHolder('P-256'), chain: [], timestamp: stamper(stampedAt) };
  const signed = await seal(await blank(), by, place);
  const [report] = await verifyPdf(signed, { validate, validateStamp: trusting, now });
  assert.deepEqual(report?.stampedAt, stampedAt);
  assert.deepEqual(judged, [stampedAt]);
  assert.deepEqual(report?.missing, []);
  const [doubted] = await verifyPdf(signed, { validate, validateStamp: distrusting, now });
  assert.equal(doubted?.stampedAt, undefined, 'a stamp of a stranger tells no time');
});

test('a changed byte anywhere outside the place breaks it', async () => {
  const signed = await seal(await blank(), { ...keyHolder('P-256'), chain: [] }, place);
  for (const at of [20, signed.length - 10]) {
    const changed = signed.slice();
    changed[at] = (changed[at] ?? 0) ^ 1;
    const reports = await verifyPdf(changed, how).catch((error: unknown) => {
      assert.ok(error instanceof DocumentError);
      return [];
    });
    assert.ok(!isWellSigned(reports));
  }
});

test('content appended after the last signature shows', async () => {
  const signed = await seal(await blank(), { ...keyHolder('P-256'), chain: [] }, place);
  const more = await addPlace(signed, { ...place, field: 'Signature2' });
  const reports = await verifyPdf(more.bytes, how);
  assert.equal(reports[0]?.coverage, 'revision');
  assert.ok(!isWellSigned(reports));
});

test('the signature of another document does not fit', async () => {
  const holder = keyHolder('P-256');
  const prepared = await prepare(await blank('another'), holder.certificate, place);
  const other = await prepare(await blank(), holder.certificate, place);
  const signature = holder.sign(prepared.attributes);
  const mixed = { ...other, attributes: prepared.attributes };
  const [report] = await verifyPdf(await embed(mixed, { ...holder, signature, chain: [] }), how);
  assert.equal(report?.fault, 'cms.digest');
});

test('the key of another certificate does not fit', async () => {
  const [holder, thief] = [keyHolder('P-256'), keyHolder('P-256')];
  const prepared = await prepare(await blank(), holder.certificate, place);
  const signature = thief.sign(prepared.attributes);
  const [report] = await verifyPdf(await embed(prepared, { ...holder, signature, chain: [] }), how);
  assert.equal(report?.fault, 'cms.signature');
  assert.equal(report?.valid, false);
});

test('an untrusted signer is intact but not valid', async () => {
  const signed = await seal(await blank(), { ...keyHolder('P-256'), chain: [] }, place);
  const [report] = await verifyPdf(signed, { validate: distrusting, now });
  assert.equal(report?.intact, true);
  assert.equal(report?.valid, false);
});

test('a signature that does not name its certificate is not valid', async () => {
  const holder = keyHolder('P-256');
  const prepared = await prepare(await blank(), holder.certificate, place);
  const bare = encodeSignedAttributes({ digest: digestWithin(prepared.attributes) });
  const signature = holder.sign(bare);
  const [report] = await verifyPdf(
    await embed({ ...prepared, attributes: bare }, { ...holder, signature, chain: [] }),
    how,
  );
  assert.deepEqual(report?.missing, ['signing-certificate', 'timestamp']);
  assert.equal(report?.valid, false);
});

test('what does not fit its place is refused, and what is no PDF', async () => {
  const small = await addPlace(await blank(), { ...place, room: 16 });
  assert.throws(() => fillPlace(small, new Uint8Array(17)), { code: 'signature.too-large' });
  await assert.rejects(verifyPdf(Buffer.from('no document'), how), { code: 'pdf.unreadable' });
});

test('a document without signatures is not well signed', async () => {
  assert.ok(!isWellSigned(await verifyPdf(await blank(), how)));
});

const distrusting: Validate = () => ({ trusted: false, reason: 'path.untrusted' });

type Holder = { readonly certificate: Certificate; readonly sign: (bytes: Uint8Array) => Uint8Array };

function keyHolder(
  kind: 'P-256' | 'P-384' | 'rsa',
  extensions: readonly Extension[] = [keyUsage('nonRepudiation')],
): Holder {
  const { publicKey, privateKey: key } =
    kind === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: kind });
  const names: Record<typeof kind, SignatureAlgorithmName> = {
    'P-256': 'ecdsa-sha256',
    'P-384': 'ecdsa-sha384',
    rsa: 'rsa-sha256',
  };
  const algorithm = signatureAlgorithm(names[kind]);
  const signer = (bytes: Uint8Array) => new Uint8Array(sign(algorithm.hash, bytes, key));
  const name = encodeName(nameOf(['C', 'TW'], ['O', '範例會計師事務所']));
  const tbs = encodeTbsCertificate({
    serial: randomBytes(16),
    algorithm,
    issuer: name,
    subject: name,
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2036-01-01T00:00:00Z'),
    spki: new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })),
    extensions,
  });
  return { certificate: parseCertificate(assembleCertificate(tbs, algorithm, signer(tbs))), sign: signer };
}

/** A time-stamp service of one key. */
function stamper(time: Date): Timestamp {
  const { certificate, sign: signer } = keyHolder('P-256', [extKeyUsage([PURPOSE.timeStamping], true)]);
  return async (imprint) => {
    const content = encodeTstInfo({ policy: '1.3.6.1.4.1.32473.1', imprint, serial: Uint8Array.of(1), time });
    const digest = createHash('sha256').update(content).digest();
    const signedAttributes = encodeSignedAttributes({
      digest,
      contentType: TST_INFO,
      signingCertificate: certificate,
    });
    const algorithm = signatureAlgorithm('ecdsa-sha256');
    const signers = [{ certificate, algorithm, signedAttributes, signature: signer(signedAttributes) }];
    return encodeSignedData({ contentType: TST_INFO, content, signers, certificates: [certificate.der] });
  };
}

async function blank(text = 'page'): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.addPage([200, 200]).drawText(text);
  return document.save({ useObjectStreams: false });
}

/** The message digest inside signed attributes: the OCTET STRING of 32 bytes. */
function digestWithin(attributes: Uint8Array): Uint8Array {
  const at = Buffer.from(attributes).indexOf(Buffer.from([0x04, 0x20]));
  return attributes.slice(at + 2, at + 34);
}

function byPoppler(pdf: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'kaika-pades-'));
  try {
    const file = join(folder, 'signed.pdf');
    writeFileSync(file, pdf);
    execFileSync('qpdf', ['--check', file]);
    return execFileSync('pdfsig', ['-nocert', file], { encoding: 'utf8' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
