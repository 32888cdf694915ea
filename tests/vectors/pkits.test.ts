import assert from 'node:assert/strict';
import { test } from 'node:test';
import { vectorFolder } from './folder.ts';
import { dsaCases, pkitsCases, runPkitsCase, scorePkits } from './pkits.ts';

const folder = vectorFolder('pkits');
const skip = folder === undefined && 'the NIST PKITS vectors are not here (set KAIKA_VECTORS)';

test('every PKITS path is judged as NIST says', { skip }, async () => {
  const [score] = await scorePkits(folder ?? '');
  assert.deepEqual(score?.falseAccepts, []);
  assert.deepEqual(score?.falseRejects, []);
  assert.equal(score?.total, 245);
});

test('paths with DSA keys are refused as unsupported', { skip }, async () => {
  for (const one of pkitsCases(folder ?? '').filter(({ id }) => dsaCases.has(id))) {
    const result = await runPkitsCase(folder ?? '', one);
    assert.equal(result?.valid === false && result.refusal.code, 'path.algorithm');
  }
});
