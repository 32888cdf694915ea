import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CardError } from '@kaika/card/error';
import { bothServices } from './both.ts';
import type { CardService, Reader } from './cardservice.ts';

/** A service of these readers; `work` gets a card that answers with the service's own name. */
function service(owner: string, ...names: readonly string[]): CardService & { tell(): void } {
  const watchers = new Set<(readers: readonly Reader[]) => void>();
  return {
    readers: async () => names.map((name) => ({ name, card: null })),
    exclusive: async (_, work) => work({ transmit: async () => Uint8Array.from(Buffer.from(owner)) }),
    watch(onChange) {
      watchers.add(onChange);
      return { [Symbol.dispose]: () => void watchers.delete(onChange) };
    },
    tell: () => watchers.forEach((watcher) => void watcher([])),
    [Symbol.asyncDispose]: async () => undefined,
  };
}

const absent: CardService = {
  ...service('absent'),
  readers: async () => {
    throw new CardError('reader.no-service');
  },
};
const ask = (cards: CardService, reader: string) =>
  cards.exclusive(reader, async (card) => Buffer.from(await card.transmit(new Uint8Array())).toString());

test('readers of both are listed, the first service’s first and each name once', async () => {
  const both = bothServices(service('one', 'a', 'b'), service('two', 'b', 'c'));
  assert.deepEqual(
    (await both.readers()).map(({ name }) => name),
    ['a', 'b', 'c'],
  );
  assert.equal(await ask(both, 'b'), 'one');
  assert.equal(await ask(both, 'c'), 'two');
  await assert.rejects(ask(both, 'd'), { code: 'reader.none' });
});

test('an absent service has no readers; only where all are absent that is said', async () => {
  assert.deepEqual(await bothServices(absent, service('two', 'a')).readers(), [{ name: 'a', card: null }]);
  await assert.rejects(bothServices(absent, absent).readers(), { code: 'reader.no-service' });
});

test('a change of either tells of both', async () => {
  const two = service('two', 'b');
  const both = bothServices(service('one', 'a'), two);
  const { promise, resolve } = Promise.withResolvers<readonly Reader[]>();
  using _ = both.watch(resolve);
  two.tell();
  assert.deepEqual(
    (await promise).map(({ name }) => name),
    ['a', 'b'],
  );
});
