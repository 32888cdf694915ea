import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { decide } from '@kaika/authority/office/decide';
import { requireApplication } from '@kaika/authority/store/application';
import { allOfficers } from '@kaika/authority/store/officer';
import { findSoftware } from '@kaika/authority/store/software';
import { assertAccessible } from './axe.ts';
import { askOcsp, assertStatus } from './certificate.ts';
import { skip } from './chromium.ts';
import { type Firm, firms } from './firm.ts';
import { outboxOf, reachReceipt } from './holder.ts';
import { openPerson, type Person } from './person.ts';
import { openStage, type Stage } from './stage.ts';

const keyPassword = 'abcDEF-1234';
const cases = [
  { firm: firms.chinese, language: 'zh-TW', width: 1280 },
  { firm: firms.english, language: 'en', width: 390 },
] as const;

describe('operation 2, accept a non-card certificate, by clicks', { skip, timeout: 900_000 }, () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage?.[Symbol.asyncDispose]());

  for (const { firm, language, width } of cases) {
    it(`is applied for with a key made in the browser and accepted with it, in ${language} at ${width} pixels`, async () => {
      await using person = await openPerson(stage.browser, {
        ...stage,
        language,
        width,
        look: assertAccessible,
      });
      const { key, number } = await apply(person, firm);
      await officersApprove(stage, number);
      await outboxOf(person).wait('software-issued');
      await prove(person, { number, key, userCode: firm.userCode });
      await person.see('accept-content');
      await person.press('送出決定', 'Record the decision');
      await person.page.locator('#decision-error').waitFor();
      await person.pick('decision', 'accept');
      await person.press('送出決定', 'Record the decision');
      await reachReceipt(person, '憑證已接受並生效', 'The certificate is accepted and valid');
      await person.see('receipt-accepted');
      await person.follow('製作PKCS#12檔', 'Make a PKCS#12 file');
      const bundle = await makeBundle(person, key);
      assert.equal(bundle[0], 0x30);
      const software = await findSoftware(stage.house.authority.context.db, number);
      const serial = software?.certificate.serial ?? '';
      await assertStatus(person, serial, { status: ['有效', 'Valid'], name: 'certificate-accepted' });
      assert.equal(await askOcsp(person), 'good');
      await assertNothingSent(person);
      assert.deepEqual(person.complaints, []);
    });
  }
});

type Key = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

async function apply(person: Person, firm: Firm): Promise<{ readonly key: Key; readonly number: string }> {
  const { page } = person;
  await person.open(`${person.house.origins.authority}/apply/software`);
  await person.see('apply-software');
  await person.fill({ 'key-password': keyPassword, 'key-password-again': 'something else' });
  await person.press('產製金鑰', 'Make the key');
  await person.read('兩次輸入的密碼不同。', 'The two passwords differ.');
  await person.fill({ 'key-password-again': keyPassword });
  const download = page.waitForEvent('download');
  await person.press('產製金鑰', 'Make the key');
  const key = {
    name: 'key.pem',
    mimeType: 'text/plain',
    buffer: readFileSync(await (await download).path()),
  };
  await page.locator('[data-says="made"]:not([hidden])').waitFor();
  assert.match(key.buffer.toString(), /^-----BEGIN ENCRYPTED PRIVATE KEY-----/);
  const { name, ubn, address, contactName, contactMail, contactPhone } = firm;
  await person.pick('kind', 'professional');
  await person.fill({ name, ubn, address, contactName, contactMail, contactPhone });
  await page.locator('#documents').setInputFiles({
    name: 'proof.exe.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('MZ a program'),
  });
  await person.press('下一步：確認資料', 'Continue: check what you entered');
  await page.locator('#documents-error').waitFor();
  await person.see('apply-software-refused');
  await person.press('下一步：確認資料', 'Continue: check what you entered');
  await person.reach('確認申請資料', 'Check your application');
  await person.see('apply-software-check');
  await person.fill({ userCode: firm.userCode, userCodeAgain: firm.userCode });
  await person.pick('terms', 'yes');
  await person.press('送出申請', 'Send the application');
  await person.reach('申請已送出', 'Application sent');
  await person.see('apply-software-sent');
  return { key, number: (await page.locator('.figure').innerText()).trim() };
}

/** What two officers do is another test's: here they decide behind their desks. */
async function officersApprove({ house }: Stage, number: string): Promise<void> {
  const { context } = house.authority;
  const officers = await allOfficers(context.db);
  for (const [decision, role] of [
    ['review', 'first-reviewer'],
    ['approve', 'approver'],
  ] as const) {
    const by = officers.find(({ roles }) => roles.includes(role));
    assert.ok(by);
    const { version } = await requireApplication(context.db, number);
    await decide(context, { number, decision, reason: '', version }, by);
  }
}

async function prove(
  person: Person,
  about: { readonly number: string; readonly key: Key; readonly userCode: string },
): Promise<void> {
  const { page } = person;
  await person.open(`${person.house.origins.authority}/accept?number=${about.number}`);
  await person.see('accept');
  await person.press('下一步', 'Continue');
  await person.reach('證明您持有私密金鑰', 'Prove that you hold the private key');
  await person.see('accept-prove');
  await page.locator('#key-file').setInputFiles(about.key);
  await person.fill({ 'key-password': 'a wrong one' });
  await person.press('簽章', 'Sign');
  await person.read('無法開啟金鑰檔', 'The key file could not be opened');
  await person.fill({ 'key-password': keyPassword });
  await person.press('簽章', 'Sign');
  await page.locator('[data-says="done"]:not([hidden])').waitFor();
  await person.fill({ userCode: `${about.userCode}x`.slice(-10) });
  await person.press('下一步：核對憑證內容', 'Continue: compare the content');
  await person.read('還可再試 2 次', 'Tries left: 2');
  assert.notEqual(await page.locator('#signature').inputValue(), '', 'the signature is still there');
  await person.fill({ userCode: about.userCode });
  await person.press('下一步：核對憑證內容', 'Continue: compare the content');
  await person.reach('核對憑證內容', 'Compare the certificate');
}

async function makeBundle(person: Person, key: Key): Promise<Uint8Array> {
  const { page } = person;
  await person.reach('製作PKCS#12檔', 'Make a PKCS#12 file');
  await person.see('accept-bundle');
  await page.locator('#key-file').setInputFiles(key);
  await person.fill({ 'key-password': keyPassword });
  const download = page.waitForEvent('download');
  await person.press('製作並下載', 'Make and download');
  return new Uint8Array(readFileSync(await (await download).path()));
}

/** The password of the key is in nothing that the house has written, its log at the finest level included. */
async function assertNothingSent({ house }: Person): Promise<void> {
  const log = readFileSync(`${house.folder}/log/house.log`, 'utf8');
  assert.ok(!log.includes(keyPassword));
}
