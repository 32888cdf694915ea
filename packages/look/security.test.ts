import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newNonce, securityHeaders } from './security.ts';

const nonce = newNonce();

test('scripts run by nonce alone, nothing may frame the page, styles come from the site', () => {
  const policy = securityHeaders({ nonce })['content-security-policy'] ?? '';
  assert.match(policy, /default-src 'none'/);
  assert.ok(policy.includes(`script-src 'nonce-${nonce}'`));
  assert.match(policy, /style-src 'self'; /);
  assert.match(policy, /frame-ancestors 'none'/);
  assert.match(policy, /base-uri 'none'/);
  assert.ok(!policy.includes('unsafe'));
});

test('forms and fetches go to the site itself and to the origins named', () => {
  const headers = securityHeaders({
    nonce,
    formAction: ['https://login.example'],
    connect: ['http://localhost:61170'],
  });
  const policy = headers['content-security-policy'] ?? '';
  assert.match(policy, /form-action 'self' https:\/\/login\.example;/);
  assert.match(policy, /connect-src 'self' http:\/\/localhost:61170;/);
});

test('the window of the agent can answer its opener, and a form keeps its Origin', () => {
  const headers = securityHeaders({ nonce });
  assert.equal(headers['cross-origin-opener-policy'], 'same-origin-allow-popups');
  assert.equal(headers['referrer-policy'], 'strict-origin-when-cross-origin');
});

test('https adds HSTS, http does not', () => {
  assert.ok(securityHeaders({ nonce, https: true })['strict-transport-security']);
  assert.equal(securityHeaders({ nonce })['strict-transport-security'], undefined);
});

test('nothing can be smuggled into the policy', () => {
  assert.throws(() => securityHeaders({ nonce: "x' 'unsafe-inline" }));
  assert.throws(() => securityHeaders({ nonce, connect: ["https://a.example; script-src 'unsafe-inline'"] }));
  assert.throws(() => securityHeaders({ nonce, formAction: ['https://a.example/path'] }));
  assert.throws(() => securityHeaders({ nonce, formAction: ['*'] }));
});

test('a nonce is fresh each time', () => {
  assert.notEqual(newNonce(), newNonce());
});
