import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Face } from '../conversation/face.ts';
import { markHalfWay, markUnchanged } from '../conversation/halfway.ts';
import { openTable, sampleContext } from '../conversation/table.example.ts';
import { Session } from './session.ts';

const origin = 'https://authority.example.tw';

test('who leaves before the card is changed has cancelled', async () => {
  assert.equal(await leave(() => undefined), 'agent.cancelled');
});

test('who leaves while the card is being changed hears that the result is open', async () => {
  assert.equal(await leave((face) => markHalfWay(face, 'task.half-way')), 'task.half-way');
  assert.equal(await leave((face) => markHalfWay(face, 'pin.half-way')), 'pin.half-way');
});

test('who leaves after the card refused the change has cancelled', async () => {
  const refused = (face: Face) => {
    markHalfWay(face, 'pin.half-way');
    markUnchanged(face);
  };
  assert.equal(await leave(refused), 'agent.cancelled');
});

/** Runs a conversation as far as `until`, then the window is closed; answers what its page would be told. */
async function leave(until: (face: Face) => void): Promise<string> {
  const session = new Session(sampleContext(openTable()), 'en', async () => ({ html: '', title: '' }));
  const reader = session.lines().getReader();
  const told = Promise.withResolvers<string>();
  session.begin(origin, 'abcdefgh', {
    what: null,
    run: async (face) => {
      until(face);
      return face.carry('confirm', {});
    },
    refuse: ({ code }) => told.resolve(code),
  });
  await reader.cancel();
  return told.promise;
}
