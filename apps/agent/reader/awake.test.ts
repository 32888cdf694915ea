import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Transport } from '@kaika/card/transport';
import { keepAwake } from './awake.ts';

const harmless = '00200080';

/** Tells each command; resolves `spoken` after so many. */
function listener(
  count: number,
  status = [0x90, 0x00],
): Transport & { readonly heard: string[]; readonly spoken: Promise<void> } {
  const { promise, resolve } = Promise.withResolvers<void>();
  const heard: string[] = [];
  return {
    heard,
    spoken: promise,
    async transmit(command) {
      heard.push(Buffer.from(command).toString('hex'));
      if (heard.length === count) resolve();
      return Uint8Array.from(status);
    },
  };
}

test('an idle card is spoken to until it is let go', async () => {
  const card = listener(3);
  const awake = keepAwake(card, 1);
  const alive = setInterval(() => undefined, 1000);
  await card.spoken;
  awake.stop();
  clearInterval(alive);
  assert.deepEqual([...new Set(card.heard)], [harmless]);
});

test('nothing is said inside a chain or before an answer was fetched whole', async () => {
  for (const [command, status] of [
    ['10db3fff0100', [0x90, 0x00]],
    ['00cb3fff00', [0x61, 0x10]],
  ] as const) {
    const card = listener(99, [...status]);
    const awake = keepAwake(card, 1);
    await awake.card.transmit(Uint8Array.from(Buffer.from(command, 'hex')));
    const before = card.heard.length;
    const { promise, resolve } = Promise.withResolvers<void>();
    setTimeout(resolve, 20);
    await promise;
    awake.stop();
    assert.equal(card.heard.length, before);
  }
});
