import assert from 'node:assert/strict';
import { test } from 'node:test';
import { vectorFolder } from './folder.ts';
import { formatScore } from './score.ts';
import { scoreWycheproof } from './wycheproof.ts';

const folder = vectorFolder('wycheproof');

test('every case of wycheproof comes out as its authors say', {
  skip: folder ? false : 'vectors wycheproof are not here',
}, () => {
  for (const score of folder ? scoreWycheproof(folder) : []) {
    assert.ok(score.total > 0, score.name);
    assert.equal(score.passed, score.total, formatScore(score));
  }
});
