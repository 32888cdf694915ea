import assert from 'node:assert/strict';
import { test } from 'node:test';
import { watchRelay } from './relayed.ts';

test('a card pulled out is told at once, and its return as well', async () => {
  const told: string[] = [];
  const carry = async (_ask: unknown, body: unknown) => body;
  const answer = watchRelay(carry, {
    stopped: () => told.push('stopped'),
    goesOn: () => told.push('goes on'),
  });
  const said = { task: 't', sequence: 1, answers: [] };
  await answer('relay', said);
  assert.deepEqual(told, []);
  const problem = { ...said, problem: 'card.removed' };
  assert.equal(await answer('relay', problem), problem, 'it is carried all the same');
  assert.deepEqual(told, ['stopped']);
  await answer('relay', { ...said, sequence: 0 });
  await answer('relay', said);
  assert.deepEqual(told, ['stopped', 'goes on']);
});
