import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { askOcsp, assertStatus } from './certificate.ts';
import { skip } from './chromium.ts';
import { openHolder, outboxOf, proveBy, reachReceipt } from './holder.ts';
import { wrongPin } from './login.ts';
import { openStage, type Stage } from './stage.ts';

describe('operation 8, suspend and resume, by clicks', { skip, timeout: 900_000 }, () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage?.[Symbol.asyncDispose]());

  it('with the card, in Chinese at a desk: a wrong PIN, suspended, refused a second time, resumed', async () => {
    const options = { role: 'CPA firm', language: 'zh-TW', width: 1280 } as const;
    await using holder = await openHolder(stage, options);
    const { person, cardNumber, pin } = holder;
    const page = `${stage.house.origins.authority}/suspend`;
    await person.open(page);
    await person.see('suspend');
    const window = await proveBy(person, 'suspend');
    await window.see('window-prove');
    await window.send({ pin: wrongPin(pin) });
    await window.read('還可再試 2 次', 'Tries left: 2');
    await window.send({ pin });
    await reachReceipt(person, '憑證已停用', 'The certificates are suspended');
    await person.see('receipt-suspended');
    await outboxOf(person).wait('card-suspended');
    const status = ['停用', 'Suspended'] as const;
    await assertStatus(person, cardNumber, { status, name: 'certificate-suspended' });
    assert.equal(await askOcsp(person), 'revoked');
    await person.open(page);
    const refused = await person.openWindow(() => person.page.locator('[data-action="suspend"]').click());
    await person.read('這張卡片的憑證已停用。', 'The certificates of this card are suspended.');
    await refused.page.close();
    await person.see('suspend-refused');
    await (await proveBy(person, 'resume')).send({ pin });
    await reachReceipt(person, '憑證已復用', 'The certificates are valid again');
    await assertStatus(person, cardNumber, { status: ['有效', 'Valid'], name: 'certificate-resumed' });
    assert.equal(await askOcsp(person), 'good');
    assert.deepEqual(person.complaints, []);
  });

  it('without the card, in English on a phone: mailed code and user code', async () => {
    const options = { role: 'CPA firm', language: 'en', width: 390 } as const;
    await using holder = await openHolder(stage, options);
    const { person, cardNumber, userCode } = holder;
    await person.desk.clear();
    await person.open(`${stage.house.origins.authority}/suspend`);
    await person.press('寄送驗證碼', 'Mail me a code');
    await person.page.locator('#cardNumber-error').waitFor();
    await person.see('suspend-missing');
    for (const [operation, zh, en] of [
      ['suspend', '憑證已停用', 'The certificates are suspended'],
      ['resume', '憑證已復用', 'The certificates are valid again'],
    ] as const) {
      await person.open(`${stage.house.origins.authority}/suspend`);
      await person.pick('operation', operation);
      await person.fill({ cardNumber });
      const mails = outboxOf(person).count('mail-code');
      await person.press('寄送驗證碼', 'Mail me a code');
      await person.read('請查看聯絡信箱', 'Look at the mail of the contact');
      await person.see(`mail-code-${operation}`);
      const [code = ''] = /\d{4} \d{4}/.exec(await outboxOf(person).wait('mail-code', mails + 1)) ?? [];
      await person.fill({ code, userCode: 'wrong-1' });
      await person.press(
        operation === 'suspend' ? '確認停用' : '確認復用',
        operation === 'suspend' ? 'Suspend' : 'Resume',
      );
      await person.read('還可再試 2 次', 'Tries left: 2');
      await person.see('mail-code-wrong');
      await person.fill({ code, userCode });
      await person.press(
        operation === 'suspend' ? '確認停用' : '確認復用',
        operation === 'suspend' ? 'Suspend' : 'Resume',
      );
      await reachReceipt(person, zh, en);
    }
    await person.see('receipt-resumed');
    assert.deepEqual(person.complaints, []);
  });
});
