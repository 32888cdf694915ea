import assert from 'node:assert/strict';
import { detectCard, openSecrets } from './activate.ts';
import { layForeignCard } from './card.ts';
import { secondReader } from './desk.ts';
import { pressCertificateLogin } from './login.ts';
import { pinOf } from './officer.ts';
import type { Person } from './person.ts';
import type { Stranger } from './stranger.ts';

/** A card that was posted: its number, and its place on the desk. */
export type Posted = { readonly cardNumber: string; readonly id: string };

/** 開卡作業, cards detected. */
async function detect(person: Person): Promise<void> {
  await person.open(`${person.house.origins.authority}/activate`);
  await person.press('偵測卡片', 'Detect card');
}

export async function meetBlockedPopup(person: Person, card: Posted): Promise<void> {
  await person.desk.putAlone(card.id);
  await detectCard(person, 'activate', card.cardNumber);
  await person.page.evaluate(() => {
    window.open = () => null;
  });
  await person.page.locator('#begin').click();
  await person.read('瀏覽器封鎖了彈出式視窗。', 'The browser blocked the pop-up window.');
  await person.read('一律允許顯示本網站的彈出式視窗', 'Always allow pop-ups and redirects from this site');
  await person.see('failure-popup-blocked');
}

/** As if no agent ran: nothing answers at its address. */
export async function meetAbsentAgent(person: Person): Promise<void> {
  const { agent, authority, portal } = person.house.origins;
  await person.context.route(`${agent}/**`, (route) => route.abort('connectionrefused'));
  await detect(person);
  await person.read('找不到跨瀏覽器元件。', 'The card agent was not found.');
  await person.see('failure-agent-absent');
  const name = person.say('下載跨瀏覽器元件', 'Download the card agent');
  const link = person.page.locator('#message').getByRole('link', { name });
  assert.ok((await link.getAttribute('href'))?.startsWith(`${portal}/download?`));
  await person.open(`${authority}/officer`);
  const window = await person.openWindow(() => person.page.locator('#begin').click());
  await person.read('找不到跨瀏覽器元件。', 'The card agent was not found.');
  await window.gone();
  await person.context.unroute(`${agent}/**`);
}

/** The page says so; the window waits and goes on by itself. */
export async function meetEmptyReader(person: Person): Promise<void> {
  await person.desk.clear();
  await detect(person);
  await person.read('讀卡機中沒有卡片。', 'There is no card in the reader.');
  await person.see('failure-card-none');
  await person.open(`${person.house.origins.portal}/login`);
  const window = await pressCertificateLogin(person);
  await window.reach('請插入憑證IC卡', 'Insert your card');
  await window.see('window-wait-card');
  await person.desk.putAlone((await person.desk.cardOf('CPA firm')).id);
  await window.reach('輸入PIN碼以登入', 'Enter the PIN to sign in');
  await window.press('取消', 'Cancel');
  await person.read('您已取消這次作業。', 'You cancelled the operation.');
  await person.see('login-cancelled');
}

/** Blank, of another make, and of another authority that numbers its cards as ours does. */
export async function meetForeignCards(person: Person): Promise<void> {
  const { desk, house } = person;
  await desk.putAlone(await desk.blank());
  await detect(person);
  await person.read('這張卡片尚未製作完成。', 'The production of this card was not completed.');
  await person.see('failure-card-blank');
  await desk.putAlone(await layForeignCard(house, desk, 'ACME-1'));
  await detect(person);
  await person.read('這張卡片不是由本憑證管理中心簽發。', 'This card was not issued by this authority.');
  await person.see('failure-card-foreign');
  const number = 'XC00000000009991';
  await desk.putAlone(await layForeignCard(house, desk, number));
  await detectCard(person, 'activate', number);
  await person.page.locator('#begin').click();
  await person.read('查無此卡號。', 'No card with this number.');
  await person.see('failure-card-unknown');
}

