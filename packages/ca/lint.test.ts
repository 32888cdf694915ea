import assert from 'node:assert/strict';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { nameOf } from '@kaika/pki/name';
import fc from 'fast-check';
import { makeExampleHouse } from './ceremony.example.ts';
import { type Draft, type DraftRequest, draftCertificate } from './draft.ts';
import { CaError } from './error.ts';
import type { Issuer } from './issuer.ts';
import { approveDraft, lintDraft } from './lint.ts';
import { lintText } from './lint-text.ts';
import type { Profile } from './profile.ts';
import { makeSerial } from './serial.ts';

const now = new Date('2026-11-21T08:00:00Z');
const house = await makeExampleHouse(now);
const { issuer } = house.authority('issuing-cards');
const profile = house.profiles.authentication;
const world = { now, isDuplicate: () => false };
const key = newKey('P-256');
const firm = '安新會計師事務所';

test('a draft as the profile wants it has no findings', () => {
  assert.deepEqual(codes({}), []);
  assert.deepEqual(codes({ mail: ['office@example.tw', '信箱@例子.tw'] }), []);
});

test('the serial number is positive, long enough to be random, and at most 20 octets', () => {
  assert.deepEqual(codes({ serial: Uint8Array.of(1, 2, 3) }), ['serial.entropy']);
  assert.deepEqual(codes({ serial: new Uint8Array(20).fill(0x80) }), ['serial.length']);
});

test('the validity is ordered, bounded by profile and issuer, and begins today', () => {
  const after = (days: number) => new Date(now.getTime() + days * 86_400_000 - 1000);
  assert.deepEqual(codes({ notAfter: now }), ['validity.order']);
  assert.deepEqual(codes({ notAfter: after(profile.longestDays) }), []);
  assert.deepEqual(codes({ notAfter: after(profile.longestDays + 1) }), ['validity.too-long']);
  const young = { ...issuer, notAfter: after(30) };
  assert.deepEqual(codes({ notAfter: after(31) }, { issuer: young }), ['validity.outlives-issuer']);
  assert.deepEqual(codes({ notBefore: new Date('2026-11-19T00:00:00Z') }), ['validity.backdated']);
});

test('the subject has what the profile asks for, once, and nothing else', () => {
  const rest = [
    ['C', 'TW'],
    ['O', firm],
  ] as const;
  assert.deepEqual(codes({ subject: [] }), ['subject.empty']);
  assert.deepEqual(codes({ subject: nameOf(...rest) }), ['subject.missing']);
  assert.deepEqual(codes({ subject: nameOf(...rest, ['CN', firm], ['CN', firm]) }), ['subject.duplicate']);
  assert.deepEqual(codes({ subject: nameOf(...rest, ['CN', firm], ['UID', '7']) }), ['subject.not-allowed']);
  assert.deepEqual(codes({ subject: nameOf(['C', 'tw'], ['O', firm], ['CN', firm]) }), ['subject.country']);
  assert.deepEqual(codes({ subject: nameOf(...rest, ['CN', '師'.repeat(65)]) }), ['text.too-long']);
});

test('a presence certificate needs the card number', () => {
  const presence = house.profiles.presence;
  assert.deepEqual(codes({}, { profile: presence }), ['subject.missing']);
  assert.deepEqual(codes({ mail: ['a@example.tw'] }, { profile: presence }), [
    'subject.missing',
    'extension.unexpected',
  ]);
});

test('the key is of the profile, sound, and nobody else has it', () => {
  assert.deepEqual(codes({ publicKey: newKey('P-521') }), ['key.not-allowed']);
  assert.deepEqual(codes({ publicKey: newKey('secp256k1') }), ['key.weak']);
  assert.deepEqual(codes({ publicKey: newRsaKey(1024) }), ['key.weak']);
  assert.deepEqual(codes({ publicKey: newRsaKey(2048) }), []);
  const known = { now, isDuplicate: (spki: Uint8Array) => Buffer.compare(spki, key) === 0 };
  assert.deepEqual(
    lintDraft(draftOf({}), known).map((finding) => finding.code),
    ['key.duplicate'],
  );
});

test('an issuer of another kind or address is noticed', () => {
  assert.deepEqual(codes({}, { issuer: house.authority('issuing-software').issuer }), ['issuer.wrong-kind']);
  const secure = { ...issuer, addresses: { ...issuer.addresses, ocsp: 'https://example.tw/ocsp' } };
  assert.deepEqual(codes({}, { issuer: secure }), ['url.scheme']);
});

test('a draft that names another issuer, key or algorithm is noticed', () => {
  const other = house.authority('root').issuer;
  assert.deepEqual(codes({}, { draft: draftOf({}), issuer: { ...issuer, name: other.name } }), [
    'issuer.mismatch',
  ]);
  assert.deepEqual(codes({}, { issuer: { ...issuer, algorithm: 'ecdsa-sha1' } }), ['algorithm.mismatch']);
  assert.deepEqual(codes({}, { draft: draftOf({}), issuer: { ...issuer, keyId: other.keyId } }), [
    'extension.content',
  ]);
});

