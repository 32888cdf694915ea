import { after, before, describe, it } from 'node:test';
import { skip } from './chromium.ts';
import { inBothLanguages, prove } from './operation.ts';
import { openStage, type Stage } from './stage.ts';

describe('到期換發、遺失或毀損補發', { skip, timeout: 900_000 }, () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage?.[Symbol.asyncDispose]());

  it('a new card is not renewed yet, a damaged one is replaced once, in both languages', async () => {
    await inBothLanguages(stage, async (person) => {
      const { language, house } = person;
      await person.open(`${house.origins.authority}/renew`);
      await person.reach('憑證IC卡到期換發', 'Renew a card that expires');
      await prove(person, '以卡片驗證並申請換發', 'Prove with the card and renew');
      await person.read('尚未到可換發的期間。', 'it is too early to renew.');
      await person.see('renew-early');
      await person.open(`${house.origins.authority}/replace`);
      await person.reach('憑證IC卡遺失或毀損補發', 'Replace a lost or damaged card');
      await person.press('寄送驗證碼', 'Mail me a code');
      await person.read('尚未選擇補發原因。', 'No reason for the replacement was chosen.');
      await person.see('replace-refused');
      await prove(person, '以卡片驗證並申請補發', 'Prove with the card and replace it');
      if (language === 'zh-TW') {
        await person.reach('已申請補發新卡', 'The replacement is applied for');
        await person.see('receipt-replacement');
      } else {
        await person.read('這張卡片已有辦理中的申請案', 'There is an application for this card already');
        await person.see('replace-open');
      }
    });
  });
});
