import assert from 'node:assert/strict';
import { test } from 'node:test';
import { appoint } from './officer.ts';
import { Refusal } from './refusal.ts';
import { isDay, recordShipment, returnShipment, trackingOf, undoShipment } from './shipment.ts';

const now = new Date('2026-11-20T16:30:00Z'); // 21 November in Taipei
const by = appoint({ id: 'o', name: 'o', roles: ['card-operator'], cardNumber: null }, { id: 'c' }, now).next;
const about = {
  id: '1',
  cardNumber: 'XC00000000000018',
  carrier: ' Post ',
  tracking: 'ab 12-3456',
  sentOn: '2026-11-21',
};
const refuses = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

test('a shipment bears the carrier’s number as the carrier writes it, on a day that has come in Taipei', () => {
  const { next } = recordShipment(about, by, now);
  assert.deepEqual([next.carrier, next.tracking, next.sentOn], ['Post', 'AB123456', '2026-11-21']);
  for (const sentOn of ['2026-11-22', '2026-02-30', '21.11.2026', '']) {
    assert.throws(() => recordShipment({ ...about, sentOn }, by, now), refuses('shipment.day'), sentOn);
  }
});

test('a number is letters and digits, or none', () => {
  assert.equal(trackingOf(''), '');
  for (const text of ['12345', 'A'.repeat(31), 'AB12345<', '郵件號碼一二三']) {
    assert.throws(() => trackingOf(text), refuses('shipment.tracking'), text);
  }
});

test('it ends once: undone with a reason, or returned', () => {
  const { next: sent } = recordShipment(about, by, now);
  assert.throws(() => undoShipment(sent, ' ', { by, now }), refuses('shipment.reason-missing'));
  const { next: undone } = undoShipment(sent, 'mistake', { by, now });
  assert.throws(() => returnShipment(undone, 'refused', { by, now }), refuses('shipment.none'));
  const { next: returned, event } = returnShipment(sent, 'not-collected', { by, now });
  assert.deepEqual([returned.state, event.data?.reason], ['returned', 'not-collected']);
});

test('a day is one of the calendar', () => {
  assert.deepEqual(['2028-02-29', '2027-02-29', '2026-1-1', '2026-13-01'].map(isDay), [
    true,
    false,
    false,
    false,
  ]);
});
