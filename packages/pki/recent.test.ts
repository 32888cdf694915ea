import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recent } from './recent.ts';

test('what is asked for again stays, the rest goes in the end', () => {
  const kept = recent<number>(4);
  kept.set('regular', 1);
  for (let stranger = 0; stranger < 100; stranger += 1) {
    kept.set(`stranger ${stranger}`, stranger);
    assert.equal(kept.get('regular'), 1);
  }
  assert.equal(kept.get('stranger 0'), undefined);
  assert.equal(kept.get('stranger 99'), 99);
  const left = Array.from({ length: 100 }, (_, stranger) => kept.get(`stranger ${stranger}`));
  assert.ok(left.filter((value) => value !== undefined).length <= 8);
});
