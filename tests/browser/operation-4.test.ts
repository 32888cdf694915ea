import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { skip } from './chromium.ts';
import { openHolder, outboxOf, reachReceipt } from './holder.ts';
import { wrongPin } from './login.ts';
import { openStage, type Stage } from './stage.ts';

const cases = [
  { role: 'CPA firm', language: 'zh-TW', width: 1280 },
  { role: 'Filing examiner', language: 'en', width: 390 },
] as const;
const newPin = '864209';

describe('operation 4, change PIN, by clicks', { skip, timeout: 900_000 }, () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage?.[Symbol.asyncDispose]());

  for (const options of cases) {
    it(`asks for both PINs in the window, in ${options.language} at ${options.width} pixels`, async () => {
      await using holder = await openHolder(stage, options);
      const { person, pin } = holder;
      await person.open(`${stage.house.origins.authority}/change-pin`);
      await person.see('change-pin');
      assert.equal(await person.page.locator('main input').count(), 0, 'no PIN is a field of the page');
      const window = await person.openWindow(() => person.page.locator('[data-action="change-pin"]').click());
      await window.reach('更改PIN碼', 'Change PIN');
      await window.see('window-change-pin');
      await window.send({ oldPin: pin, newPin: pin, newPinAgain: pin });
      await window.read('新的PIN碼與原PIN碼相同。', 'The new PIN is the same as the old one.');
      await window.send({ oldPin: wrongPin(pin), newPin, newPinAgain: newPin });
      await window.read('還可再試 2 次', 'Tries left: 2');
      await window.see('window-change-pin-wrong');
      await window.send({ oldPin: pin, newPin, newPinAgain: newPin });
      await reachReceipt(person, 'PIN碼已更改', 'The PIN was changed');
      await person.see('receipt-pin-changed');
      await outboxOf(person).wait('card-pin-changed');
      await window.gone();
      assert.deepEqual(person.complaints, []);
    });
  }
});
