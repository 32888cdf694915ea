import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changePin, changePuk, pinTries, resetRetryCounter, verifyPin } from './pin.ts';
import { play } from './recording.ts';

const text = (value: string) => Uint8Array.from(Buffer.from(value));
const one = (command: string, response: string) => play([{ command, response }]);
const verify = '0020008008313233343536ffff';

test('VERIFY sends eight bytes, filled up with FF', async () => {
  await verifyPin(one(verify, '9000'), text('123456'));
});

test('a PIN is overwritten once it was sent, right, wrong or unsent', async () => {
  for (const response of ['9000', '63c2', '6983', '6f00']) {
    const pin = text('123456');
    await verifyPin(one(verify, response), pin).catch(() => undefined);
    assert.deepEqual([...pin], [0, 0, 0, 0, 0, 0]);
  }
  const pin = text('123456');
  await assert.rejects(verifyPin(play([]), pin), { code: 'card.removed' });
  assert.deepEqual([...pin], [0, 0, 0, 0, 0, 0]);
});

test('a wrong PIN tells the tries left; the last one blocks', async () => {
  await assert.rejects(verifyPin(one(verify, '63c2'), text('123456')), { code: 'pin.wrong', triesLeft: 2 });
  await assert.rejects(verifyPin(one(verify, '63c0'), text('123456')), { code: 'pin.blocked', triesLeft: 0 });
  await assert.rejects(verifyPin(one(verify, '6983'), text('123456')), { code: 'pin.blocked' });
});

test('a PIN of no possible length never reaches the card', async () => {
  await assert.rejects(verifyPin(play([]), text('')), { code: 'pin.rule' });
  await assert.rejects(verifyPin(play([]), text('123456789')), { code: 'pin.rule' });
});

test('asking for the tries spends none', async () => {
  assert.equal(await pinTries(one('00200080', '63c3')), 3);
  assert.equal(await pinTries(one('00200080', '6983')), 0);
  assert.equal(await pinTries(one('00200080', '9000')), null);
  await assert.rejects(pinTries(one('00200080', '6d00')), { code: 'card.unsupported' });
});

test('CHANGE REFERENCE DATA sends old and new; a rule broken is pin.rule', async () => {
  const command = '0024008010313233343536ffff3635343332317879';
  await changePin(one(command, '9000'), text('123456'), text('654321xy'));
  await assert.rejects(changePin(one(command, '6a80'), text('123456'), text('654321xy')), {
    code: 'pin.rule',
  });
});

test('what is wrong with a PUK has codes of its own', async () => {
  const change = '002400811031323334353637383837363534333231';
  const reset = '002c00801031323334353637383635343332 31ffff'.replace(' ', '');
  const puk = () => text('12345678');
  await assert.rejects(changePuk(one(change, '63c4'), puk(), text('87654321')), {
    code: 'puk.wrong',
    triesLeft: 4,
  });
  await assert.rejects(changePuk(one(change, '6983'), puk(), text('87654321')), { code: 'card.puk-blocked' });
  await assert.rejects(resetRetryCounter(one(reset, '63c0'), puk(), text('654321')), {
    code: 'card.puk-blocked',
  });
  await resetRetryCounter(one(reset, '9000'), puk(), text('654321'));
});
