import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nonce as shape } from '@kaika/wire/token';
import { TokenError, type TokenErrorReason } from './error.ts';
import { checkNonce, consumeNonce, issueNonce } from './nonce.ts';

const now = new Date('2026-11-21T04:00:00Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

test('a nonce is 44 characters and never the same twice', () => {
  const values = new Set(Array.from({ length: 100 }, () => issueNonce('s', now).value));
  assert.equal(values.size, 100);
  for (const value of values) assert.ok(shape.safeParse(value).success);
});

test('a nonce is used once', () => {
  const used = consumeNonce(issueNonce('s', now), 's', later(10));
  assert.deepEqual(used.usedAt, later(10));
  refuses(() => consumeNonce(used, 's', later(11)), 'nonce-used');
});

test('a nonce lives five minutes and no second more', () => {
  const issued = issueNonce('s', now);
  assert.ok(checkNonce(issued, 's', later(300)));
  refuses(() => checkNonce(issued, 's', later(301)), 'nonce-late');
  refuses(() => checkNonce(issued, 's', later(-1)), 'nonce-late');
});

test('a nonce of another browser session is refused: nobody is signed in to a stranger’s account', () => {
  refuses(() => checkNonce(issueNonce('mine', now), 'yours', now), 'nonce-other-session');
});

test('a nonce nobody issued is refused', () => {
  refuses(() => consumeNonce(undefined, 's', now), 'nonce-unknown');
});

function refuses(decide: () => unknown, reason: TokenErrorReason): void {
  assert.throws(decide, (thrown) => {
    assert.ok(thrown instanceof TokenError);
    assert.deepEqual([thrown.code, thrown.reason], ['login.nonce-expired', reason]);
    return true;
  });
}
