import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromHex } from '@kaika/bytes/hex';
import { setManagementKey } from './management.ts';
import { changePin, changePuk, resetRetryCounter, verifyPin } from './pin.ts';
import { type Exchange, trace } from './trace.ts';
import type { Transport } from './transport.ts';

const ok: Transport = { transmit: async () => fromHex('9000') };
const text = (value: string) => Uint8Array.from(Buffer.from(value));

test('no PIN, PUK or management key is in a trace', async () => {
  const traced: Exchange[] = [];
  const card = trace(ok, (exchange) => traced.push(exchange));
  await verifyPin(card, text('824613'));
  await changePin(card, text('824613'), text('824613'));
  await changePuk(card, text('Kaika-42'), text('Kaika-42'));
  await resetRetryCounter(card, text('Kaika-42'), text('824613'));
  await setManagementKey(card, { algorithm: 'aes128', key: text('0123456789abcdef') });
  const all = JSON.stringify(traced);
  for (const secret of ['824613', 'Kaika-42', '0123456789abcdef']) {
    assert.equal(all.includes(Buffer.from(secret).toString('hex')), false);
  }
  assert.equal(traced[0]?.command, `00200080${'··'.repeat(9)}`);
});

test('other commands and their answers are told as they are; what a key computed is not', async () => {
  const traced: Exchange[] = [];
  const card = trace({ transmit: async () => fromHex('01029000') }, (exchange) => traced.push(exchange));
  await card.transmit(fromHex('00cb3fff055c035fc10500'));
  await card.transmit(fromHex('0087119a00'));
  assert.deepEqual(traced, [
    { command: '00cb3fff055c035fc10500', response: '01029000' },
    { command: '0087119a00', response: '····9000' },
  ]);
});

test('the rest of an answer, fetched by GET RESPONSE, is as secret as its beginning', async () => {
  const traced: Exchange[] = [];
  const card = trace({ transmit: async () => fromHex('01026102') }, (exchange) => traced.push(exchange));
  for (const command of ['00c0000000', '00cb3fff055c035fc10500', '00c0000000', '0087119a00', '00c0000000']) {
    await card.transmit(fromHex(command));
  }
  const responses = traced.map(({ response }) => response);
  assert.deepEqual(responses, ['····6102', '01026102', '01026102', '····6102', '····6102']);
});
