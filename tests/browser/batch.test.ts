import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { linesOfBatch } from '@kaika/authority/store/batch';
import { approveTwo, correct, makeBatch, postAll, produceSideBySide } from './batch.ts';
import { skip } from './chromium.ts';
import { signInOfficer } from './officer.ts';
import { inBothLanguages } from './operation.ts';
import { openStage, type Stage } from './stage.ts';

describe('批次製卡', { skip, timeout: 900_000 }, () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage?.[Symbol.asyncDispose]());

  it('two cards are made side by side, their letters printed, posted and corrected, in both languages', async () => {
    await inBothLanguages(stage, async (person) => {
      await signInOfficer(person, 'Card operator');
      await approveTwo(person);
      const batch = await makeBatch(person);
      await person.press('暫停', 'Pause');
      await person.read('批次已暫停', 'The batch is paused');
      await person.press('繼續', 'Resume');
      await produceSideBySide(person);
      await postAll(person);
      const [first] = await linesOfBatch(person.house.authority.context.db, batch);
      assert.ok(first?.cardNumber);
      await correct(person, first.cardNumber);
    });
  });
});
