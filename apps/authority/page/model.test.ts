import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modelName } from './model.ts';

test('a model is called by its name in the language of the page, whoever says it', () => {
  assert.equal(modelName('softcard', 'zh-TW'), '虛擬卡（softcard）');
  assert.equal(modelName('softcard', 'en'), 'Virtual card');
  assert.equal(modelName('虛擬卡（softcard）', 'en'), 'Virtual card');
  assert.equal(modelName('something else', 'en'), 'something else');
});
