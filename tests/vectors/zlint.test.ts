import assert from 'node:assert/strict';
import { test } from 'node:test';
import { vectorFolder } from './folder.ts';
import { formatScore } from './score.ts';
import { scoreZlint } from './zlint.ts';

const folder = vectorFolder('zlint');

test('the linter finds what zlint finds, and nothing where zlint passes, for the rules both have', {
  skip: folder ? false : 'vectors zlint are not here',
}, () => {
  for (const score of folder ? scoreZlint(folder) : []) {
    assert.ok(score.total > 0, score.name);
    assert.equal(score.passed, score.total, formatScore(score));
  }
});
