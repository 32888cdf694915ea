import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Case, type CaseState, caseStates } from './case.ts';
import { copyCase } from './draft.ts';
import { Refusal } from './refusal.ts';
import { examinerActor, firmActor, sampleCase, sampleContent, sampleNow, sampleToday } from './sample.ts';
import * as state from './state.ts';

const now = sampleNow;
const report = {
  sha256: 'cd'.repeat(32),
  signedAt: now,
  signer: '範例會計師事務所',
  serialNumber: '1a2b',
};
const decision = { reason: '請補正股東名冊。', now };

test('a case goes its way from draft to accepted, each step with its event', () => {
  const signed = state.sign(sampleCase(), firmActor, { report, now });
  const submitted = state.submit(signed.next, firmActor, { number: 'F115000001', now });
  const received = state.receive(submitted.next, firmActor, { receipt: 'R1', now });
  const examined = state.examine(received.next, examinerActor, now);
  const asked = state.requestSupplement(examined.next, examinerActor, decision);
  const edited = state.edit(asked.next, firmActor, { content: sampleContent, now });
  const signedAgain = state.sign(edited.next, firmActor, { report, now });
  const resubmitted = state.submit(signedAgain.next, firmActor, { number: 'F115000002', now });
  const receivedAgain = state.receive(resubmitted.next, firmActor, { receipt: 'R2', now });
  const examinedAgain = state.examine(receivedAgain.next, examinerActor, now);
  const accepted = state.accept(examinedAgain.next, examinerActor, { reason: '', now });
  const all = [signed, submitted, received, examined, asked, edited, signedAgain, resubmitted, receivedAgain];
  assert.deepEqual(
    [...all, examinedAgain, accepted].map((change) => change.next.state),
    [
      'signed',
      'submitted',
      'received',
      'examining',
      'supplement',
      'supplement',
      'supplement',
      'resubmitted',
      'resubmitted',
      'examining',
      'accepted',
    ],
  );
  assert.equal(accepted.next.number, 'F115000001', 'the number stays through supplements');
  assert.equal(accepted.event.what, 'case.accepted');
});

const moves: Readonly<Record<string, readonly [from: readonly CaseState[], move: (held: Case) => unknown]>> =
  {
    edit: [['draft', 'supplement'], (held) => state.edit(held, firmActor, { content: sampleContent, now })],
    reopen: [['signed'], (held) => state.reopen(held, firmActor, now)],
    sign: [['draft', 'supplement'], (held) => state.sign(held, firmActor, { report, now })],
    submit: [
      ['signed', 'supplement'],
      (held) => state.submit(held, firmActor, { number: 'F115000001', now }),
    ],
    receive: [['submitted', 'resubmitted'], (held) => state.receive(held, firmActor, { receipt: 'R', now })],
    withdraw: [['draft', 'signed', 'submitted', 'received'], (held) => state.withdraw(held, firmActor, now)],
    examine: [['received', 'resubmitted'], (held) => state.examine(held, examinerActor, now)],
    supplement: [['examining'], (held) => state.requestSupplement(held, examinerActor, decision)],
    accept: [['examining'], (held) => state.accept(held, examinerActor, decision)],
    reject: [['examining'], (held) => state.reject(held, examinerActor, decision)],
  };

for (const [name, [from, move]] of Object.entries(moves)) {
  test(`${name} is possible from ${from.join(', ')} and from nowhere else`, () => {
    for (const held of caseStates) {
      const one = sampleCase({ state: held, report });
      if (from.includes(held)) move(one);
      else assert.throws(() => move(one), Refusal, held);
    }
  });
}

test('an edit takes the signature of a supplement away', () => {
  const held = sampleCase({ state: 'supplement', report });
  const { next } = state.edit(held, firmActor, { content: sampleContent, now });
  assert.equal(next.report, null);
  assert.throws(() => state.submit(next, firmActor, { number: 'F1', now }), refuses('case.unsigned'));
});

test('a draft is not handed in unsigned', () => {
  assert.throws(() => state.submit(sampleCase(), firmActor, { number: 'F1', now }), refuses('case.unsigned'));
});

test('only a case without findings may be signed', () => {
  const broken = sampleCase({ content: { ...sampleContent, capitalAfter: 5_000_001 } });
  assert.throws(() => state.assertSignable(broken, sampleToday), refuses('case.sources-differ'));
  state.assertSignable(sampleCase(), sampleToday);
});

test('a supplement and a rejection need a reason', () => {
  const held = sampleCase({ state: 'examining', report });
  const silent = { reason: '  ', now };
  assert.throws(() => state.requestSupplement(held, examinerActor, silent), refuses('case.reason-missing'));
  assert.throws(() => state.reject(held, examinerActor, silent), refuses('case.reason-missing'));
});

test('an examiner keeps away from cases of the own organisation', () => {
  const held = sampleCase({ state: 'received', report });
  const inside = { ...examinerActor, orgOid: held.firm.oid };
  assert.throws(() => state.examine(held, inside, now), refuses('case.own-firm'));
});

test('a copy keeps company and people and starts from where the old capital ended', () => {
  const old = sampleCase({ state: 'accepted', number: 'F115000001' });
  const { next, event } = copyCase(firmActor, old, { id: '22222222-2222-4222-8222-222222222222', now });
  assert.equal(next.state, 'draft');
  assert.equal(next.number, null);
  assert.equal(next.content.capitalBefore, old.content.capitalAfter);
  assert.deepEqual(next.content.cpas, old.content.cpas);
  assert.deepEqual(next.content.attachments, []);
  assert.deepEqual(event.detail, { from: 'F115000001' });
});

function refuses(code: string): (error: unknown) => boolean {
  return (error) => error instanceof Refusal && error.code === code;
}
