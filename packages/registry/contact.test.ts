import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holder } from './change.ts';
import { askContact, confirmContact, firstContact, isTrusted } from './contact.ts';

const then = new Date('2026-01-01T00:00:00Z');
const now = new Date('2026-11-21T00:00:00Z');
const words = { name: 'A', mail: 'a@firm.example', phone: '02-0000-0000' };
const first = firstContact('XC00000000000018', words, then);
const at = { by: holder, now };

test('name and telephone change at once and leave the address as trusted as it was', () => {
  const { next, event } = askContact(first, { ...words, name: 'B' }, at);
  assert.equal(next.name, 'B');
  assert.deepEqual(next.since, then);
  assert.equal(event.what, 'contact.changed');
});

test('a new address only waits; confirmed, it counts from then on', () => {
  const asked = askContact(first, { ...words, mail: 'b@firm.example' }, at);
  assert.equal(asked.next.mail, words.mail);
  assert.equal(asked.event.what, 'contact.asked');
  const { next } = confirmContact(asked.next, holder, now);
  assert.equal(next.mail, 'b@firm.example');
  assert.equal(next.asked, null);
  assert.deepEqual(next.since, now);
});

test('a new address is trusted with resets after 72 hours and not a moment before', () => {
  const fresh = { ...first, since: now };
  const after = (ms: number) => new Date(now.getTime() + ms);
  assert.equal(isTrusted(fresh, after(72 * 3600_000 - 1)), false);
  assert.equal(isTrusted(fresh, after(72 * 3600_000)), true);
});

test('nothing to change, and nothing to confirm, are refused', () => {
  assert.throws(() => askContact(first, words, at), /contact\.same/);
  assert.throws(() => confirmContact(first, holder, now), /link\.used/);
});
