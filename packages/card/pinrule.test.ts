import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pinFault } from './pinrule.ts';

const fault = (pin: string, rule = {}) =>
  pinFault(Uint8Array.from(Buffer.from(pin)), { alphabet: 'ascii', ...rule });

test('a PIN has 6 to 8 characters', () => {
  assert.equal(fault('82461'), 'length');
  assert.equal(fault('824613'), null);
  assert.equal(fault('82461357'), null);
  assert.equal(fault('824613579'), 'length');
});

test('the model’s alphabet decides: digits, or printable ASCII without space', () => {
  assert.equal(fault('aB3$xy', { alphabet: 'digits' }), 'alphabet');
  assert.equal(fault('aB3$xy'), null);
  assert.equal(fault('ab cdz'), 'alphabet');
  assert.equal(fault('é2461'), 'alphabet');
});

test('easy ones are refused: repeats, runs, the card number, the business number', () => {
  for (const pin of ['111111', 'aaaaaaaa', '123456', '87654321', 'abcdef', 'FEDCBA'])
    assert.equal(fault(pin), 'easy');
  assert.equal(fault('135790'), null);
  assert.equal(fault('000017', { cardNumber: 'XC00000000000017' }), 'easy');
  assert.equal(fault('04595257', { ubn: '04595257' }), 'easy');
  assert.equal(fault('045952', { ubn: '04595257' }), 'easy');
});
