import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isHeld, publishedStatus, revokedStatus } from './status.ts';

const since = new Date('2026-11-01T00:00:00Z');
const now = new Date('2026-11-21T08:00:00Z');

test('revoking a certificate on hold keeps the date of the hold', () => {
  assert.deepEqual(revokedStatus({ state: 'suspended', since }, 'keyCompromise', now), {
    state: 'revoked',
    since,
    reason: 'keyCompromise',
  });
  assert.deepEqual(revokedStatus({ state: 'good' }, 'unspecified', now), {
    state: 'revoked',
    since: now,
    reason: 'unspecified',
  });
});

test('an expired certificate is published as it was before', () => {
  const before = { state: 'suspended', since } as const;
  assert.deepEqual(publishedStatus({ state: 'expired', before }), publishedStatus(before));
});

test('whatever may still change counts as held', () => {
  assert.ok(isHeld({ state: 'hold', since }));
  assert.ok(isHeld({ state: 'drafted-unsigned', since }));
  assert.ok(!isHeld({ state: 'good' }));
  assert.ok(!isHeld({ state: 'revoked', since, reason: 'unspecified' }));
});

test('the reason of an authority is spelt as in RFC 5280', () => {
  const published = publishedStatus({ state: 'revoked', since, reason: 'caCompromise' });
  assert.ok(published.revoked && published.reason === 'cACompromise');
});
