import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { keepAnswers } from './kept.ts';

test('an answer is found until its time is over, or what it is about changes', () => {
  const kept = keepAnswers<{ readonly keptUntil: number; readonly said: string }>(10);
  kept.keep('q1', 'card', { keptUntil: 100, said: 'good' });
  kept.keep('q2', 'card', { keptUntil: 100, said: 'good' });
  kept.keep('q3', 'other', { keptUntil: 100, said: 'good' });
  assert.equal(kept.find('q1', 99)?.said, 'good');
  assert.equal(kept.find('q1', 100), undefined);
  kept.drop('card');
  assert.equal(kept.find('q1', 0), undefined);
  assert.equal(kept.find('q2', 0), undefined);
  assert.equal(kept.find('q3', 0)?.said, 'good');
  kept.clear();
  assert.equal(kept.find('q3', 0), undefined);
});

test('there are never more answers than allowed, and a change never leaves one of its own behind', () => {
  const act = fc.record({
    drop: fc.boolean(),
    question: fc.integer({ min: 0, max: 20 }).map(String),
    about: fc.constantFrom('a', 'b', 'c'),
  });
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
      const kept = keepAnswers<{ readonly keptUntil: number; readonly about: string }>(5);
      for (const { drop, question, about } of acts) {
        if (drop) kept.drop(about);
        else kept.keep(question, about, { keptUntil: 1, about });
        const found = Array.from({ length: 21 }, (_, one) => kept.find(String(one), 0)).filter(Boolean);
        assert.ok(found.length <= 5);
        if (drop) assert.ok(found.every((one) => one?.about !== about));
      }
    }),
  );
});
