import assert from 'node:assert/strict';
import { approvedApplication } from '../flows/operator.ts';
import { firstReader, secondReader } from './desk.ts';
import type { Person } from './person.ts';

/** Two firms whose applications are approved; how that goes is in officer.ts. */
export async function approveTwo({ house, say }: Person): Promise<void> {
  const suffix = say('事務所', 'Firm');
  await approvedApplication(house.authority, { name: `示範甲${suffix}`, address: '高雄市前鎮區示範路2號' });
  await approvedApplication(house.authority, { name: `示範乙${suffix}`, address: '臺北市信義區示範路10號' });
}

/** Makes a batch of all that is approved, in the order of the post. Answers its number. */
export async function makeBatch(person: Person): Promise<string> {
  const { page, house } = person;
  await person.open(`${house.origins.authority}/officer/batches`);
  await person.reach('製卡批次', 'Batches');
  await person.see('office-batches');
  await person.follow('建立批次', 'Make a batch');
  await person.reach('建立製卡批次', 'Make a batch');
  await person.follow('全部不勾選', 'Tick none');
  await person.press('建立並開始', 'Make the batch');
  await person.read('尚未選取申請案。', 'No application was chosen.');
  await person.see('office-batch-empty');
  await person.follow('全部勾選', 'Tick all');
  await person.pick('order', 'address');
  await person.see('office-batch-new');
  await person.press('建立並開始', 'Make the batch');
  await person.reach('批次 B', 'Batch B');
  return page.url().split('/').at(-1) ?? '';
}

/** Puts a blank card into each of two readers and makes two cards at the same time, each in its own window. */
export async function produceSideBySide(person: Person): Promise<void> {
  const { page, desk } = person;
  await desk.clear();
  for (const reader of [firstReader, secondReader]) await desk.insert(await desk.blank(), reader);
  await page.locator('.station').nth(1).waitFor();
  await person.see('office-batch-stations');
  const stations = [firstReader, secondReader].map((name) => page.locator('.station', { hasText: name }));
  const windows = [];
  for (const station of stations) {
    const window = await person.openWindow(() => station.getByRole('button').click());
    await window.reach('製作卡片', 'Produce a card');
    windows.push(window);
  }
  for (const window of windows) await window.press('開始', 'Start');
  await page.locator('.station progress:not([hidden])').first().waitFor();
  await person.see('office-batch-working');
  await page.locator('#lines .badge.good').nth(1).waitFor();
  await page.locator('#batch').waitFor({ state: 'hidden' });
}

/** The letters are a PDF; then both cards are recorded as posted by a list. */
export async function postAll(person: Person): Promise<void> {
  const { page } = person;
  await person.read('全部製作完成', 'All cards are made');
  await person.see('office-batch-finished');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    person.press('產製通知函（PDF）', 'Make the letters (PDF)'),
  ]);
  assert.match(download.suggestedFilename(), /^B\d{12}\.pdf$/);
  await person.follow('登記寄出', 'Record as posted');
  await person.reach('寄送', 'Posting');
  const list = page.locator('textarea[name="list"]');
  const lines = (await list.inputValue()).trim().split(/\r?\n/);
  assert.equal(lines.length, 2);
  await list.fill([...lines.map((line, at) => `${line}AB100000${at}`), 'XC00000000000000,1'].join('\n'));
  await person.see('office-shipping');
  await person.press('核對清單', 'Check the list');
  await person.reach('核對結果', 'What was found');
  await person.see('office-shipping-check');
  await person.press('登記 2 張已寄出', 'Record 2 as posted');
  await person.read('已登記 2 張卡片寄出。', 'Recorded as posted: 2.');
}

/** A card that was recorded by mistake, and the outbox. */
export async function correct(person: Person, cardNumber: string): Promise<void> {
  const { page, house } = person;
  await person.open(`${house.origins.authority}/officer/cards/${cardNumber}`);
  await person.press('更正：尚未寄出', 'Correct: not posted');
  await page.locator('dialog[open] [name="reason"]').fill(person.say('仍在待寄箱', 'still in the tray'));
  await person.see('office-unship');
  await page.locator('dialog[open] button[type="submit"]').click();
  await page.locator('h1 .badge', { hasText: person.say('已製卡', 'Produced') }).waitFor();
  await person.see('office-card-unshipped');
  await person.open(`${house.origins.authority}/officer/outbox`);
  await person.reach('寄件匣', 'Outbox');
  await person.read('更正：憑證IC卡尚未寄出', 'Correction: not posted yet');
  await person.see('office-outbox');
}
