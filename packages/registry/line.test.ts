import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closeBatch, makeBatch, noteLetters, pauseBatch, requireRunning, resumeBatch } from './batch.ts';
import {
  failLine,
  finishLine,
  giveBackLine,
  leaseMs,
  prioritiseLine,
  queueLine,
  removeLine,
  requeueLine,
  requireTaken,
  spoilBlank,
  takeLine,
} from './line.ts';
import { appoint } from './officer.ts';
import { Refusal } from './refusal.ts';

const now = new Date('2026-11-21T02:00:00Z');
const later = new Date(now.getTime() + leaseMs);
const officer = (id: string, roles: readonly ['card-operator'] | readonly ['auditor'] = ['card-operator']) =>
  appoint({ id, name: id, roles, cardNumber: null }, { id: 'ceremony' }, now).next;
const [one, other, auditor] = [officer('one'), officer('other'), officer('auditor', ['auditor'])];
const refuses = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

const waiting = queueLine({ batch: 'B1', application: 'A1', position: 1, priority: 0 }, one, now).next;
const making = takeLine(waiting, 'Reader', { by: one, now }).next;
const failed = failLine(making, 'card.removed', { by: one, now }).next;
const done = finishLine(making, 'XC1', { by: one, now }).next;
const removed = removeLine(waiting, one, now).next;

test('a line that is taken is one officer’s until it is given back or left for too long', () => {
  assert.throws(() => takeLine(making, 'Reader', { by: other, now }), refuses('line.taken'));
  assert.throws(() => giveBackLine(making, other, now), refuses('line.taken'));
  assert.throws(() => requireTaken(making, other), refuses('line.taken'));
  assert.equal(takeLine(making, 'Reader 2', { by: one, now }).next.attempts, 2);
  assert.equal(takeLine(making, 'Reader', { by: other, now: later }).next.takenBy, 'other');
  assert.deepEqual(giveBackLine(making, one, now).next.takenBy, null);
});

test('only a failed line is queued again, with a blank thrown away or not', () => {
  assert.deepEqual([requeueLine(failed, one, now).next.state, failed.spoiled], ['waiting', 0]);
  assert.equal(spoilBlank(failed, one, now).next.spoiled, 1);
  for (const line of [waiting, making, done, removed]) {
    assert.throws(() => requeueLine(line, one, now), refuses('line.wrong-state'));
    assert.throws(() => spoilBlank(line, one, now), refuses('line.wrong-state'));
  }
});

test('what is over stays over, and what is being made is neither moved nor removed', () => {
  for (const line of [done, removed]) {
    assert.throws(() => takeLine(line, 'Reader', { by: one, now }), refuses('line.wrong-state'));
  }
  for (const line of [done, removed, making]) {
    assert.throws(() => prioritiseLine(line, 1, { by: one, now }), refuses('line.wrong-state'));
    assert.throws(() => removeLine(line, one, now), refuses('line.wrong-state'));
  }
});

test('every act is a card operator’s', () => {
  const batch = { number: 'B1', title: '', order: 'name', size: 1 } as const;
  assert.throws(() => makeBatch(batch, auditor, now), refuses('officer.not-allowed'));
  assert.throws(() => takeLine(waiting, 'Reader', { by: auditor, now }), refuses('officer.not-allowed'));
  assert.throws(() => removeLine(waiting, auditor, now), refuses('officer.not-allowed'));
  assert.throws(() => giveBackLine(making, auditor, later), refuses('officer.not-allowed'));
});

test('a batch runs, pauses, goes on and closes for good; its letters are counted', () => {
  assert.throws(
    () => makeBatch({ number: 'B1', title: '', order: 'name', size: 0 }, one, now),
    refuses('batch.empty'),
  );
  const batch = makeBatch({ number: 'B1', title: '', order: 'name', size: 1 }, one, now).next;
  const paused = pauseBatch(batch, one, now).next;
  assert.throws(() => requireRunning(paused), refuses('batch.paused'));
  requireRunning(resumeBatch(paused, one, now).next);
  const closed = closeBatch(batch, one, now).next;
  assert.throws(() => requireRunning(closed), refuses('batch.closed'));
  assert.throws(() => resumeBatch(closed, one, now), refuses('batch.closed'));
  const first = noteLetters(batch, 3, { by: one, now });
  const again = noteLetters(first.next, 3, { by: one, now });
  assert.deepEqual([first.event.what, again.event.what], ['batch.letters-made', 'batch.letters-reprinted']);
  assert.equal(again.event.data?.copy, '2');
});
