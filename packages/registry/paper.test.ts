import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Officer, Role } from './officer.ts';
import { approvePaper, enterPaper, refusePaper } from './paper.ts';

const now = new Date('2026-11-21T00:00:00Z');
const officer = (id: string, ...roles: readonly Role[]): Officer => ({
  noun: 'officer',
  version: 1,
  id,
  name: id,
  roles,
  cardNumber: null,
  state: 'serving',
  appointedAt: now,
});
const about = { number: 'P1', cardNumber: 'XC00000000000018', mail: 'a@firm.example', reference: '115-1' };
const both = officer('both', 'help-desk', 'approver');
const approver = officer('approver', 'approver');
const paper = enterPaper(about, both, now).next;

test('whoever entered it does not decide it, in whatever role', () => {
  assert.throws(() => approvePaper(paper, both, now), /paper\.same-officer/);
  assert.throws(() => refusePaper(paper, 'no', { by: both, now }), /paper\.same-officer/);
});

test('an approver decides once', () => {
  const { next } = approvePaper(paper, approver, now);
  assert.equal(next.decidedBy, 'approver');
  assert.throws(() => refusePaper(next, 'no', { by: approver, now }), /paper\.wrong-state/);
});

test('a refusal has a reason', () => {
  assert.throws(() => refusePaper(paper, '  ', { by: approver, now }), /paper\.reason-missing/);
});

test('only the roles that may, enter and decide', () => {
  assert.throws(() => enterPaper(about, approver, now), /officer\.not-allowed/);
  assert.throws(() => approvePaper(paper, officer('desk', 'help-desk'), now), /officer\.not-allowed/);
});
