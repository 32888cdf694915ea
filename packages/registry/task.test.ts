import assert from 'node:assert/strict';
import { test } from 'node:test';
import { confirmCard, offerPuk, refuseAttempt, refutePuk, takeAttempt } from './activation.ts';
import { activate, completeProduction, startProduction } from './card.ts';
import { holder, system } from './change.ts';
import type { Noun } from './noun.ts';
import { attemptTask, issueTask, requireConfirmable, supersedeTask, taskTtlMs } from './task.ts';
import { chooseCode } from './usercode.ts';

const now = new Date('2026-11-21T02:00:00Z');
const cardNumber = 'XC00000000000018';
const begun = startProduction(
  { number: cardNumber, application: 'A1', organisation: '1.2.3', holder: '示範', productionId: 'p' },
  system,
  now,
).next;
const made = {
  model: 'softcard',
  guid: '00'.repeat(16),
  notAfter: new Date('2031-01-01'),
  activationDays: 90,
};
const card = completeProduction(begun, made, { by: system, now }).next;
const code = chooseCode({ cardNumber, hash: 'h', maxTries: 3 }, system, now).next;
const about = {
  operation: 'activate',
  cardNumber,
  application: null,
  origin: 'o',
  hash: 'h',
  secret: 's',
} as const;
const task = issueTask({ id: 't', ...about }, holder, now).next;

function moved<N extends Noun['noun']>(changes: readonly { readonly next: Noun | null }[], noun: N) {
  const found = changes.map(({ next }) => next).find((next) => next?.noun === noun);
  return (found ?? assert.fail(noun)) as Extract<Noun, { noun: N }>;
}

test('an attempt is taken once: the same number again is a replay', () => {
  const taken = attemptTask(task, 1, now).next;
  assert.throws(() => attemptTask(taken, 1, now), { code: 'task.used' });
  assert.equal(attemptTask(taken, 2, now).next.attempt, 2);
  const late = new Date(now.getTime() + taskTtlMs + 1);
  assert.throws(() => attemptTask(taken, 2, late), { code: 'task.expired' });
});

test('the third wrong code ends the task with the code', () => {
  const changes = takeAttempt({ task, card, code: { ...code, taken: 2 } }, 1, now);
  const refused = refuseAttempt({ task, card, code: moved(changes, 'usercode') }, now);
  assert.equal(refused.refusal.code, 'code.locked');
  assert.equal(moved(refused.changes, 'task').state, 'failed');
  assert.throws(() => attemptTask(moved(refused.changes, 'task'), 2, now), { code: 'code.locked' });
});

test('a card that may not be activated is refused before a try is taken', () => {
  const active = activate(card, holder, now).next;
  assert.throws(() => takeAttempt({ task, card: active, code }, 1, now), { code: 'card.already-active' });
});

test('the offer uses the task up, is exchanged when refuted, and confirmed by its next version alone', () => {
  const offered = offerPuk({ task, card, code }, 'key', now);
  assert.ok('offer' in offered);
  const open = moved(offered.changes, 'task');
  assert.throws(() => attemptTask(open, 5, now), { code: 'task.used' });
  const changed = { task: open, card: moved(offered.changes, 'card') };
  assert.throws(() => refutePuk(changed, { version: 2, pukTriesLeft: 4 }, now), { code: 'task.used' });
  const exchanged = refutePuk(changed, { version: 1, pukTriesLeft: 4 }, now);
  assert.ok('offer' in exchanged);
  assert.deepEqual(exchanged.offer, { version: 2, nextVersion: 3 });
  const last = { task: moved(exchanged.changes, 'task'), card: moved(exchanged.changes, 'card') };
  const receipt = { number: 'R', what: 'card.activated', at: now, cardNumber, holder: 'x', jws: 'j' };
  assert.throws(() => confirmCard(last, { version: 2, certificates: [], receipt }, now), {
    code: 'task.used',
  });
  const done = confirmCard(last, { version: 3, certificates: [], receipt }, now);
  assert.equal(moved(done, 'card').state, 'active');
  assert.equal(moved(done, 'task').secret, '');
});

test('with few PUK tries left an uncertain version is not sent, and the task fails', () => {
  const offered = offerPuk({ task, card, code }, 'key', now);
  const changed = { task: moved(offered.changes, 'task'), card: moved(offered.changes, 'card') };
  const refused = refutePuk(changed, { version: 1, pukTriesLeft: 2 }, now);
  assert.ok('refusal' in refused);
  assert.equal(refused.refusal.code, 'card.puk-blocked');
  assert.equal(moved(refused.changes, 'task').state, 'failed');
});

test('a superseded offer still counts, unless a later version was confirmed', () => {
  const offered = moved(offerPuk({ task, card, code }, 'key', now).changes, 'task');
  const superseded = supersedeTask(offered, now).next;
  requireConfirmable(superseded, 2, { provenVersion: 1, now });
  assert.throws(() => requireConfirmable(superseded, 2, { provenVersion: 2, now }), {
    code: 'task.superseded',
  });
  const late = new Date(now.getTime() + 25 * 3600_000);
  assert.throws(() => requireConfirmable(offered, 2, { provenVersion: 1, now: late }), {
    code: 'task.expired',
  });
  assert.throws(() => requireConfirmable(task, 2, { provenVersion: 1, now }), { code: 'task.used' });
});
