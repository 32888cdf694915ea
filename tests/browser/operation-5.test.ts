import { after, before, describe, it } from 'node:test';
import { skip } from './chromium.ts';
import { firmOf, inBothLanguages, mailedLink } from './operation.ts';
import type { Person } from './person.ts';
import { openStage, type Stage } from './stage.ts';

describe('用戶代碼重設', { skip, timeout: 900_000 }, () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage?.[Symbol.asyncDispose]());

  it('a new code by card and PIN, then another by a mailed link, in both languages', async () => {
    await inBothLanguages(stage, async (person) => {
      await resetByCard(person);
      await resetByLink(person);
    });
  });
});

async function resetByCard(person: Person): Promise<void> {
  const { page, house } = person;
  const { cardNumber, pin } = firmOf(person);
  await person.open(`${house.origins.authority}/reset-code`);
  await person.reach('用戶代碼重設', 'Reset user code');
  await person.press('偵測卡片', 'Detect card');
  await page.locator('#card-number', { hasText: cardNumber }).waitFor();
  await person.see('reset-code-detected');
  const window = await person.openWindow(() => page.locator('#begin').click());
  await window.reach('設定新的用戶代碼', 'Choose a new user code');
  await window.see('window-new-code');
  await window.send({ newCode: 'no', newCodeAgain: 'no' });
  await window.read('用戶代碼不符合規則。', 'The user code breaks the rules.');
  await window.send({ newCode: 'Kai-2026', newCodeAgain: 'Kai-2027' });
  await window.read('兩次輸入的用戶代碼不同。', 'The two user codes are not the same.');
  await window.send({ newCode: 'Kai-2026', newCodeAgain: 'Kai-2026' });
  await window.reach('輸入PIN碼以重設用戶代碼', 'Enter the PIN to reset the user code');
  await window.see('window-pin-recode');
  await window.send({ pin });
  await person.reach('用戶代碼已重設', 'The user code was reset');
  await person.see('receipt-code-reset');
}

async function resetByLink(person: Person): Promise<void> {
  const { house } = person;
  const { cardNumber } = firmOf(person);
  await person.open(`${house.origins.authority}/reset-code`);
  await person.press('寄出連結', 'Mail the link');
  await person.read('請填寫「卡號或申請案號」。', 'Fill in “Card or application number”.');
  await person.see('reset-code-refused');
  const link = await mailedLink(person, 'code-link', async () => {
    await person.fill({ cardNumber });
    await person.press('寄出連結', 'Mail the link');
    await person.reach('已收到您的申請', 'Your request was received');
    await person.see('reset-code-asked');
  });
  await person.open(link);
  await person.reach('設定新的用戶代碼', 'Choose a new user code');
  await person.fill({ userCode: 'Neu-4711', userCodeAgain: 'Neu-4712' });
  await person.press('設定新代碼', 'Set the new code');
  await person.read('兩次輸入的用戶代碼不同。', 'The two user codes are not the same.');
  await person.see('new-code-refused');
  await person.fill({ userCode: 'Neu-4711', userCodeAgain: 'Neu-4711' });
  await person.press('設定新代碼', 'Set the new code');
  await person.reach('用戶代碼已重設', 'The user code was reset');
}