/** A card of nobody among the officers, refused before its PIN. */
export async function meetNoOfficer(person: Person): Promise<void> {
  await person.desk.putAlone((await person.desk.cardOf('CPA firm')).id);
  await person.open(`${person.house.origins.authority}/officer`);
  const window = await person.openWindow(() => person.page.locator('#begin').click());
  await person.read('這張卡片不屬於任何審驗人員。', 'This card does not belong to an officer.');
  await window.reach('無法完成', 'Not completed');
  assert.equal(await window.page.locator('input[name="pin"]').count(), 0);
  await window.see('window-not-officer');
  await person.see('failure-not-officer');
}

/** Two cards in two readers: the second in the list is chosen, and it is the first reviewer's. */
export async function chooseCard(person: Person): Promise<void> {
  const { desk, page } = person;
  await desk.putAlone((await desk.cardOf('Approver')).id);
  await desk.insert((await desk.cardOf('First reviewer')).id, secondReader);
  await person.open(`${person.house.origins.authority}/officer`);
  const window = await person.openWindow(() => page.locator('#begin').click());
  await window.reach('請選擇憑證', 'Choose a certificate');
  await window.see('window-choose');
  await window.page.locator('input[name="card"]').nth(1).check();
  await window.press('繼續', 'Continue');
  await window.send({ pin: pinOf(person, 'First reviewer') });
  await person.reach('申請案', 'Applications');
  await page.locator('.person', { hasText: person.say('初審', 'First') }).waitFor();
}

/** A site nobody trusts: refused, let in once, trusted for good. The page of the stranger speaks Chinese alone. */
export async function meetStranger(person: Person, stranger: Stranger): Promise<void> {
  await person.desk.putAlone((await person.desk.cardOf('CPA firm')).id);
  await person.open(stranger.origin);
  const ask = () => person.openWindow(() => person.page.locator('#ask').click());
  const said = (text: string) => person.page.locator('#said', { hasText: text }).waitFor();
  const refused = await ask();
  await refused.reach('要讓這個網站使用您的卡片嗎？', 'Let this site use your card?');
  await refused.read('stranger.localhost', 'stranger.localhost');
  await refused.see('window-consent');
  await refused.press('不允許', 'Do not allow');
  await said('agent.not-trusted');
  await refused.press('關閉視窗', 'Close window');
  await (await ask()).press('只允許這一次', 'Only this time');
  await said('示範會計師事務所');
  await (await ask()).press('信任並繼續', 'Trust and continue');
  await said('示範會計師事務所');
  await (await ask()).gone();
  await said('示範會計師事務所');
}

/** An address that leads nowhere, on each site. */
export async function meetNowhere(person: Person): Promise<void> {
  const { agent: _, ...sites } = person.house.origins;
  for (const [name, origin] of Object.entries(sites)) {
    await person.open(`${origin}/nowhere`);
    await person.read('找不到', 'not found');
    await person.see(`failure-not-found-${name}`);
  }
}

/** The user code wrong three times: counted down, locked, the way out named. */
export async function lockCode(person: Person, card: Posted): Promise<void> {
  const newPin = 'Never-it';
  await person.desk.putAlone(card.id);
  await detectCard(person, 'unlock', card.cardNumber);
  const window = await openSecrets(person);
  await window.send({ userCode: 'wrong-1', newPin, newPinAgain: newPin });
  await window.read('還可再試 2 次', 'Tries left: 2');
  await window.send({ userCode: 'wrong-2' });
  await window.read('還可再試 1 次', 'Tries left: 1');
  await window.see('window-code-last');
  await window.send({ userCode: 'wrong-3' });
  await person.read('用戶代碼已鎖定。', 'The user code is locked.');
  await window.reach('無法完成', 'Not completed');
  await window.see('window-code-locked');
  await person.see('failure-code-locked');
  const name = person.say('用戶代碼重設', 'Reset user code');
  const reset = person.page.locator('#message').getByRole('link', { name });
  assert.equal(await reset.getAttribute('href'), '/reset-code');
}
