import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scoreCorpus } from './corpus.ts';
import { vectorFolder } from './folder.ts';
import { formatScore } from './score.ts';

const folder = vectorFolder('pyca-ocsp-crl');

test('every file of pyca is read or refused with a code', {
  skip: folder ? false : 'vectors pyca-ocsp-crl are not here',
}, () => {
  for (const score of folder ? scoreCorpus(folder) : []) {
    assert.ok(score.total > 0, score.name);
    assert.equal(score.passed, score.total, formatScore(score));
  }
});
