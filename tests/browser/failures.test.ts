import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { detectCard, openSecrets } from './activate.ts';
import { assertAccessible } from './axe.ts';
import { layForeignCard, receiveCard } from './card.ts';
import { assertStatus } from './certificate.ts';
import { skip } from './chromium.ts';
import { firstReader, secondReader } from './desk.ts';
import { firms } from './firm.ts';
import { pressCertificateLogin } from './login.ts';
import { pinOf, signInOfficer } from './officer.ts';
import { openPerson, type Person } from './person.ts';
import { findSecrets } from './secret.ts';
import { openStage, type Stage } from './stage.ts';
import { openStranger } from './stranger.ts';

describe('what goes wrong, and what the screens then say', { skip, timeout: 280_000 }, () => {
  let stage: Stage;
  let card: { readonly cardNumber: string; readonly id: string };
  const firm = firms.failing;

  before(async () => {
    stage = await openStage();
    card = await receiveCard(stage, firm);
  });
  after(() => stage?.[Symbol.asyncDispose]());

  const meet = (language: 'zh-TW' | 'en' = 'zh-TW', width = 1280) =>
    openPerson(stage.browser, { house: stage.house, language, width, look: assertAccessible });
  const start = async (person: Person) => {
    await person.open(`${stage.house.origins.authority}/activate`);
    await person.press('偵測卡片', 'Detect card');
  };

  it('a blocked pop-up: how to allow it, by browser', async () => {
    await using person = await meet('en', 390);
    await person.desk.putAlone(card.id);
    await detectCard(person, 'activate', card.cardNumber);
    await person.page.evaluate(() => {
      window.open = () => null;
    });
    await person.page.locator('#begin').click();
    await person.read('', 'The browser blocked the pop-up window.');
    await person.read('', 'Always allow pop-ups and redirects from this site');
    await person.see('failure-popup-blocked');
    assert.deepEqual(person.complaints, []);
  });

  it('no agent on this computer: where to get it', async () => {
    await using person = await meet();
    await silence(person);
    await start(person);
    await person.read('找不到跨瀏覽器元件。', '');
    await person.see('failure-agent-absent');
    const link = person.page.locator('#message').getByRole('link', { name: '下載跨瀏覽器元件' });
    assert.equal(await link.getAttribute('href'), `${stage.house.origins.portal}/download`);
    await person.open(`${stage.house.origins.authority}/officer`);
    const window = await person.openWindow(() => person.page.locator('#begin').click());
    await person.read('找不到跨瀏覽器元件。', '');
    await window.gone();
  });

  it('an empty reader: the page says so, the window waits and goes on by itself', async () => {
    await using person = await meet('en');
    await person.desk.clear();
    await start(person);
    await person.read('', 'There is no card in the reader.');
    await person.see('failure-card-none');
    await person.open(`${stage.house.origins.portal}/login`);
    const window = await pressCertificateLogin(person);
    await window.reach('', 'Insert your card');
    await window.see('window-wait-card');
    await person.desk.putAlone((await person.desk.cardOf('CPA firm')).id);
    await window.reach('', 'Enter the PIN to sign in');
    await window.press('', 'Cancel');
    await person.read('', 'You cancelled the operation.');
    assert.deepEqual(person.complaints, []);
  });

  it('a blank card and a card of another issuer are no cards of ours', async () => {
    await using person = await meet();
    await person.desk.putAlone(await person.desk.blank());
    await start(person);
    await person.read('這張卡片尚未製作完成。', '');
    await person.see('failure-card-blank');
    await person.desk.putAlone(await layForeignCard(stage.house, person.desk, 'ACME-1'));
    await start(person);
    await person.read('這張卡片不是由本憑證管理中心簽發。', '');
    await person.see('failure-card-foreign');
    const number = 'XC00000000009991';
    await person.desk.putAlone(await layForeignCard(stage.house, person.desk, number));
    await detectCard(person, 'activate', number);
    await person.page.locator('#begin').click();
    await person.read('查無此卡號。', '');
    await person.see('failure-card-unknown');
  });

  it('a card of nobody among the officers is refused before its PIN', async () => {
    await using person = await meet();
    await person.desk.putAlone((await person.desk.cardOf('CPA firm')).id);
    await person.open(`${stage.house.origins.authority}/officer`);
    const window = await person.openWindow(() => person.page.locator('#begin').click());
    await person.read('這張卡片不屬於任何審驗人員。', '');
    await window.reach('無法完成', '');
    assert.equal(await window.page.locator('input[name="pin"]').count(), 0);
    await window.see('window-not-officer');
    await person.see('failure-not-officer');
    assert.deepEqual(person.complaints, []);
  });

  it('two cards in two readers: the person chooses', async () => {
    await using person = await meet();
    await person.desk.putAlone((await person.desk.cardOf('Approver')).id);
    await person.desk.insert((await person.desk.cardOf('First reviewer')).id, secondReader);
    await person.open(`${stage.house.origins.authority}/officer`);
    const window = await person.openWindow(() => person.page.locator('#begin').click());
    await window.reach('請選擇憑證', '');
    await window.see('window-choose');
    await window.page.locator('input[name="card"]').nth(1).check();
    await window.press('繼續', '');
    await window.send({ pin: pinOf(person, 'First reviewer') });
    await person.reach('申請案', '');
    assert.match(await person.page.locator('.person').innerText(), /初審/);
    assert.deepEqual(person.complaints, []);
  });

  it('a site nobody trusts gets nothing before consent, and is named', async () => {
    await using stranger = await openStranger(stage.house.origins.agent);
    await using person = await meet();
    await person.desk.putAlone((await person.desk.cardOf('CPA firm')).id);
    await person.open(stranger.origin);
    const ask = () => person.openWindow(() => person.page.locator('#ask').click());
    const said = (text: string) => person.page.locator('#said', { hasText: text }).waitFor();
    const refused = await ask();
    await refused.reach('要讓這個網站使用您的卡片嗎？', '');
    await refused.read('stranger.localhost', '');
    await refused.see('window-consent');
    await refused.press('不允許', '');
    await said('agent.not-trusted');
    await refused.press('關閉視窗', '');
    await (await ask()).press('只允許這一次', '');
    await said('示範會計師事務所');
    await (await ask()).press('信任並繼續', '');
    await said('示範會計師事務所');
    const trusted = await ask();
    await trusted.gone();
    await said('示範會計師事務所');
    assert.deepEqual(person.complaints, []);
  });

  it('a card pulled while the person types, a window closed, a card pulled after sending: running on finishes', async () => {
    const { pin, userCode } = firm;
    await using person = await meet();
    await person.desk.putAlone(card.id);
    await detectCard(person, 'activate', card.cardNumber);
    const closed = await openSecrets(person);
    await closed.page.close();
    await person.read('您已取消這次作業。', '');
    const window = await openSecrets(person);
    await person.desk.pull(firstReader);
    await window.send({ userCode, newPin: pin, newPinAgain: pin });
    await window.reach('請插入憑證IC卡', '');
    await window.see('window-wait-pulled');
    await person.desk.insert(card.id, firstReader);
    await person.reach('開卡成功', '');
    await assertStatus(person, card.cardNumber, {
      status: ['有效', 'Valid'],
      name: 'certificate-after-pull',
    });
    assert.deepEqual(person.complaints, []);
  });

  it('a card pulled at any moment after sending loses nothing: the same window finishes', async () => {
    await using person = await meet();
    const { userCode } = firm;
    for (const [index, delay] of [0, 30, 80, 160].entries()) {
      const pin = `Pulled-${index}`;
      await person.desk.putAlone(card.id);
      await detectCard(person, 'unlock', card.cardNumber);
      const window = await openSecrets(person);
      await window.send({ userCode, newPin: pin, newPinAgain: pin });
      await window.page.waitForTimeout(delay);
      await person.desk.clear();
      const done = person.page.waitForURL('**/receipt/*');
      await Promise.race([done, window.reach('請插入憑證IC卡', '').catch(() => done)]);
      await person.desk.putAlone(card.id);
      await done;
      await person.reach('PIN碼已重設', '');
    }
    assert.deepEqual(person.complaints, []);
  });

  it('two windows for one card: the older is told, the newer finishes', async () => {
    await using older = await meet();
    await using newer = await meet('en', 390);
    const { userCode } = firm;
    const pin = 'Newer-pi';
    await newer.desk.putAlone(card.id);
    await detectCard(older, 'unlock', card.cardNumber);
    await detectCard(newer, 'unlock', card.cardNumber);
    const first = await openSecrets(older);
    const second = await openSecrets(newer);
    await first.send({ userCode, newPin: pin, newPinAgain: pin });
    await older.read('同一張卡片已在另一個視窗開始新的作業。', '');
    await first.see('window-superseded');
    await second.send({ userCode, newPin: pin, newPinAgain: pin });
    await newer.reach('', 'The PIN was reset');
    assert.deepEqual([...older.complaints, ...newer.complaints], []);
  });

  it('the user code wrong three times is locked, and the way out is named', async () => {
    await using person = await meet('en');
    const newPin = 'Never-it';
    await person.desk.putAlone(card.id);
    await detectCard(person, 'unlock', card.cardNumber);
    const window = await openSecrets(person);
    await window.send({ userCode: 'wrong-1', newPin, newPinAgain: newPin });
    await window.read('', 'Tries left: 2');
    await window.send({ userCode: 'wrong-2' });
    await window.read('', 'Tries left: 1');
    await window.see('window-code-last');
    await window.send({ userCode: 'wrong-3' });
    await person.read('', 'The user code is locked.');
    await window.reach('', 'Not completed');
    await window.see('window-code-locked');
    await person.see('failure-code-locked');
    const reset = person.page.locator('#message').getByRole('link', { name: 'Reset user code' });
    assert.equal(await reset.getAttribute('href'), '/reset-code');
    assert.deepEqual(person.complaints, []);
  });

  it('an officer without the role is told so', async () => {
    await using person = await meet('en', 390);
    await signInOfficer(person, 'Approver');
    await person.open(`${stage.house.origins.authority}/officer/produce`);
    await person.read('', 'Your role does not allow this.');
    await person.see('failure-role');
    assert.deepEqual(person.complaints, []);
  });

  it('nothing of what was typed, right or wrong, is in any log or file', () => {
    const pulled = [0, 1, 2, 3].map((index) => `Pulled-${index}`);
    const wrong = [1, 2, 3].map((index) => `wrong-${index}`);
    const typed = [firm.userCode, firm.pin, ...pulled, ...wrong, 'Newer-pi', 'Never-it'];
    const secrets = typed.map((text) => ({ of: text, text }));
    assert.deepEqual(findSecrets(stage.house.folder, secrets), []);
  });
});

/** As if no agent ran: nothing answers at its address. */
async function silence({ context, house }: Person): Promise<void> {
  await context.route(`${house.origins.agent}/**`, (route) => route.abort('connectionrefused'));
}
