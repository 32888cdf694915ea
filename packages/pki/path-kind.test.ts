import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { subjectAltName } from './alternative-name.ts';
import { type Certificate, parseCertificate } from './certificate.ts';
import { nameConstraints } from './constraint.ts';
import { EXTENSION, extension } from './extension.ts';
import { at, type Holder, makeAuthority, makeEnd, makeRoot, newHolder, type Wish } from './path.example.ts';
import { validateCardPath } from './path.ts';
import { type CardTrust, cardPathValidator } from './path-kind.ts';
import { certificatePolicies } from './policy.ts';
import { extKeyUsage, keyUsage, PURPOSE } from './usage.ts';

const policy = '1.3.6.1.4.1.32473.1.1.1';
const otherPolicy = '1.3.6.1.4.1.32473.1.1.4';
const certified = certificatePolicies([{ oid: policy }, { oid: otherPolicy }]);
const usual = [extKeyUsage([PURPOSE.clientAuth]), certificatePolicies([{ oid: policy }])];
const root = makeRoot();
const authority = makeAuthority(root, 'authority', { extensions: [certified] });

function trustIn(anchor: Holder, issuer: Holder): CardTrust {
  return {
    anchors: [anchor.certificate],
    intermediates: [issuer.certificate],
    policies: [policy],
    keyUsage: ['digitalSignature'],
    purpose: PURPOSE.clientAuth,
  };
}

/** A validator that has seen a good card of the authority already, and one that asks the whole question each time. */
async function bothOf(trust: CardTrust, issuer: Holder) {
  const validate = cardPathValidator(trust);
  assert.ok((await validate(makeEnd(issuer, { extensions: usual }).certificate, at)).valid);
  return async (certificate: Certificate, moment = at) => {
    const [quick, whole] = await Promise.all([
      validate(certificate, moment),
      validateCardPath({ ...trust, certificate, at: moment }),
    ]);
    assert.deepEqual(quick, whole);
    return quick;
  };
}

test('a card like the one before is validated as if it were the first', async () => {
  const ask = await bothOf(trustIn(root, authority), authority);
  for (const name of ['甲', '乙', '丙']) {
    const mail = subjectAltName([{ kind: 'rfc822Name', value: `${name.charCodeAt(0)}@example.tw` }]);
    assert.ok((await ask(makeEnd(authority, { extensions: [...usual, mail] }, name).certificate)).valid);
    assert.ok((await ask(makeEnd(authority, { extensions: usual }, name).certificate)).valid);
  }
});

const small = generateKeyPairSync('rsa', { modulusLength: 1024 });
const weak = {
  ...newHolder('weak'),
  spki: new Uint8Array(small.publicKey.export({ type: 'spki', format: 'der' })),
};
const wishes: Readonly<Record<string, Wish>> = {
  'that has expired': { extensions: usual, notAfter: new Date(at.getTime() - 1000) },
  'that is not valid yet': { extensions: usual, notBefore: new Date(at.getTime() + 1000) },
  'with a weak key': { extensions: usual, holder: weak },
  'without policy': { extensions: usual.slice(0, 1) },
  'of another policy': {
    extensions: [extKeyUsage([PURPOSE.clientAuth]), certificatePolicies([{ oid: otherPolicy }])],
  },
  'for another purpose': {
    extensions: [extKeyUsage([PURPOSE.emailProtection]), certificatePolicies([{ oid: policy }])],
  },
  'for another use': { bare: true, extensions: [...usual, keyUsage('keyEncipherment')] },
  'with a critical extension nobody knows': {
    extensions: [...usual, extension('1.2.3.4', true, Uint8Array.of(5, 0))],
  },
  'whose names are critical and cannot be read': {
    extensions: [...usual, extension(EXTENSION.subjectAltName, true, Uint8Array.of(0x30, 0x80))],
  },
};

for (const [what, wish] of Object.entries(wishes)) {
  test(`a card ${what} is refused after a good one, too`, async () => {
    const ask = await bothOf(trustIn(root, authority), authority);
    assert.ok(!(await ask(makeEnd(authority, wish).certificate)).valid);
  });
}

test('another signature on a card like the one before is refused', async () => {
  const ask = await bothOf(trustIn(root, authority), authority);
  const forger = makeAuthority(root, 'authority', { extensions: [certified] });
  const { der } = makeEnd(authority, { extensions: usual }).certificate;
  assert.ok(!(await ask(parseCertificate(der.with(der.length - 1, (der.at(-1) ?? 0) ^ 1)))).valid);
  const forged = makeEnd({ ...authority, key: forger.key }, { extensions: usual });
  assert.ok(!(await ask(forged.certificate)).valid);
});

test('when an authority above has expired, so have its cards', async () => {
  const until = new Date(at.getTime() + 86_400_000);
  const short = makeAuthority(root, 'short', { extensions: [certified], notAfter: until });
  const ask = await bothOf(trustIn(root, short), short);
  const card = makeEnd(short, { extensions: usual });
  assert.ok((await ask(card.certificate, until)).valid);
  assert.ok(!(await ask(card.certificate, new Date(until.getTime() + 1000))).valid);
});

test('where names are constrained every card is asked whole', async () => {
  const permitted = [{ kind: 'rfc822Name', value: 'example.tw' } as const];
  const limits = nameConstraints({ permitted, excluded: [] });
  const strict = makeAuthority(root, 'strict', { extensions: [certified, limits] });
  const ask = await bothOf(trustIn(root, strict), strict);
  const mail = (value: string) => [...usual, subjectAltName([{ kind: 'rfc822Name', value }])];
  assert.ok((await ask(makeEnd(strict, { extensions: mail('a@example.tw') }).certificate)).valid);
  assert.ok(!(await ask(makeEnd(strict, { extensions: mail('a@example.org') }).certificate)).valid);
});
