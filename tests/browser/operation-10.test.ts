import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { layForeignCard } from './card.ts';
import { skip } from './chromium.ts';
import { openHolder } from './holder.ts';
import type { Person } from './person.ts';
import { openStage, type Stage } from './stage.ts';

const cases = [
  { role: 'CPA firm', language: 'zh-TW', width: 1280 },
  { role: 'Filing examiner', language: 'en', width: 390 },
] as const;

async function view(person: Person): Promise<void> {
  const { page } = person;
  await Promise.all([
    page.waitForEvent('popup').then((opened) => opened.waitForEvent('close')),
    page.locator('#begin').click(),
  ]);
  await person.read('卡片資訊', 'What the card tells');
}

describe('operation 10, view a card, by clicks', { skip, timeout: 900_000 }, () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage?.[Symbol.asyncDispose]());

  for (const options of cases) {
    it(`shows what the card says, and a foreign one marked, in ${options.language} at ${options.width} pixels`, async () => {
      await using holder = await openHolder(stage, options);
      const { person, cardNumber } = holder;
      const { page, desk } = person;
      await person.open(`${stage.house.origins.authority}/view`);
      await person.see('view');
      await view(person);
      await person.read(cardNumber, cardNumber);
      await person.read('解鎖功能剩餘次數', 'Unlock tries left');
      assert.equal(
        await page.getByText(person.say('金鑰於卡片內產生，已驗證', 'Made on the card, verified')).count(),
        4,
      );
      await person.see('view-card');
      await desk.putAlone(await layForeignCard(stage.house, desk, 'FX00000000000018'));
      await view(person);
      await person.read('這張卡片不是由本憑證管理中心簽發', 'This card was not issued by this authority');
      await person.see('view-foreign');
      assert.equal(await page.getByRole('button', { name: /PUK/ }).count(), 0);
      assert.deepEqual(person.complaints, []);
    });
  }
});
