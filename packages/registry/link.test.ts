import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holder } from './change.ts';
import { endLink, issueLink, linkTtlMs, requireUsable, useLink } from './link.ts';

const now = new Date('2026-11-21T00:00:00Z');
const later = (ms: number) => new Date(now.getTime() + ms);
const link = issueLink({ id: 'aa', purpose: 'recode', cardNumber: 'XC00000000000018' }, holder, now).next;

test('a link works once', () => {
  const { next } = useLink(link, holder, now);
  assert.throws(() => useLink(next, holder, now), /link\.used/);
});

test('a link works until its last moment', () => {
  requireUsable(link, later(linkTtlMs.recode));
  assert.throws(() => requireUsable(link, later(linkTtlMs.recode + 1)), /link\.expired/);
});

test('an ended link works no more, and its event tells the card and not the link', () => {
  const { next, event } = endLink(link, holder, now);
  assert.throws(() => requireUsable(next, now), /link\.used/);
  assert.equal(event.subject, link.cardNumber);
  assert.ok(!JSON.stringify(event).includes('"aa"'));
});
