import assert from 'node:assert/strict';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { basicConstraintsOf } from '@kaika/pki/constraint';
import { parseName } from '@kaika/pki/name';
import { validateCardPath, validatePath } from '@kaika/pki/path';
import { arcOf, exampleArc } from './arc.ts';
import { exampleDescription, makeExampleHouse } from './ceremony.example.ts';
import { draftStep, planCeremony } from './ceremony.ts';
import { readCeremonyDescription } from './ceremony-description.ts';
import { CaError } from './error.ts';
import { makeSerial } from './serial.ts';
import { signerOfKey } from './signer.ts';

const now = new Date('2026-11-21T08:00:00Z');
const house = await makeExampleHouse(now);

test('the plan names each authority after its issuer, with addresses by generation', () => {
  const plan = planCeremony(exampleDescription);
  assert.deepEqual(
    plan.map(({ authority, issuer }) => [authority, issuer]),
    [
      ['root', 'root'],
      ['issuing-cards', 'root'],
      ['issuing-software', 'root'],
      ['attestation-authority', 'attestation-authority'],
    ],
  );
  const next = planCeremony({ ...exampleDescription, generation: 2 });
  assert.match(next[1]?.addresses.ocsp ?? '', /\/issuing-cards\/2\/ocsp$/);
});

test('a card certificate is valid for its own policy alone', async () => {
  const { certificate } = await house.issue('authentication', 'issuing-cards');
  const { policies } = arcOf(exampleArc);
  const ask = (policy: string) =>
    validateCardPath({
      certificate,
      intermediates: [house.authority('issuing-cards').certificate],
      anchors: [house.authority('root').certificate],
      at: now,
      policies: [policy],
      keyUsage: ['digitalSignature'],
    });
  assert.ok((await ask(policies.authentication)).valid);
  assert.ok(!(await ask(policies.presence)).valid);
});

test('nothing under the attestation authority is ever valid under the root', async () => {
  const attestation = house.authority('attestation-authority').certificate;
  assert.deepEqual(attestation.issuer, attestation.subject);
  const result = await validatePath({
    certificate: attestation,
    anchors: [house.authority('root').certificate],
    at: now,
  });
  assert.ok(!result.valid);
  assert.equal(basicConstraintsOf(attestation)?.pathLength, 1);
});

test('names are written as they were reviewed', () => {
  const [root] = planCeremony(exampleDescription);
  assert.deepEqual(root?.subject, parseName(house.authority('root').certificate.subject));
});

test('a step waits for its issuer', () => {
  const [, cards] = planCeremony(exampleDescription);
  assert.ok(cards);
  const signer = signerOfKey(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
  const hands = { profiles: house.profiles, now, serial: makeSerial(1, randomBytes(16)), signer };
  assert.throws(() => draftStep(cards, new Map(), hands), isRefusal('ceremony.missing', 'issuer'));
});

test('two authorities never share a key', () => {
  const [, cards] = planCeremony(exampleDescription);
  assert.ok(cards);
  const { signer } = house.authority('issuing-software');
  const hands = { profiles: house.profiles, now, serial: makeSerial(1, randomBytes(16)), signer };
  assert.throws(() => draftStep(cards, house.authorities, hands), isRefusal('draft.findings'));
});

test('each field of a description is checked, and no other is passed over', () => {
  const authorities = exampleDescription.authorities;
  for (const [field, change] of [
    ['country', { country: 'Taiwan' }],
    ['organisation', { organisation: '' }],
    ['address', { address: 'https://example.tw/' }],
    ['address', { address: 'http://example.tw' }],
    ['practiceStatement', { practiceStatement: 'practice' }],
    ['generation', { generation: 0 }],
    ['shards', { shards: 1.5 }],
    ['authorities.root', { authorities: { ...authorities, root: undefined } }],
    ['authorities.root.key', { authorities: { ...authorities, root: { ...authorities.root, key: 'p521' } } }],
    [
      'authorities.root.days',
      { authorities: { ...authorities, root: { ...authorities.root, days: '7305' } } },
    ],
    ['colour', { colour: 'blue' }],
  ] as const) {
    const asked = { ...exampleDescription, ...change };
    assert.throws(() => readCeremonyDescription(asked), isRefusal('ceremony.description', field), field);
  }
  assert.throws(() => readCeremonyDescription('root'), isRefusal('ceremony.description', 'description'));
});

function isRefusal(code: string, field?: string) {
  return (error: unknown) =>
    error instanceof CaError && error.code === code && (field === undefined || error.field === field);
}
