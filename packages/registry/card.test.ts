import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  activate,
  type Card,
  cardNumberOf,
  completeProduction,
  expire,
  failProduction,
  requireActivatable,
  requireUnlockable,
  resume,
  retire,
  revoke,
  revokeOverdue,
  ship,
  startProduction,
  suspend,
  unlock,
  unship,
} from './card.ts';
import { type Change, holder, system } from './change.ts';
import { addDays, dayOf, startOf } from './day.ts';
import { Refusal } from './refusal.ts';

const now = new Date('2026-11-21T02:00:00Z');
const notAfter = new Date('2031-11-20T02:00:00Z');
const number = cardNumberOf(1);
const begun = startProduction(
  { number, application: 'A1', organisation: '1.2.3', holder: '示範', productionId: 'p' },
  system,
  now,
).next;
const made = { model: 'softcard', guid: '00'.repeat(16), notAfter, activationDays: 90 };
const produced = completeProduction(begun, made, { by: system, now }).next;

test('a card number is XC, thirteen digits and a check digit', () => {
  assert.equal(cardNumberOf(1), 'XC00000000000018');
  assert.match(cardNumberOf(9_999_999_999_999), /^XC\d{14}$/);
  assert.throws(() => cardNumberOf(0), RangeError);
});

test('a production that was given up is not completed by a late answer', () => {
  const given = failProduction(begun, 'card.removed', { by: system, now }).next;
  assert.throws(() => completeProduction(given, made, { by: system, now }), { code: 'card.incomplete' });
});

test('what comes back can be posted again, and its last day stays', () => {
  const shipped = ship(produced, system, now).next;
  assert.throws(() => ship(shipped, system, now), { code: 'shipment.already' });
  const back = unship(shipped, 'returned', { by: system, now });
  assert.deepEqual(
    [back.next.state, back.next.shippedAt, back.event.what],
    ['produced', null, 'card.returned'],
  );
  assert.equal(ship(back.next, system, now).next.activationDeadline, produced.activationDeadline);
  assert.throws(() => unship(back.next, 'returned', { by: system, now }), { code: 'shipment.none' });
});

test('day 0 of the ninety is the day of issue in Taipei, and the last day still counts', () => {
  const late = new Date('2026-11-21T16:30:00Z');
  const card = completeProduction(begun, made, { by: system, now: late }).next;
  assert.equal(card.issuedOn, '2026-11-22');
  assert.equal(card.activationDeadline, '2027-02-20');
  const last = new Date('2027-02-20T15:59:59Z');
  requireActivatable(card, last);
  const over = new Date('2027-02-20T16:00:00Z');
  assert.throws(() => requireActivatable(card, over), {
    code: 'card.activation-overdue',
    detail: { detail: { deadline: '2027-02-20' } },
  });
  assert.equal(dayOf(startOf('2027-02-20')), '2027-02-20');
});

test('the clock revokes only what is overdue, and activation names the deadline afterwards', () => {
  assert.throws(() => revokeOverdue(produced, now), { code: 'card.not-active' });
  const over = startOf(addDays(produced.activationDeadline ?? '', 1));
  const gone = revokeOverdue(produced, over).next;
  assert.equal(gone.state, 'revoked');
  assert.throws(() => requireActivatable(gone, over), { code: 'card.activation-overdue' });
});

test('each state says its own reason why it is not activated or unlocked', () => {
  const active = activate(produced, holder, now).next;
  const by = { by: system, now };
  const told = (card: Card, operation: (card: Card, now: Date) => void) => {
    try {
      operation(card, now);
      return 'admitted';
    } catch (error) {
      return error instanceof Refusal ? error.code : 'defect';
    }
  };
  const cards = {
    incomplete: begun,
    produced,
    shipped: ship(produced, system, now).next,
    active,
    suspended: suspend(active, holder, now).next,
    revoked: revoke(active, 'keyCompromise', by).next,
    lost: retire(active, 'lost', by).next,
    expired: expire(active, new Date(notAfter.getTime() + 1)).next,
  };
  const answers = Object.entries(cards).map(([state, card]) => [
    state,
    told(card, requireActivatable),
    told(card, requireUnlockable),
  ]);
  assert.deepEqual(answers, [
    ['incomplete', 'card.incomplete', 'card.incomplete'],
    ['produced', 'admitted', 'card.not-active'],
    ['shipped', 'admitted', 'card.not-active'],
    ['active', 'card.already-active', 'admitted'],
    ['suspended', 'card.suspended', 'card.suspended'],
    ['revoked', 'card.revoked', 'card.revoked'],
    ['lost', 'card.revoked', 'card.revoked'],
    ['expired', 'card.expired', 'card.expired'],
  ]);
});

type Act = (card: Card, at: Date) => Change<Card>;
const acts: Readonly<Record<string, Act>> = {
  complete: (card, at) => completeProduction(card, made, { by: system, now: at }),
  fail: (card, at) => failProduction(card, 'card.removed', { by: system, now: at }),
  ship: (card, at) => ship(card, system, at),
  activate: (card, at) => activate(card, holder, at),
  unlock: (card, at) => unlock(card, holder, at),
  suspend: (card, at) => suspend(card, holder, at),
  resume: (card, at) => resume(card, holder, at),
  revoke: (card, at) => revoke(card, 'keyCompromise', { by: system, now: at }),
  overdue: (card, at) => revokeOverdue(card, at),
  expire: (card, at) => expire(card, at),
  lose: (card, at) => retire(card, 'lost', { by: system, now: at }),
};
const ends = new Set(['revoked', 'expired', 'lost', 'destroyed', 'replaced']);

test('whatever is tried in whatever order: an end is an end, active comes only by activation, every change has its event', () => {
  const step = fc.tuple(fc.constantFrom(...Object.keys(acts)), fc.integer({ min: 0, max: 200 }));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let card = begun;
      let at = now;
      let activated = false;
      for (const [name, days] of steps) {
        at = new Date(at.getTime() + days * 86_400_000);
        try {
          const { next, event } = acts[name]?.(card, at) ?? assert.fail(name);
          assert.ok(!ends.has(card.state), `${card.state} is an end`);
          assert.equal(event.subject, card.number);
          assert.equal(event.at, at);
          if (name === 'activate') activated = true;
          if (next.state === 'active') assert.ok(activated);
          card = next;
        } catch (error) {
          assert.ok(error instanceof Refusal, String(error));
        }
      }
    }),
    { numRuns: 500 },
  );
});
