import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type Certificate,
  certificateStatusOf,
  draft,
  isRevocable,
  issue,
  lose,
  release,
  resumeCertificate,
  revokeCertificate,
  supersede,
  suspendCertificate,
} from './certificate.ts';
import { type Change, system } from './change.ts';
import { Refusal } from './refusal.ts';

const now = new Date('2026-11-21T02:00:00Z');
const later = new Date('2026-11-22T02:00:00Z');
const notAfter = new Date('2031-11-20T02:00:00Z');
const drafted = draft(
  {
    serial: '01ab',
    generation: 'issuing-cards/1',
    use: 'authentication',
    cardNumber: 'XC00000000000018',
    organisation: '1.2.3',
    subject: '示範',
    keyId: '00',
    tbs: Uint8Array.of(1),
    shard: 0,
    notBefore: now,
    notAfter,
  },
  system,
  now,
).next;
const held = issue(drafted, Uint8Array.of(2), { by: system, now }).next;

test('issued on hold; revoked from hold, the date of the hold stays', () => {
  assert.equal(certificateStatusOf(held, now), 'hold');
  const revoked = revokeCertificate(held, 'keyCompromise', { by: system, now: later }).next;
  assert.deepEqual([revoked.since, revoked.heldSince], [later, now]);
});

test('a released hold leaves no trace of its date', () => {
  const good = release(held, system, later).next;
  assert.deepEqual([good.state, good.heldSince], ['good', null]);
  const revoked = revokeCertificate(good, 'unspecified', { by: system, now: later }).next;
  assert.equal(revoked.heldSince, null);
});

test('a draft that was lost is never issued', () => {
  const lost = lose(drafted, system, later).next;
  assert.throws(() => issue(lost, Uint8Array.of(2), { by: system, now }), Refusal);
  assert.throws(() => certificateStatusOf(lost, now), { code: 'card.incomplete' });
});

test('past its end a certificate is expired, unless it was revoked before', () => {
  const over = new Date(notAfter.getTime() + 1);
  assert.equal(certificateStatusOf(release(held, system, now).next, over), 'expired');
  const revoked = revokeCertificate(held, 'unspecified', { by: system, now }).next;
  assert.equal(certificateStatusOf(revoked, over), 'revoked');
});

const acts: Readonly<Record<string, (one: Certificate) => Change<Certificate>>> = {
  issue: (one) => issue(one, Uint8Array.of(2), { by: system, now }),
  lose: (one) => lose(one, system, now),
  release: (one) => release(one, system, now),
  suspend: (one) => suspendCertificate(one, system, now),
  resume: (one) => resumeCertificate(one, system, now),
  supersede: (one) => supersede(one, system, now),
  revoke: (one) => revokeCertificate(one, 'unspecified', { by: system, now }),
};

test('in whatever order: revoked, superseded and lost are ends; good comes from hold or suspension alone', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...Object.keys(acts)), { maxLength: 20 }), (names) => {
      let one = drafted;
      for (const name of names) {
        try {
          const { next } = acts[name]?.(one) ?? assert.fail(name);
          assert.ok(!['revoked', 'superseded', 'lost'].includes(one.state));
          if (next.state === 'good') assert.ok(one.state === 'hold' || one.state === 'suspended');
          if (next.state === 'revoked') assert.ok(isRevocable(one));
          one = next;
        } catch (error) {
          assert.ok(error instanceof Refusal, String(error));
        }
      }
    }),
    { numRuns: 500 },
  );
});
