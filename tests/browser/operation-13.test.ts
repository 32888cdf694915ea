import { after, before, describe, it } from 'node:test';
import { skip } from './chromium.ts';
import { inBothLanguages, mailedLink, prove } from './operation.ts';
import { openStage, type Stage } from './stage.ts';

describe('寫入憑證內安全電子郵件信箱', { skip, timeout: 900_000 }, () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage?.[Symbol.asyncDispose]());

  it('an address is proved by card and PIN, confirmed by its link and written to the card, in both languages', async () => {
    await inBothLanguages(stage, async (person) => {
      const { language, house } = person;
      await person.open(`${house.origins.authority}/mail`);
      await person.reach('寫入憑證內安全電子郵件信箱', 'Write a mail address into certificates');
      await person.fill({ mail: 'nowhere' });
      await person.press('下一步', 'Next');
      await person.read('電子郵件地址格式不正確。', 'The mail address is not valid.');
      await person.see('mail-refused');
      await person.fill({ mail: `secure-${language.toLowerCase()}@firm.example` });
      await person.press('下一步', 'Next');
      await person.reach('確認要寫入的信箱', 'Check the address');
      await person.see('mail-check');
      const link = await mailedLink(person, 'mail-confirm', async () => {
        await prove(person, '以卡片驗證並送出', 'Prove with the card and send');
        await person.reach('請到信箱確認', 'Confirm in the mailbox');
        await person.see('mail-waiting');
      });
      await person.open(link);
      await person.reach('確認信箱', 'Confirm the address');
      await person.see('mail-link');
      await person.press('確認信箱', 'Confirm the address');
      await person.reach('將信箱寫入卡片', 'Write the address to the card');
      await person.see('mail-write');
      const window = await person.openWindow(() => person.press('寫入卡片', 'Write to the card'));
      await window.reach('寫入卡片', 'Write to the card');
      await window.see('window-write');
      await window.press('開始', 'Start');
      await person.reach('信箱已寫入憑證', 'The address is in the certificates');
      await person.see('receipt-mail');
    });
  });
});
