import { after, before, describe, it } from 'node:test';
import { skip } from './chromium.ts';
import { inBothLanguages, mailedLink, prove } from './operation.ts';
import { openStage, type Stage } from './stage.ts';

describe('憑證IC卡聯絡人修改', { skip, timeout: 900_000 }, () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage?.[Symbol.asyncDispose]());

  it('a new address is proved by card and PIN and confirmed by its link, in both languages', async () => {
    await inBothLanguages(stage, async (person) => {
      const { language, house } = person;
      await person.open(`${house.origins.authority}/contact`);
      await person.reach('憑證IC卡聯絡人修改', 'Change the card contact');
      await person.fill({ name: '範例聯絡人', mail: 'nowhere', phone: '02-1234-5678' });
      await person.press('下一步', 'Next');
      await person.read('電子郵件地址格式不正確。', 'The mail address is not valid.');
      await person.see('contact-refused');
      await person.fill({ mail: `new-${language.toLowerCase()}@firm.example` });
      await person.press('下一步', 'Next');
      await person.reach('確認新的聯絡人', 'Check the new contact');
      await person.see('contact-check');
      const link = await mailedLink(person, 'contact-confirm', async () => {
        await prove(person, '以卡片驗證並送出', 'Prove with the card and send');
        await person.reach('請到新信箱確認', 'Confirm in the new mailbox');
        await person.see('contact-waiting');
      });
      await person.open(link);
      await person.reach('確認新的聯絡信箱', 'Confirm the new address');
      await person.see('contact-link');
      await person.press('確認變更', 'Confirm the change');
      await person.reach('聯絡人已變更', 'The contact was changed');
      await person.see('receipt-contact');
    });
  });
});
