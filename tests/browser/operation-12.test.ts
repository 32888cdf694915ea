import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { skip } from './chromium.ts';
import { inBothLanguages, prove } from './operation.ts';
import { openStage, type Stage } from './stage.ts';

describe('組織團體快過期憑證清單查詢', { skip, timeout: 900_000 }, () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage?.[Symbol.asyncDispose]());

  it('card and PIN open the list; a calendar is subscribed and stopped, in both languages', async () => {
    await inBothLanguages(stage, async (person) => {
      const { page, house } = person;
      await person.open(`${house.origins.authority}/expiring`);
      await person.reach('組織團體快過期憑證清單查詢', 'Certificates expiring soon');
      await person.see('expiring-intro');
      await prove(person, '以卡片驗證並查詢', 'Prove with the card and list');
      await person.read('沒有快過期的憑證', 'Nothing expires soon');
      await person.see('expiring-empty');
      await page.locator('select[name="way"]').selectOption('calendar');
      await person.press('訂閱', 'Subscribe');
      const address = await page.locator('code.hash', { hasText: '.ics' }).innerText();
      await person.see('expiring-subscribed');
      const calendar = await (await house.fetch(address)).text();
      assert.match(calendar, /^BEGIN:VCALENDAR\r\n/);
      assert.match(calendar, /BEGIN:VEVENT/);
      await person.press('停止訂閱', 'Stop');
      await page.locator('dialog[open] button[type="submit"]').click();
      await person.read('尚未訂閱。', 'None yet.');
      assert.equal((await house.fetch(address)).status, 404);
    });
  });
});
