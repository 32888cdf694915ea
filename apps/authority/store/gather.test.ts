import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inBatches } from './gather.ts';

test('what is asked for in one turn is looked up together, and each gets its own', async () => {
  const asked: (readonly string[])[] = [];
  const find = inBatches(async (keys) => {
    asked.push(keys);
    return new Map(keys.filter((key) => key !== 'c').map((key) => [key, `found ${key}`]));
  });
  assert.deepEqual(await Promise.all([find('a'), find('b'), find('a'), find('c')]), [
    'found a',
    'found b',
    'found a',
    undefined,
  ]);
  assert.equal(await find('d'), 'found d');
  assert.deepEqual(asked, [['a', 'b', 'c'], ['d']]);
});

test('when a look-up fails all who asked are told, and the next is tried anew', async () => {
  let rounds = 0;
  const find = inBatches(async (keys) => {
    rounds += 1;
    if (rounds === 1) throw new Error('no database');
    return new Map(keys.map((key) => [key, key]));
  });
  const failed = await Promise.allSettled([find('a'), find('b')]);
  assert.deepEqual(
    failed.map(({ status }) => status),
    ['rejected', 'rejected'],
  );
  assert.equal(await find('a'), 'a');
});
