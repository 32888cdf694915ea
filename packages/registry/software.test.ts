import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  approveAtCeremony,
  markIssued,
  markProduced,
  reopen,
  requireProducible,
  startIssuing,
  submit,
} from './application.ts';
import { type Certificate, draft, issue, revokeCertificate } from './certificate.ts';
import { holder, system } from './change.ts';
import {
  acceptSoftware,
  askSoftwareRevocation,
  confirmSoftwareRevocation,
  isUnaccepted,
  rejectSoftware,
  resumeSoftware,
  type Software,
  suspendSoftware,
} from './software.ts';
import { chooseCode } from './usercode.ts';

const now = new Date('2026-11-21T02:00:00Z');
const act = {
  by: holder,
  now,
  receipt: { number: 'R1', what: 'certificate.accepted', at: now, cardNumber: null, holder: 'x', jws: 'j' },
};
const how = { by: holder, now };
const content = {
  kind: 'professional',
  name: '示範會計師事務所',
  ubn: '00000037',
  address: '臺北市',
  contactName: '示範聯絡人',
  contactMail: 'office@firm.example',
  contactPhone: '02-0000-0000',
  person: null,
} as const;
const about = { number: 'A202611210000001', userCodeHash: 'h', enteredBy: null };
const approved = approveAtCeremony(submit(content, { ...about, request: 'MA==' }, now).next, '1.2', how).next;
const held = issue(
  draft(
    {
      serial: '01ab',
      generation: 'issuing-software/1',
      use: 'software',
      cardNumber: about.number,
      organisation: '1.2.3',
      subject: '示範',
      keyId: '00',
      tbs: Uint8Array.of(1),
      shard: 0,
      notBefore: now,
      notAfter: new Date('2029-11-20T02:00:00Z'),
    },
    system,
    now,
  ).next,
  Uint8Array.of(2),
  how,
).next;
const software: Software = {
  application: markIssued(approved, system, now).next,
  certificate: held,
  code: chooseCode({ cardNumber: about.number, hash: 'h', maxTries: 3 }, system, now).next,
};
const asked = { id: 'r', reason: 'keyCompromise', session: 's' } as const;

function withState(state: Certificate['state']): Software {
  return { ...software, certificate: { ...held, state } };
}

function states(changes: ReturnType<typeof acceptSoftware>): readonly string[] {
  return changes.flatMap(({ next }) =>
    next !== null && 'state' in next ? [`${next.noun} ${next.state}`] : [],
  );
}

test('no card is produced for an application that asks for none, and nothing else is issued for one that asks for a card', () => {
  assert.throws(() => requireProducible(approved), { code: 'application.wrong-state' });
  assert.throws(() => markProduced(approved, 'XC00000000000018', how), { code: 'application.wrong-state' });
  const card = approveAtCeremony(submit(content, about, now).next, '1.2', how).next;
  assert.equal(markProduced(card, 'XC00000000000018', how).next.state, 'produced');
  assert.equal(startIssuing(approved, system, now).next.state, 'approved');
});

test('a certificate on hold is accepted once, or rejected with a reason, and then is over', () => {
  assert.deepEqual(states(acceptSoftware(software, act)), ['certificate good']);
  assert.throws(() => acceptSoftware(withState('good'), act), { code: 'acceptance.done' });
  assert.throws(() => rejectSoftware(withState('suspended'), 'x', act), { code: 'acceptance.done' });
  assert.throws(() => acceptSoftware(withState('revoked'), act), { code: 'acceptance.over' });
  assert.throws(() => rejectSoftware(software, '  ', act), { code: 'acceptance.reason-missing' });
  const rejected = rejectSoftware(software, ' 名稱有誤 ', act);
  assert.deepEqual(states(rejected), ['certificate revoked', 'application returned']);
  assert.throws(() => reopen(approved, 'x', how), { code: 'application.wrong-state' });
});

test('it is suspended, resumed, and revoked in two steps', () => {
  const good = withState('good');
  assert.deepEqual(states(suspendSoftware(good, act)), ['certificate suspended']);
  assert.deepEqual(states(resumeSoftware(withState('suspended'), act)), ['certificate good']);
  assert.deepEqual(states(askSoftwareRevocation(good, asked, how)), ['certificate suspended']);
  assert.deepEqual(
    states(askSoftwareRevocation(software, asked, how)),
    [],
    'on hold it cannot be used already',
  );
  assert.throws(() => askSoftwareRevocation(withState('revoked'), asked, how), { code: 'card.revoked' });
  const [first] = askSoftwareRevocation(good, asked, how);
  assert.ok(first?.next?.noun === 'revocation');
  const revocation = first.next;
  const revoked = confirmSoftwareRevocation(revocation, withState('suspended'), act);
  assert.deepEqual(states(revoked), ['certificate revoked']);
  const late = { ...act, now: new Date(now.getTime() + 31 * 60_000) };
  assert.throws(() => confirmSoftwareRevocation(revocation, good, late), {
    code: 'revocation.over',
  });
});

test('the last day for accepting still counts', () => {
  const day = (days: number) => new Date(now.getTime() + days * 86_400_000);
  assert.equal(isUnaccepted(held, 90, day(90)), false);
  assert.equal(isUnaccepted(held, 90, day(91)), true);
  const revoked = revokeCertificate(held, 'unspecified', how).next;
  assert.equal(isUnaccepted(revoked, 90, day(91)), false);
});
