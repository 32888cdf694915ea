import assert from 'node:assert/strict';
import { test } from 'node:test';
import { vectorFolder } from './folder.ts';
import { scoreOcsp } from './ocsp.ts';
import { formatScore } from './score.ts';

const folder = vectorFolder('boringssl-ocsp');

test('every case of boringssl-ocsp comes out as its authors say', {
  skip: folder ? false : 'vectors boringssl-ocsp are not here',
}, () => {
  for (const score of folder ? scoreOcsp(folder) : []) {
    assert.ok(score.total > 0, score.name);
    assert.equal(score.passed, score.total, formatScore(score));
  }
});
