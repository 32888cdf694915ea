import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Officer, Role } from './officer.ts';
import { requireMinimum } from './officer.ts';
import { approveProposal, enterProposal, mayDecideProposal, withdrawProposal } from './proposal.ts';
import {
  allowance,
  minuteOf,
  pauseSweep,
  proposeSweep,
  resumeSweep,
  startSweep,
  stopSweep,
} from './sweep.ts';

const now = new Date('2026-11-21T02:00:30.000Z');

function officer(id: string, ...roles: readonly Role[]): Officer {
  return {
    noun: 'officer',
    version: 1,
    id,
    name: id,
    roles,
    cardNumber: null,
    state: 'serving',
    appointedAt: now,
  };
}

const admin = officer('admin', 'administrator');
const approver = officer('approver', 'approver');
const plan = {
  number: 'W1',
  scope: { model: 'softcard' },
  reason: 'keyCompromise',
  grounds: 'faulty model',
  perMinute: 3,
  total: 10,
} as const;

test('a mass revocation says something about its cards, and somebody else starts it', () => {
  assert.throws(() => proposeSweep({ ...plan, scope: {} }, admin, now), { code: 'sweep.no-scope' });
  assert.throws(() => proposeSweep({ ...plan, scope: { model: '' } }, admin, now), {
    code: 'sweep.no-scope',
  });
  assert.throws(() => proposeSweep({ ...plan, perMinute: 2.5 }, admin, now), { code: 'sweep.rate' });
  const { next } = proposeSweep(plan, admin, now);
  assert.throws(() => startSweep(next, admin, now), { code: 'proposal.same-officer' });
  assert.equal(allowance(next, 0), 0);
  const running = startSweep(next, approver, now).next;
  assert.deepEqual([allowance(running, 0), allowance(running, 2), allowance(running, 9)], [3, 1, 0]);
  assert.equal(minuteOf(now).toISOString(), '2026-11-21T02:00:00.000Z');
});

test('paused it may do nothing, stopped it never goes on', () => {
  const running = startSweep(proposeSweep(plan, admin, now).next, approver, now).next;
  const paused = pauseSweep(running, admin, now).next;
  assert.equal(allowance(paused, 0), 0);
  assert.equal(resumeSweep(paused, approver, now).next.state, 'running');
  const stopped = stopSweep(paused, admin, now).next;
  assert.throws(() => resumeSweep(stopped, admin, now), { code: 'sweep.wrong-state' });
});

test('a proposal is decided by neither who entered it nor whom it is about', () => {
  const wish = { number: 'K1', kind: 'roles', subject: 'approver', about: {}, grounds: 'x' } as const;
  const { next } = enterProposal(wish, admin, now);
  for (const by of [admin, approver]) assert.equal(mayDecideProposal(next, by), false);
  assert.throws(() => approveProposal(next, { by: approver, now }), { code: 'proposal.same-officer' });
  assert.equal(approveProposal(next, { by: officer('other', 'approver'), now }).next.state, 'approved');
  assert.throws(() => withdrawProposal(next, approver, now), { code: 'officer.not-allowed' });
  assert.throws(() => enterProposal({ ...wish, subject: 'admin' }, admin, now), {
    code: 'officer.not-allowed',
  });
});

test('one person with every role is not enough, and neither are two without a card operator', () => {
  const all = officer('all', 'first-reviewer', 'approver', 'administrator', 'card-operator');
  const enough = [officer('one', 'first-reviewer', 'administrator', 'card-operator'), approver];
  requireMinimum(enough);
  assert.throws(() => requireMinimum([all]), { code: 'officer.below-minimum' });
  assert.throws(() => requireMinimum([officer('one', 'first-reviewer', 'administrator'), approver]), {
    code: 'officer.below-minimum',
  });
  const gone = enough.map((one) => (one.id === 'approver' ? { ...one, state: 'left' as const } : one));
  assert.throws(() => requireMinimum(gone), { code: 'officer.below-minimum' });
});
