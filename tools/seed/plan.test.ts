import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isUbn } from '@kaika/registry/ubn';
import { seedCard } from './plan.ts';

const now = new Date('2026-11-21T02:00:00.000Z');

test('every organisation of a seed has a number of its own that passes the check', () => {
  const plans = Array.from({ length: 2000 }, (_, at) => seedCard(at, 2000, now));
  const numbers = new Map(plans.map(({ organisation, content }) => [organisation, content.ubn ?? '']));
  assert.ok([...numbers.values()].every(isUbn));
  assert.equal(new Set(numbers.values()).size, numbers.size);
});

test('what becomes of a card follows from its place and lies in the past', () => {
  const plans = Array.from({ length: 500 }, (_, at) => seedCard(at, 500, now));
  assert.deepEqual(
    plans,
    Array.from({ length: 500 }, (_, at) => seedCard(at, 500, now)),
  );
  for (const { fate, producedAt, activatedAt, endedAt } of plans) {
    assert.ok(producedAt < now);
    if (fate === 'active' || fate === 'suspended' || fate === 'revoked') assert.ok(activatedAt <= now, fate);
    if (fate === 'suspended' || fate === 'revoked') assert.ok(endedAt <= now, fate);
  }
  assert.equal(new Set(plans.map(({ fate }) => fate)).size, 6);
});
