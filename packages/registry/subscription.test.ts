import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holder } from './change.ts';
import { endSubscription, horizonOf, subscribe } from './subscription.ts';

const now = new Date('2026-11-21T00:00:00Z');
const about = { id: 's', organisation: '1.2.3', cardNumber: 'XC00000000000018', way: 'mail' } as const;

test('the days are those that are offered', () => {
  assert.equal(subscribe({ ...about, days: 60 }, holder, now).next.days, 60);
  assert.throws(() => subscribe({ ...about, days: 61 }, holder, now), /subscription\.days/);
});

test('it looks as many days ahead as were chosen', () => {
  assert.equal(horizonOf({ days: 30 }, now).toISOString(), '2026-12-21T00:00:00.000Z');
});

test('it ends once', () => {
  const { next } = endSubscription(subscribe({ ...about, days: 30 }, holder, now).next, holder, now);
  assert.throws(() => endSubscription(next, holder, now), /subscription\.unknown/);
});
