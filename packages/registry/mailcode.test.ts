import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  issueMailCode,
  type MailCode,
  mailCodesPer,
  mailCodeTries,
  mailCodeTtlMs,
  refuseMailCode,
  takeMailTry,
  useMailCode,
} from './mailcode.ts';
import { Refusal } from './refusal.ts';

const now = new Date('2026-11-21T02:00:00Z');
const about = {
  id: 'm',
  cardNumber: 'XC00000000000018',
  operation: 'suspend',
  reason: null,
  hash: 'aa',
} as const;

function issued(before: readonly Date[] = []): MailCode {
  return issueMailCode(about, before, now).next;
}

function minutesAgo(minutes: number): Date {
  return new Date(now.getTime() - minutes * 60_000);
}

function refuses(work: () => unknown, code: string): void {
  assert.throws(work, (error) => error instanceof Refusal && error.code === code);
}

test('three entries use a mailed code up, and the refusals count down', () => {
  let code = issued();
  for (const left of [2, 1, 0]) {
    code = takeMailTry(code, now).next;
    const { refusal } = refuseMailCode(code, now);
    assert.equal(refusal.code, left === 0 ? 'mailcode.used-up' : 'mailcode.wrong');
    assert.equal(refusal.detail.triesLeft, left === 0 ? undefined : left);
  }
  assert.equal(code.taken, mailCodeTries);
  refuses(() => takeMailTry(code, now), 'mailcode.used-up');
});

test('a mailed code is used once', () => {
  const used = useMailCode(takeMailTry(issued(), now).next, now).next;
  refuses(() => takeMailTry(used, now), 'mailcode.used-up');
  refuses(() => useMailCode(used, now), 'mailcode.used-up');
});

test('it ends after a quarter of an hour, also while it is compared', () => {
  const late = new Date(now.getTime() + mailCodeTtlMs + 1);
  refuses(() => takeMailTry(issued(), late), 'mailcode.expired');
  refuses(() => useMailCode(issued(), late), 'mailcode.expired');
});

test('three an hour and eight a day may be asked for a number', () => {
  assert.ok(issued([1, 2, 61].map(minutesAgo)));
  refuses(() => issued([1, 2, 3].map(minutesAgo)), 'mailcode.too-many');
  const spread = Array.from({ length: mailCodesPer.day }, (_, index) => minutesAgo(61 + index * 60));
  refuses(() => issued(spread), 'mailcode.too-many');
  assert.ok(issued(spread.slice(1)));
});
