import assert from 'node:assert/strict';
import { test } from 'node:test';
import { managementAlgorithms } from './algorithm.ts';
import { modelOf, models, recognise } from './model.ts';

test('a card is recognised by its label, else by its version, else it is generic', () => {
  assert.equal(recognise({ label: 'kaika virtual card', version: [5, 7, 1] }).id, 'softcard');
  assert.equal(recognise({ label: null, version: [5, 7, 1] }).id, 'yubikey-5.7');
  assert.equal(recognise({ label: null, version: [5, 4, 3] }).id, 'yubikey-5');
  assert.equal(recognise({ label: null, version: [4, 3, 5] }).id, 'generic-piv');
  assert.equal(recognise({ label: null, version: null }).id, 'generic-piv');
  assert.equal(recognise({ label: 'PivApplet', version: null }).id, 'pivapplet');
  // It says Yubico's 5.0.0 too: taken for a YubiKey, its attestation would be looked for at Yubico's roots.
  assert.equal(recognise({ label: 'PivApplet v0.9.0/REeAx', version: [5, 0, 0] }).id, 'pivapplet');
  assert.equal(recognise({ label: 'PivAppletish', version: null }).id, 'generic-piv');
});

test('each model’s factory key fits its algorithm, and its id finds it', () => {
  for (const model of models) {
    const { algorithm, key } = model.factory.management;
    assert.equal(key.length, managementAlgorithms[algorithm].bytes);
    assert.equal(modelOf(model.id), model);
  }
});
