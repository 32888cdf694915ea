import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type Application,
  approve,
  approveAtCeremony,
  markProduced,
  refuse,
  resubmit,
  review,
  sendBack,
  submit,
  withdraw,
} from './application.ts';
import { type Change, ceremony, system } from './change.ts';
import { appoint, changeRoles, dismiss, type Officer, type Role, requireRole } from './officer.ts';
import { registerOrganisation } from './organisation.ts';
import { Refusal } from './refusal.ts';

const now = new Date('2026-11-21T02:00:00Z');
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

function officer(id: string, ...roles: readonly Role[]): Officer {
  return appoint({ id, name: id, roles, cardNumber: null }, system, now).next;
}
const first = officer('first', 'first-reviewer');
const second = officer('second', 'approver');
const both = officer('both', 'first-reviewer', 'approver');
const submitted = submit(content, { number: 'A1', userCodeHash: 'h', enteredBy: null }, now).next;

test('two persons decide: who reviewed or entered it does not approve it', () => {
  const reviewed = review(submitted, both, now).next;
  assert.throws(() => approve(reviewed, '1.2.3', { by: both, now }), { code: 'application.same-officer' });
  assert.equal(approve(reviewed, '1.2.3', { by: second, now }).next.state, 'approved');
  const entered = submit(content, { number: 'A2', userCodeHash: 'h', enteredBy: 'both' }, now).next;
  assert.throws(() => review(entered, both, now), { code: 'application.same-officer' });
  const other = review(entered, first, now).next;
  assert.throws(() => approve(other, '1.2.3', { by: both, now }), { code: 'application.same-officer' });
});

test('roles decide who may do what', () => {
  assert.throws(() => review(submitted, second, now), { code: 'officer.not-allowed' });
  assert.throws(() => approve(review(submitted, first, now).next, '1', { by: first, now }), {
    code: 'officer.not-allowed',
  });
  assert.throws(() => requireRole({ ...first, state: 'left' }, 'first-reviewer'), {
    code: 'officer.unknown',
  });
  const administrator = officer('admin', 'administrator');
  assert.throws(() => changeRoles(administrator, ['approver'], { by: administrator, now }), {
    code: 'officer.not-allowed',
  });
  assert.throws(() => dismiss(first, second, now), { code: 'officer.not-allowed' });
  assert.equal(dismiss(first, administrator, now).next.state, 'left');
});

test('sending back and refusing need a reason, which the applicant reads', () => {
  assert.throws(() => sendBack(submitted, '  ', { by: first, now }), { code: 'application.reason-missing' });
  const returned = sendBack(submitted, ' 請補附證明 ', { by: first, now }).next;
  assert.equal(returned.reason, '請補附證明');
  const again = resubmit(returned, content, now).next;
  assert.deepEqual([again.state, again.reason, again.reviewedBy], ['submitted', null, null]);
});

test('a number that is none is refused with its field', () => {
  const bad = { ...content, ubn: '12345678' };
  const about = { number: 'A3', userCodeHash: 'h', enteredBy: null };
  const expected = { code: 'application.incomplete', detail: { fields: { ubn: 'ubn.invalid' } } };
  assert.throws(() => submit(bad, about, now), expected);
  const organisation = { oid: '1.2.3', kind: 'other', name: 'x', ubn: '12345678', address: 'x' } as const;
  assert.throws(() => registerOrganisation(organisation, system, now), expected);
});

type Act = (application: Application) => Change<Application>;
const acts: Readonly<Record<string, Act>> = {
  review: (one) => review(one, first, now),
  reviewByBoth: (one) => review(one, both, now),
  approve: (one) => approve(one, '1.2.3', { by: second, now }),
  approveByBoth: (one) => approve(one, '1.2.3', { by: both, now }),
  return: (one) => sendBack(one, 'why', { by: both, now }),
  refuse: (one) => refuse(one, 'why', { by: both, now }),
  resubmit: (one) => resubmit(one, content, now),
  withdraw: (one) => withdraw(one, now),
  produce: (one) => markProduced(one, 'XC1', { by: system, now }),
};

test('in whatever order: what is approved was reviewed by another person, what is produced was approved, ends are ends', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...Object.keys(acts)), { maxLength: 20 }), (names) => {
      let application = submitted;
      for (const name of names) {
        try {
          const { next, event } = acts[name]?.(application) ?? assert.fail(name);
          assert.ok(!['refused', 'withdrawn', 'produced'].includes(application.state));
          assert.equal(event.subject, application.number);
          if (next.state === 'produced') assert.equal(application.state, 'approved');
          application = next;
        } catch (error) {
          assert.ok(error instanceof Refusal, String(error));
        }
        if (application.state === 'approved') {
          assert.ok(application.reviewedBy !== null && application.reviewedBy !== application.decidedBy);
        }
      }
    }),
    { numRuns: 500 },
  );
});

test('the ceremony approves what was submitted, and nothing that people have begun', () => {
  const approved = approveAtCeremony(submitted, '1.2.3', { by: ceremony, now });
  assert.equal(approved.event.what, 'application.approved-at-ceremony');
  const reviewed = review(submitted, first, now).next;
  assert.throws(() => approveAtCeremony(reviewed, '1.2.3', { by: ceremony, now }), {
    code: 'application.wrong-state',
  });
});
