import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Card, type CardState, completeProduction, startProduction } from './card.ts';
import { admitsSuspended, type ProvenOperation, requireProvable } from './proof.ts';
import { Refusal } from './refusal.ts';

const now = new Date('2026-11-21T02:00:00Z');
const by = { id: 'officer-1' };

function cardIn(state: CardState): Card {
  const about = {
    number: 'XC00000000000018',
    application: 'A-1',
    organisation: '1.2.3',
    holder: '事務所',
    productionId: 'p',
  };
  const made = {
    model: 'softcard',
    guid: '00'.repeat(16),
    notAfter: new Date('2031-11-21'),
    activationDays: 90,
  };
  const { next } = completeProduction(startProduction(about, by, now).next, made, { by, now });
  return { ...next, state };
}

function codeOf(operation: ProvenOperation, card: Card, at = now): string | null {
  try {
    requireProvable(operation, card, at);
    return null;
  } catch (error) {
    assert.ok(error instanceof Refusal);
    return error.code;
  }
}

test('each operation admits its states of a card, and says what the card is otherwise', () => {
  const said = (operation: ProvenOperation) =>
    (['shipped', 'active', 'suspended', 'revoked', 'expired'] as const).map((state) =>
      codeOf(operation, cardIn(state)),
    );
  const over = ['card.revoked', 'card.expired'];
  assert.deepEqual(said('suspend'), ['card.not-active', null, 'card.suspended', ...over]);
  assert.deepEqual(said('resume'), ['card.not-active', 'card.already-active', null, ...over]);
  assert.deepEqual(said('revoke'), ['card.not-active', null, null, ...over]);
  assert.deepEqual(said('change-pin'), ['card.not-active', null, null, ...over]);
});

test('a card past its notAfter proves nothing, before the clock has said so', () => {
  const late = new Date('2031-11-22');
  for (const operation of ['suspend', 'revoke', 'change-pin'] as const) {
    assert.equal(codeOf(operation, cardIn('active'), late), 'card.expired');
  }
});

test('certificates on hold prove what a suspended card may do, and nothing else', () => {
  assert.ok(admitsSuspended('resume') && admitsSuspended('revoke'));
  assert.ok(!admitsSuspended('suspend') && !admitsSuspended('mail'));
});
