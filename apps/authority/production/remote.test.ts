import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CardError } from '@kaika/card/error';
import { remoteCard } from './remote.ts';

const patience = 60_000;
const bytes = (...octets: readonly number[]) => Uint8Array.from(octets);

test('the routine and the far card take turns until the routine ends', async () => {
  const remote = remoteCard(async (card) => {
    const first = await card.transmit(bytes(1));
    const second = await card.transmit(bytes(first[0] ?? 0, 2));
    return second[0];
  }, patience);
  assert.deepEqual(await remote.turn(null), { state: 'command', command: bytes(1) });
  assert.deepEqual(await remote.turn(bytes(9)), { state: 'command', command: bytes(9, 2) });
  assert.deepEqual(await remote.turn(bytes(7)), { state: 'done', result: 7 });
});

test('asked again without an answer, the same command stands', async () => {
  const remote = remoteCard((card) => card.transmit(bytes(1)), patience);
  const first = await remote.turn(null);
  assert.equal(await remote.turn(null), first);
  remote.cut(new CardError('card.removed'));
});

test('a failure of the routine is the failure of the turn', async () => {
  const remote = remoteCard(async (card) => {
    await card.transmit(bytes(1));
    throw new CardError('card.not-blank');
  }, patience);
  await remote.turn(null);
  await assert.rejects(remote.turn(bytes(0)), { code: 'card.not-blank' });
});

test('cut off, the routine learns it, may tidy up, and gets no further command through', async () => {
  let tidied = false;
  const remote = remoteCard(async (card) => {
    try {
      await card.transmit(bytes(1));
    } finally {
      tidied = true;
    }
    await assert.rejects(card.transmit(bytes(2)), { code: 'card.removed' });
  }, patience);
  await remote.turn(null);
  remote.cut(new CardError('card.removed'));
  await assert.rejects(remote.turn(null), { code: 'card.removed' });
  assert.ok(tidied);
});

test('silence is a card that was taken away', async () => {
  const remote = remoteCard((card) => card.transmit(bytes(1)), 1);
  await remote.turn(null);
  const ended = Promise.withResolvers<void>();
  setTimeout(ended.resolve, 50);
  await ended.promise;
  await assert.rejects(remote.turn(null), { code: 'card.removed' });
});
