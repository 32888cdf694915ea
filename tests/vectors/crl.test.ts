import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scoreCrl } from './crl.ts';
import { vectorFolder } from './folder.ts';
import { formatScore } from './score.ts';

const folder = vectorFolder('boringssl-crl');

test('every case of boringssl-crl comes out as its authors say', {
  skip: folder ? false : 'vectors boringssl-crl are not here',
}, () => {
  for (const score of folder ? scoreCrl(folder) : []) {
    assert.ok(score.total > 0, score.name);
    assert.equal(score.passed, score.total, formatScore(score));
  }
});
