import assert from 'node:assert/strict';
import type { Firm } from './firm.ts';
import type { Person } from './person.ts';
import type { AgentWindow } from './window.ts';

/** The holder's page with the six numbered fields, its card detected. */
export async function detectCard(
  person: Person,
  operation: 'activate' | 'unlock',
  cardNumber: string,
): Promise<void> {
  await person.open(`${person.house.origins.authority}/${operation}`);
  await person.press('偵測卡片', 'Detect card');
  await person.page.locator('#card-number', { hasText: cardNumber }).waitFor();
}

/** Opens the window of the operation and waits for its fields. */
export async function openSecrets(person: Person): Promise<AgentWindow> {
  const window = await person.openWindow(() => person.page.locator('#begin').click());
  await window.page.locator('input[name="userCode"]').waitFor();
  return window;
}

/** 開卡: seed B's screen; the user code once wrong, then right; the receipt. Answers the receipt's address. */
export async function activate(
  person: Person,
  { firm, cardNumber }: { firm: Firm; cardNumber: string },
): Promise<string> {
  const { page } = person;
  await person.open(`${person.house.origins.authority}/activate`);
  await person.reach('開卡作業', 'Activate a card');
  await person.see('activate-start');
  await assertSixFields(person);
  await detectCard(person, 'activate', cardNumber);
  assert.match(await page.locator('#card-holder').innerText(), new RegExp(firm.name));
  assert.match(await page.locator('#card-validity').innerText(), /\d/);
  await person.see('activate-detected');
  const window = await openSecrets(person);
  await assertNamesAsker(window, person);
  await window.see('window-activate');
  const { pin, userCode } = firm;
  await window.send({ userCode: userCode.toLowerCase(), newPin: pin, newPinAgain: pin });
  await window.read('還可再試 2 次', 'Tries left: 2');
  await window.see('window-activate-wrong-code');
  await window.send({ userCode });
  await page.waitForURL('**/receipt/*');
  await person.reach('開卡成功', 'The card is active');
  await person.see('receipt-activated');
  await window.gone();
  return page.url();
}

async function assertSixFields({ page, say }: Person): Promise<void> {
  const heads = await page.locator('table.sheet tbody th').allInnerTexts();
  const zh = ['1. 選擇卡片', '2. 卡號', '3. 卡片持有者資訊', '4. 卡片效期', '5. 用戶代碼', '6. 新的PIN碼'];
  const en = ['1. Choose a card', '2. Card number', '3. Holder', '4. Validity', '5. User code', '6. New PIN'];
  const wanted = say(zh.join('|'), en.join('|')).split('|');
  assert.deepEqual(
    heads.map((head) => head.trim()),
    wanted,
  );
  assert.equal(await page.locator('main input').count(), 0, 'no secret is a field of the page');
}

/** The window says which site asks, and shows the phrase. */
async function assertNamesAsker({ page }: AgentWindow, { house }: Person): Promise<void> {
  const { hostname } = new URL(house.origins.authority);
  assert.match(await page.locator('.agent-asker').innerText(), new RegExp(hostname));
  assert.ok((await page.locator('.agent-phrase strong').innerText()).length > 3);
}
