import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { skip } from './chromium.ts';
import { firmOf, inBothLanguages, prove } from './operation.ts';
import { openStage, type Stage } from './stage.ts';

describe('線上查詢組織團體所有憑證', { skip, timeout: 900_000 }, () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage?.[Symbol.asyncDispose]());

  it('card and PIN open the list, which is searched, exported and closed, in both languages', async () => {
    await inBothLanguages(stage, async (person) => {
      const { page, house } = person;
      const { cardNumber } = firmOf(person);
      const at = `${house.origins.authority}/all`;
      await person.open(at);
      await person.reach('線上查詢組織團體所有憑證', 'All certificates of an organisation');
      await person.see('all-intro');
      await prove(person, '以卡片驗證並查詢', 'Prove with the card and list');
      await person.read('結束查詢', 'Finish');
      await page.getByText(cardNumber).first().waitFor();
      await person.see('all-list');
      const cookies = await person.context.cookies(at);
      const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
      const file = await (await house.fetch(`${at}.csv`, { headers: { cookie } })).arrayBuffer();
      const csv = Buffer.from(file).toString('utf8');
      assert.ok(csv.startsWith('\u{feff}') && csv.includes(cardNumber));
      await person.fill({ q: 'nowhere' });
      await person.press('查詢', 'Search');
      await person.read('沒有符合的憑證', 'Nothing matches');
      await person.see('all-empty');
      await person.press('結束查詢', 'Finish');
      await person.page
        .getByRole('button', { name: person.say('以卡片驗證並查詢', 'Prove with the card and list') })
        .waitFor();
    });
  });
});