test('what cannot be encoded at all is refused at once, by field', () => {
  for (const [code, change] of [
    ['draft.subject', { subject: nameOf(['C', '臺灣']) }],
    ['draft.invalid', { serial: new Uint8Array(16) }],
    ['draft.invalid', { publicKey: Uint8Array.of(0x30, 0) }],
    ['draft.invalid', { notAfter: new Date(Number.NaN) }],
    ['draft.invalid', { organisation: { oid: 'firm', kind: '1.2' } }],
  ] as const) {
    assert.throws(
      () => draftOf(change),
      (error) => error instanceof CaError && error.code === code && error.field.length > 0,
    );
  }
});

test('mail addresses are addresses', () => {
  for (const mail of [
    'office',
    'a@b',
    'a b@example.tw',
    '.a@example.tw',
    'a@-example.tw',
    'a@example.tw\n',
  ]) {
    assert.notDeepEqual(codes({ mail: [mail] }), [], mail);
  }
});

test('a certificate that does not fit on the card is refused before it is signed', () => {
  const long = nameOf(['C', 'TW'], ['O', firm], ['CN', firm], ...ous(20));
  const size = codes({ subject: long });
  assert.deepEqual(size, ['size.too-large']);
});

test('a refusal names the certificate and every field at fault', () => {
  const draft = draftOf({ subject: nameOf(['C', 'tw'], ['O', firm], ['CN', '?? firm']) });
  assert.throws(
    () => approveDraft(draft, world),
    (error) =>
      error instanceof CaError &&
      error.code === 'draft.findings' &&
      error.certificate.startsWith('authentication C=tw') &&
      error.findings.map((finding) => finding.field).join() === 'subject.C,subject.CN',
  );
});

test('a foreign or missing extension, or a wrong criticality, is found', () => {
  const draft = draftOf({});
  assert.deepEqual(codes({}, { profile: { ...profile, status: 'none' }, draft }), [
    'extension.unexpected',
    'extension.unexpected',
    'extension.content',
    'extension.content',
    'extension.content',
  ]);
  assert.deepEqual(codes({}, { profile: { ...profile, extendedUsageCritical: true }, draft }), [
    'extension.criticality',
  ]);
});

test('no text with anything invisible, reordering or unassigned in it is let through', () => {
  const hidden = fc.constantFrom(
    '\u0000',
    '\u007f',
    '\u0085',
    '\u202e',
    '\u2066',
    '\u200b',
    '\ufeff',
    '\u2028',
    '\ue000',
  );
  fc.assert(
    fc.property(fc.string(), hidden, fc.string(), (before, character, after) => {
      assert.ok(lintText('subject.CN', before + character + after).length > 0);
    }),
  );
});

test('Chinese text in NFC is let through, and its other normal forms are not', () => {
  const ideographs = fc.string({
    unit: fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code)),
    minLength: 1,
  });
  fc.assert(fc.property(ideographs, (text) => assert.deepEqual(lintText('subject.CN', text), [])));
  assert.deepEqual(
    lintText('subject.CN', 'Cafe\u0301').map(({ code }) => code),
    ['text.not-nfc'],
  );
});

test('Chinese names read with the wrong code page are found', () => {
  for (const name of [firm, '財團法人臺北市公益基金會', '國立臺灣大學']) {
    for (const codePage of ['windows-1252', 'big5', 'gbk', 'shift_jis']) {
      const garbled = new TextDecoder(codePage).decode(Buffer.from(name));
      assert.ok(lintText('subject.O', garbled).length > 0, `${name} ${codePage} ${garbled}`);
    }
  }
});

test('Western names whose UTF-8 was read as Windows-1252 are found, and such names as they are meant are not', () => {
  for (const name of ['João Gilberto', 'Baden-Württemberg', 'Société Générale', 'Œuvre € 2']) {
    assert.deepEqual(lintText('subject.O', name), [], name);
    const garbled = new TextDecoder('windows-1252').decode(Buffer.from(name));
    assert.deepEqual(
      lintText('subject.O', garbled).map(({ code }) => code),
      ['text.mojibake'],
      garbled,
    );
  }
});

type Change = { readonly profile?: Profile; readonly issuer?: Issuer; readonly draft?: Draft };

function codes(request: Partial<DraftRequest>, change: Change = {}) {
  const draft = change.draft ?? draftOf(request, change);
  return lintDraft({ ...draft, ...change }, world).map((finding) => finding.code);
}

function draftOf(request: Partial<DraftRequest>, change: Change = {}): Draft {
  const asked: DraftRequest = {
    serial: makeSerial(1, randomBytes(16)),
    subject: nameOf(['C', 'TW'], ['O', firm], ['CN', firm]),
    publicKey: key,
    notBefore: now,
    notAfter: new Date('2027-11-21T07:59:59Z'),
    organisation: { oid: '1.3.6.1.4.1.32473.1.4.1', kind: '1.3.6.1.4.1.32473.1.3.5' },
    ...request,
  };
  return draftCertificate(asked, change.profile ?? profile, change.issuer ?? issuer);
}

function ous(count: number): readonly (readonly ['OU', string])[] {
  return Array.from({ length: count }, (_, index) => ['OU', `${'部'.repeat(20)}${index}`] as const);
}

function newKey(namedCurve: string): Uint8Array {
  return new Uint8Array(
    generateKeyPairSync('ec', { namedCurve }).publicKey.export({ type: 'spki', format: 'der' }),
  );
}

function newRsaKey(modulusLength: number): Uint8Array {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength });
  return new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }));
}
