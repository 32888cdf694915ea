import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { askOcsp, assertStatus } from './certificate.ts';
import { skip } from './chromium.ts';
import { openHolder, outboxOf, proveBy, reachReceipt } from './holder.ts';
import { openStage, type Stage } from './stage.ts';

const cases = [
  { role: 'CPA firm', language: 'zh-TW', width: 1280 },
  { role: 'Filing examiner', language: 'en', width: 390 },
] as const;

describe('operation 7, revoke, by clicks', { skip, timeout: 900_000 }, () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage?.[Symbol.asyncDispose]());

  for (const options of cases) {
    it(`suspends at once and revokes when confirmed, in ${options.language} at ${options.width} pixels`, async () => {
      await using holder = await openHolder(stage, options);
      const { person, cardNumber, pin } = holder;
      await person.open(`${stage.house.origins.authority}/revoke`);
      await person.see('revoke');
      await person.page.locator('[data-action="revoke"]').click();
      await person.read('請先選擇廢止原因。', 'First choose the reason.');
      await person.see('revoke-reason-missing');
      await person.pick('reason', 'cessationOfOperation');
      await (await proveBy(person, 'revoke')).send({ pin });
      await person.page.waitForURL('**/revoke/*');
      await person.reach('確認廢止憑證', 'Confirm the revocation');
      await person.read(cardNumber, cardNumber);
      await person.see('revocation');
      const at = person.page.url();
      await assertStatus(person, cardNumber, { status: ['停用', 'Suspended'], name: 'revoke-suspended' });
      await person.open(at);
      await person.press('確認廢止', 'Revoke for good');
      await person.page.locator('#sure-error').waitFor();
      await person.see('revocation-unsure');
      await person.page.locator('#sure').check();
      await person.press('確認廢止', 'Revoke for good');
      await reachReceipt(person, '憑證已廢止', 'The certificates are revoked');
      await person.see('receipt-revoked');
      await outboxOf(person).wait('card-revoked');
      await assertStatus(person, cardNumber, { status: ['廢止', 'Revoked'], name: 'certificate-revoked' });
      assert.equal(await askOcsp(person), 'revoked');
      await person.open(`${stage.house.origins.authority}/revoke`);
      await person.pick('reason', 'unspecified');
      const refused = await person.openWindow(() => person.page.locator('[data-action="revoke"]').click());
      await person.read('這張卡片的憑證已廢止。', 'The certificates of this card are revoked.');
      await refused.page.close();
      await person.see('revoke-refused');
      assert.deepEqual(person.complaints, []);
    });
  }
});
